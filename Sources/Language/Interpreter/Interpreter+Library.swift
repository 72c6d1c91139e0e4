import Catalogue
import Syntax

/// The standard library: files that may use each other's names. Each is read when one of its names is first asked for, so that a
/// session pays for what it uses.
extension Interpreter {
  /// Brings the standard library's names. What is wrong with a file is reported by whatever first wants a name of it.
  public func load(library files: [(name: String, text: String)]) {
    for file in files {
      let source = sources.add(name: file.name, bytes: Array(file.text.utf8))
      let names = Self.declaredNames(source.bytes)
      for name in names { libraryScope.unread[name] = { [unowned self] in read(source, names) } }
    }
    librarySources = sources.sources.count
  }

  /// Reads what is not read yet.
  func readWholeLibrary() {
    while let read = libraryScope.unread.values.first { read() }
  }

  private func read(_ source: Source, _ names: [String]) {
    for name in names { libraryScope.unread[name] = nil }
    do {
      let entries = try program(of: source).entries.map { ($0, source) }
      try run(try Resolver(self, libraryScope, folder: nil).resolve(entries), in: libraryScope) { _ in }
    } catch {
      libraryFailure = libraryFailure ?? error
    }
  }

  /// The names that a file of the library declares: its declarations begin their lines, one name each.
  private static func declaredNames(_ bytes: [UInt8]) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard let word = [Array("func ".utf8), Array("let ".utf8)].first(where: line.starts(with:)) else { return nil }
      let name = line.dropFirst(word.count).prefix { $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: " ") }
      return String(decoding: name, as: UTF8.self)
    }
  }
}

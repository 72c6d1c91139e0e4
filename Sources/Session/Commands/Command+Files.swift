import Builtins
import Catalogue
@preconcurrency import Glibc
import Language

extension Command {
  static let save = Command("save", "FILE", "Write the entries that succeeded as a script that runs to the same values.") {
    (session, path) throws(Failure) in
    guard !path.isEmpty else { throw Failure(":save wants a file", hint: ":save session.tg") }
    // Another file is not written over: it may be a script that took a day.
    if let known = try contents(of: path), !known.starts(with: Journal.header.utf8), !known.isEmpty {
      throw Failure("\(path) exists, and is no session that was saved", hint: "choose another name")
    }
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "."
    let script = session.notebook.journal.script(seed: session.options.seed, folder: WholePath.of(String(folder)))
    try OutputFile.write(to: path) { (file) throws(Failure) in try file.append(script) }
    return .completed(nil)
  }

  static let load = Command("load", "FILE", "Run a script here, as if its lines had been typed.") { (session, path) throws(Failure) in
    guard !path.isEmpty else { throw Failure(":load wants a file", hint: ":load session.tg") }
    guard let text = try contents(of: path) else { throw Failure("there is no file \(path)") }
    return session.record(Submission(text, name: path, origin: .file))
  }

  /// What a file holds; nil where there is none. A pipe or a device is refused: reading it may never end.
  private static func contents(of path: String) throws(Failure) -> [UInt8]? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Failure("\(path) is no file to read or write") }
    guard let bytes = readFile(path) else { throw Failure("cannot read \(path)") }
    return bytes
  }

  static let edit = Command("edit", "NAME", "Open the last entry, entry number NAME, or what declared NAME in $EDITOR, and run it.") {
    (session, name) throws(Failure) in
    let text: String
    if name.isEmpty || Int(name) != nil {
      let inputs = session.notebook.inputs
      guard let number = inputs.number(Int(name) ?? -1), case .string(let input)? = inputs.items[number] else {
        throw Failure(name.isEmpty ? "there is no entry to edit yet" : "there is no entry In[\(name)]")
      }
      text = input
    } else {
      guard let source = session.interpreter.sourceText(of: name) else { throw Failure("no text declares \(name)") }
      text = source
    }
    guard let edited = session.console.edit(text) else { throw Failure("there is no editor here") }
    guard !edited.allSatisfy(\.isWhitespace) else { return .completed(nil) }
    let bytes = Array(edited.utf8)
    session.notebook.inputs.add(.string(edited), number: session.notebook.count)
    return session.record(Submission(bytes, name: "In [\(session.notebook.count)]", origin: .prompt))
  }
}

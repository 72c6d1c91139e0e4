import Builtins
import Foundation
import Syntax

/// Programs to try tools of the grammar on.
enum Corpus {
  /// The standard library and all test scripts that are programs, by name.
  static let texts: [(name: String, text: String)] = {
    let folder = scriptFolder.deletingLastPathComponent()
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let files = (all?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "tg" }
    let scripts: [(name: String, text: String)] = files.sorted { $0.path < $1.path }.compactMap { file in
      (try? String(contentsOf: file, encoding: .utf8)).map { (name: file.lastPathComponent, text: $0) }
    }
    return (Builtins.library + scripts).filter { isProgram($0.text) }
  }()

  /// Programs that nobody wrote.
  static func generated(_ count: Int, seed: UInt64) -> [String] {
    var writer = Writer(dice: Dice(state: seed))
    return (0..<count).map { _ in writer.program() }.filter(isProgram)
  }

  private static func isProgram(_ text: String) -> Bool {
    if case .complete = Parser.parse(Source(name: "", text: text)) { true } else { false }
  }
}

/// A tree without its places, as text.
func shape(of text: String) -> String? {
  guard case .complete(let program) = Parser.parse(Source(name: "", text: text)) else { return nil }
  return shape(of: program)
}

private func shape(of part: Any) -> String {
  if part is Span { return "" }
  if let names = part as? Set<String> { return "\(names.sorted())" }
  let children = Mirror(reflecting: part).children
  if children.isEmpty { return "\(part)" }
  return "(" + children.map { "\($0.label ?? "")\(shape(of: $0.value))" }.joined(separator: " ") + ")"
}

import Catalogue
import Language
import Syntax

/// The kinds of things that a parameter's documentation speaks of: "An optimizer, or a function whose defaults give one".
struct WantedKinds {
  private let words: Set<String>
  private let interpreter: Interpreter

  init(_ documentation: String, _ interpreter: Interpreter) {
    words = Set(documentation.lowercased().split { !$0.isLetter }.map { Self.singular(String($0)) })
    self.interpreter = interpreter
  }

  /// Whether a name has a value of such a kind, or is a function that makes one.
  func include(_ info: Interpreter.NameInfo) -> Bool {
    switch info.value {
    case .object(let object): words.contains(object.typeName.lowercased())
    case .function: Self.making.contains(where: words.contains) && kindMade(by: info, depth: 0).map(words.contains) ?? false
    case .nothing, .bool, .number, .string, .range, .list, .record: false
    }
  }

  /// Groups of builtins that make what they are named for.
  private static let making = ["model", "distribution", "optimizer"]

  /// What a function makes is what the builtin makes that its last line calls, perhaps through other functions.
  private func kindMade(by info: Interpreter.NameInfo, depth: Int) -> String? {
    if let builtin = info.builtin {
      let kind = Self.singular(builtin.category)
      return Self.making.contains(kind) ? kind : nil
    }
    guard depth < 8, let text = interpreter.sourceText(of: info.name), let last = Self.lastCall(in: text), last != info.name,
      let next = interpreter.lookUp(last)
    else { return nil }
    return kindMade(by: next, depth: depth + 1)
  }

  /// Name of the function that a function's text calls last.
  private static func lastCall(in text: String) -> String? {
    guard case .complete(let program) = Parser.parse(Source(name: "", text: text)),
      case .function(let syntax)? = program.entries.first?.statements.first?.kind,
      case .expression(let value)? = syntax.closure.body.statements.last?.kind,
      case .call(let callee, _) = value.kind, case .name(let name) = callee.kind
    else { return nil }
    return name
  }

  private static func singular(_ word: String) -> String { word.hasSuffix("s") ? String(word.dropLast()) : word }
}

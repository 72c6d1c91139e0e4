import Catalogue
import Language
import Syntax

/// Answers questions about the names of a session: the builtins', the standard library's and the user's alike. What front ends
/// show as help, and the reference, come from here.
public struct Help {
  let interpreter: Interpreter
  public init(_ interpreter: Interpreter) { self.interpreter = interpreter }

  /// The page that answers a question: nothing asks for the contents; else the topic is a name, a path such as `m.W`, a group
  /// of functions, or `syntax`.
  public func page(_ topic: String, wantsSource: Bool = false) throws(Failure) -> HelpPage {
    let topic = Self.bare(topic)
    if topic.isEmpty { return contents }
    if let info = interpreter.lookUp(topic) { return wantsSource ? source(of: info) : page(of: info) }
    if let page = try pageOfMember(topic) ?? pageOfGroup(topic) ?? SyntaxTopic.page(topic) { return page }
    throw unknown(topic)
  }

  /// What is said about a value. A function is found by its name.
  public func page(of value: Value) -> HelpPage {
    if case .function(let function) = value {
      if let info = declaration(of: function) { return page(of: info) }
      return page(ofFunction: function, name: function.name ?? "closure", info: nil)
    }
    return page(ofValue: value, name: value.typeName, info: nil)
  }

  /// The topic without what is typed around a name: quotes, a call's parentheses.
  private static func bare(_ topic: String) -> String {
    var text = Substring(topic)
    while let last = text.last, " \t\r\n\"".contains(last) { text.removeLast() }
    while let first = text.first, " \t\r\n\"".contains(first) { text.removeFirst() }
    if let open = text.firstIndex(of: "("), open != text.startIndex { text = text[..<open] }
    return String(text)
  }

  private func page(of info: Interpreter.NameInfo) -> HelpPage {
    guard case .function(let function) = info.value else { return page(ofValue: info.value, name: info.name, info: info) }
    return page(ofFunction: function, name: info.name, info: declaration(of: function) ?? info)
  }

  private func source(of info: Interpreter.NameInfo) -> HelpPage {
    var page = page(of: info)
    var known = info
    if case .function(let function) = info.value { known = declaration(of: function) ?? info }
    if let text = interpreter.sourceText(of: known.name) {
      page.signature = nil
      page.source = text
    } else if known.builtin != nil {
      page.details.append("\(known.name) is built in: its source is Swift, not a text of the language.")
    }
    return page
  }

  /// The name that a function was declared with; nil where that means something else by now.
  private func declaration(of function: Function) -> Interpreter.NameInfo? {
    guard let name = function.name, let info = interpreter.lookUp(name), case .function(let found) = info.value, found === function
    else { return nil }
    return info
  }

  /// The error for a topic that nothing is known about.
  private func unknown(_ topic: String) -> Failure {
    let isPrintable = topic.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
    var failure = Failure("there is no help on \(isPrintable ? topic : quotedText(topic))")
    let near = Suggestion.nearest(to: topic, among: interpreter.allNames + groups.map(\.name))
    let word = topic.count <= 40 ? quotedText(topic) : "\"word\""
    failure.hint = near.map { "did you mean \($0)?" } ?? "apropos(\(word)) searches all that help says; ? lists the names"
    return failure
  }
}

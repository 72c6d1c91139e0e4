import Catalogue
import Language

/// What is known of a name of the language or its standard library.
public struct KnownName {
  public var name: String
  /// `toy(n: 5, h: 2)`; the type of what is no function.
  public var title: String
  public var isFunction: Bool
  /// What it is, in a sentence or two.
  public var summary: String
  /// A function's parameters, and what is said about each.
  public var parameters: [(name: String, text: String)] = []
}

extension Checker {
  /// The names that any script can use.
  public var names: [String] { interpreter.allNames }

  /// What is known of such a name; nil where there is none.
  public func known(_ name: String) -> KnownName? {
    guard let info = interpreter.lookUp(name) else { return nil }
    let summary = info.builtin?.summary ?? info.documentation?.summary ?? ""
    guard case .function(let function) = info.value else {
      return KnownName(name: name, title: "\(name): \(info.value.typeName)", isFunction: false, summary: summary)
    }
    let parameters = function.signature.parameters.filter { !$0.isRest && !$0.takesLabels }.map { parameter in
      let text = parameter.documentation.isEmpty ? info.documentation?.parameter(parameter.name) : parameter.documentation
      return (name: parameter.name, text: text ?? "")
    }
    return KnownName(
      name: name, title: function.signature.text(name: name), isFunction: true, summary: summary, parameters: parameters)
  }
}

import Catalogue
import Language

/// The signature of a call that is being typed.
public struct CallHint: Hashable, Sendable {
  public var function: String
  /// As the signature shows them: `lr: 0.001`.
  public var parameters: [String]
  /// Index of the parameter that the cursor stands in; nil where it is none.
  public var present: Int?
  /// What is said about that parameter.
  public var documentation: String

  /// The whole signature, the present parameter between two marks.
  public func text(_ open: String, _ close: String) -> String {
    let shown = parameters.enumerated().map { i, text in i == present ? open + text + close : text }
    return "\(function)(\(shown.joined(separator: ", ")))"
  }
}

/// The function of a call that is being typed, and what is known of its parameters.
struct Callee {
  let signature: Signature
  let info: Interpreter.NameInfo?
  let title: String

  func documentation(_ parameter: Signature.Parameter) -> String {
    parameter.documentation.isEmpty ? info?.documentation?.parameter(parameter.name) ?? "" : parameter.documentation
  }

  /// Index of the parameter that the argument at the cursor goes to; nil where none is left.
  func present(in call: CursorPlace.Call) -> Int? {
    if let label = call.label { return signature.index(of: label) }
    guard call.labels.isEmpty else { return nil }
    let places = signature.parameters.indices.filter { !signature.parameters[$0].takesLabels }
    if call.positions < places.count { return places[call.positions] }
    return signature.parameters.firstIndex { $0.isRest }
  }

  /// Parameters that a label may still name.
  func free(in call: CursorPlace.Call) -> [Signature.Parameter] {
    let filled = signature.parameters.filter { !$0.takesLabels }.prefix(call.positions).map(\.name) + call.labels
    return signature.parameters.filter { !$0.isRest && !$0.takesLabels && !filled.contains($0.name) }
  }

  func hint(in call: CursorPlace.Call) -> CallHint {
    let present = present(in: call)
    return CallHint(
      function: title, parameters: signature.parameters.map(\.text), present: present,
      documentation: present.map { documentation(signature.parameters[$0]) } ?? "")
  }
}

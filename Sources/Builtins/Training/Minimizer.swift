import Catalogue

/// How all parameters together follow a loss that does not change: one iteration `{ f, p, s in (p:, value:, state:) }`, run by the interpreter
/// on one vector in Float64.
final class Minimizer: Object {
  /// `{ f, p in … }` gives the state it starts with.
  let initial: Value
  let iteration: Value
  var making: Making?

  init(initial: Value, iteration: Value) {
    self.initial = initial
    self.iteration = iteration
  }

  let typeName = "Minimizer"
  var about: String { "How all parameters together follow a loss that does not change: train(m, lbfgs, 300, objective: f)." }
  let memberNames: [String] = []
  func member(_ name: String, in context: any Context) throws(Failure) -> Value? { nil }
  func text(full: Bool) -> String { "Minimizer" }

  /// A minimizer, or what a function gives when called with its defaults; nil for anything else.
  static func reading(_ value: Value, in context: any Context) throws(Failure) -> Minimizer? {
    switch value {
    case .object(let object): return object as? Minimizer
    case .function(let function) where function.signature.required == 0:
      guard case .object(let object) = try context.call(value, []) else { return nil }
      return object as? Minimizer
    default: return nil
    }
  }
}

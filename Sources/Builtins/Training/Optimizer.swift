import Catalogue
import OrderedCollections
import Tensor
import Training

/// How a parameter follows its gradient: a state it starts with, and an update `{ g, s, p, t in (step: …, …) }`.
final class Optimizer: Object {
  /// Starting values of the state, a number for all elements or a tensor; or a function of the parameter.
  let start: Record
  let initial: Value
  let update: Value
  var making: Making?

  init(start: Record, initial: Value, update: Value) {
    self.start = start
    self.initial = initial
    self.update = update
  }

  /// Stands where a minimizer does the work.
  static var none: Optimizer { Optimizer(start: Record(), initial: .nothing, update: .nothing) }

  let typeName = "Optimizer"
  let memberNames = ["init", "update"]

  var about: String { "How a parameter follows its gradient: a state it starts with, and an update of step and state." }
  func about(member name: String) -> String? {
    switch name {
    case "init": "init(p) is the state a parameter starts with, a record."
    case "update": "update(g, s, p, t) is a record of the step and the new state, from gradient, state, parameter and number of the step."
    default: nil
    }
  }

  func member(_ name: String, in context: any Context) throws(Failure) -> Value? {
    switch name {
    case "init":
      return .object(
        HostFunction("init", parameters: 1) { (context, arguments) throws(Failure) -> Value in
          .record(try self.state(for: arguments[0], in: context))
        })
    case "update": return update
    default: return nil
    }
  }

  func storedMember(_ name: String) -> Value? { name == "update" ? update : nil }

  /// The state of a parameter before the first step.
  func state(for parameter: Value, in context: any Context) throws(Failure) -> Record {
    if case .nothing = initial {
      guard let term = try Term.reading(parameter) else { throw Failure("a parameter is a tensor, not \(context.describe(parameter))") }
      var state = Record()
      for (name, value) in start.fields {
        guard let leaf = try Term.reading(value) else {
          throw Failure("the state \(name) starts as a number or a tensor, not \(context.describe(value))")
        }
        state[name] = .object(
          ArrayObject(leaf.shape.isEmpty ? try attempt { () throws(TensorError) in try leaf.filling(term.shape) } : leaf))
      }
      return state
    }
    let value = try context.call(initial, parameter)
    guard case .record(let record) = value else {
      throw Failure("an optimizer's init gives a record, not \(context.describe(value))")
    }
    return record
  }

  func text(full: Bool) -> String {
    start.fields.isEmpty ? "Optimizer" : "Optimizer with state " + start.fields.keys.joined(separator: ", ")
  }

  /// An optimizer, or what a function gives when called with its defaults.
  static func reading(_ value: Value, in context: any Context) throws(Failure) -> Optimizer {
    if case .object(let object) = value, let optimizer = object as? Optimizer { return optimizer }
    if case .function(let function) = value {
      guard function.signature.required == 0 else {
        throw Failure(
          "expected an optimizer, or a function whose defaults give one; \(function.name ?? "this closure") wants arguments",
          hint: "an update stands behind the parentheses: optimizer(m: 0) { g, s, p, t in (step: …, m: …) }")
      }
      let made = try context.call(value, [])
      if case .object(let object) = made, let optimizer = object as? Optimizer { return optimizer }
      throw Failure("expected an optimizer, or a function that gives one; this one gives \(context.describe(made))")
    }
    throw Failure("expected an optimizer, not \(context.describe(value))")
  }
}

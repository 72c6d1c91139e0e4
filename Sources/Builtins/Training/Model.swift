import Catalogue
import OrderedCollections
import Tensor
import Training

/// A function of parameters and a sample, with the parameters' values. It is shared: training changes it, `copy(m)` does not
/// follow.
final class Model: Object {
  /// Tensors in Float32, or records and lists of them.
  var parameters: Record
  /// `data`, `importance`, `loss`: what `train` uses where it is not told otherwise.
  var settings: Record
  /// `{ p, x in … }`
  let forward: Value
  /// Not kept where it holds large tensors.
  var making: Making? {
    get { kept }
    set { if let newValue, !newValue.arguments.fields.values.contains(where: { Model.isLarge($0) }) { kept = newValue } }
  }
  private var kept: Making?

  init(parameters: Record, settings: Record, forward: Value) {
    self.parameters = parameters
    self.settings = settings
    self.forward = forward
  }

  /// Whether the tensors of a value have more than four million elements.
  private static func isLarge(_ value: Value) -> Bool {
    ((try? Tree.leaves(value)) ?? []).reduce(0) { $0 + $1.shape.reduce(1, *) } > 4_000_000
  }

  let typeName = "Model"
  var memberNames: [String] { Array(parameters.fields.keys) + Model.settingNames }
  static let settingNames = ["data", "importance", "loss"]

  func member(_ name: String, in context: any Context) throws(Failure) -> Value? {
    if let value = parameters[name] { return value }
    return Model.settingNames.contains(name) ? settings[name] ?? .nothing : nil
  }

  var about: String { "Parameters with their values, and a function of them and one sample: m(x) is its result. Training changes it." }
  func about(member name: String) -> String? {
    guard parameters[name] == nil else { return nil }
    switch name {
    case "data": return "What train draws samples from."
    case "importance": return "Weight of each feature in the loss."
    case "loss": return "Loss of one sample; nil for mse."
    default: return nil
    }
  }

  func storedMember(_ name: String) -> Value? { parameters[name] ?? settings[name] }

  func setMember(_ name: String, to value: Value, in context: any Context) throws(Failure) {
    if Model.settingNames.contains(name) {
      settings[name] = value
      return
    }
    guard let old = parameters[name] else { throw noParameter(name) }
    parameters[name] = try Model.parameter(name, value, like: old)
  }

  func noParameter(_ name: String) -> Failure {
    Failure("this model has no parameter \(name); it has \(parameters.fields.keys.joined(separator: ", "))")
  }

  /// A parameter's value in Float32, of the shapes that it has.
  private static func parameter(_ name: String, _ value: Value, like old: Value) throws(Failure) -> Value {
    let shapes = try Tree.leaves(old).map(\.shape)
    let new = try stored(name, value)
    let given = try Tree.leaves(new).map(\.shape)
    guard given == shapes else {
      throw Failure("\(name) is \(shapes.map(shapeText).joined(separator: ", ")), not \(given.map(shapeText).joined(separator: ", "))")
    }
    return new
  }

  /// The value with all its tensors in Float32.
  static func stored(_ name: String, _ value: Value) throws(Failure) -> Value {
    var leaves: [Term] = []
    for leaf in try Tree.leaves(value, name) {
      guard case .tensor(let tensor) = leaf else {
        throw Failure("the parameter \(name) depends on a traced value; a model's parameters start from values that are known")
      }
      leaves.append(.tensor(tensor.float32))
    }
    return try Tree.rebuilt(value, from: leaves)
  }

  /// One sample through the model.
  func call(_ arguments: [Argument], in context: any Context) throws(Failure) -> Value {
    guard arguments.count == 1, arguments[0].label == nil || arguments[0].label == "x" else {
      if arguments.count == 1 { throw Failure("a model takes one sample, without a label: m(x)") }
      throw Failure("a model takes one sample, not \(arguments.count == 0 ? "none" : "\(arguments.count)"): m(x)")
    }
    // a list of numbers is a vector
    let sample = try Term.reading(arguments[0].value)?.value ?? arguments[0].value
    return try context.call(forward, .record(parameters), sample)
  }

  func text(full: Bool) -> String {
    let parts = parameters.fields.map { name, value in
      let shapes = (try? Tree.leaves(value).map { shapeText($0.shape) }) ?? []
      return "\(name) \(shapes.joined(separator: ", "))"
    }
    return "Model with " + parts.joined(separator: ", ")
  }

  var copied: Model { Model(parameters: parameters, settings: settings, forward: forward) }
}

extension Model: Savable {
  /// Its parameters; its function is code.
  var saved: Value { .record(parameters) }
}

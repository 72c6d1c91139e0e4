import Catalogue
import OrderedCollections
import Tensor
import Training

/// A closure that draws one sample of n features, with attributes such as the features' positions.
final class Distribution: Object {
  let n: Int
  let draw: Value
  let attributes: Record
  var making: Making?

  init(n: Int, draw: Value, attributes: Record) {
    self.n = n
    self.draw = draw
    self.attributes = attributes
  }

  let typeName = "Distribution"
  var memberNames: [String] { ["n"] + attributes.fields.keys }

  var about: String { "Draws samples of n features: sample(d, 1000) is a tensor of them, d() one inside another distribution." }
  func about(member name: String) -> String? { name == "n" ? "Number of features." : nil }

  /// An attribute; nil where the distribution states none of that name.
  func member(_ name: String, in context: any Context) throws(Failure) -> Value? {
    name == "n" ? .number(Double(n)) : attributes[name] ?? .nothing
  }

  func storedMember(_ name: String) -> Value? { attributes[name] }

  /// A sample: inside a trace the closure's own values, elsewhere numbers from the session's next key.
  func call(_ arguments: [Argument], in context: any Context) throws(Failure) -> Value {
    guard arguments.isEmpty else { throw Failure("a distribution takes no arguments; sample(d, 10) draws several samples") }
    if context.perSampleTrace != nil { return try context.call(draw, []) }
    let rows = try sampled(self, 1, key: context.engine.seeds.next(), precision: .float32, in: context)
    return try attempt { () throws(TensorError) in
      try Term.tensor(rows).gathered(IndexMap.resolve(shape: rows.shape, indices: [.at(0)]))
    }.value
  }

  func text(full: Bool) -> String {
    if case .string(let name)? = attributes["name"] { return "Distribution \(name) of \(n) features" }
    return "Distribution of \(n) features"
  }

  /// The sample as a trace records it, [n].
  func traced(in context: any Context) throws(Failure) -> Term {
    let value = try context.call(draw, [])
    guard let term = try Term.reading(value) else {
      throw Failure("a distribution of \(n) features draws a vector [\(n)], not \(context.describe(value))")
    }
    guard term.shape == [n] else {
      throw Failure("a distribution of \(n) features draws a vector [\(n)], not \(shapeText(term.shape))")
    }
    return term
  }
}

import Foundation
import Tensor
import Testing

@testable import Training

/// Every primitive's gradient against central differences in Float64.
@Suite struct GradientCheck {
  /// Largest difference of the gradient of a random projection of the output from central differences, relative to the
  /// size of the gradient.
  static func error(_ probe: Probe, seed: UInt64 = 1) throws -> Double {
    var generator = Generator(Key(seed))
    let inputs = try probe.shapes.enumerated().map { i, shape in
      let u = try generator.uniform(shape)
      let (low, high) = (probe.range.lowerBound, probe.range.upperBound)
      if probe.indices.contains(i) { return Tensor(u.doubles.map { (low + $0 * (high - low + 1)).rounded(.down) }, shape: shape) }
      return Tensor(u.doubles.map { low + $0 * (high - low) }, shape: shape)
    }
    let shape = try probe.primitive.shape(probe.shapes)
    let weights = try generator.normal(shape)

    func value(_ inputs: [Tensor]) -> Double {
      zip(evaluate(probe.primitive, inputs, shape: shape).doubles, weights.doubles).reduce(0) { $0 + $1.0 * $1.1 }
    }

    let graph = Graph()
    let symbols = probe.shapes.map { graph.input(shape: $0, level: .step) }
    let output = graph.apply(probe.primitive, symbols, shape: shape)
    let projection = try (Term.symbol(output) * .tensor(weights)).sum().symbol(in: graph)
    let wanted = symbols.indices.filter { !probe.indices.contains($0) }
    let gradients = try graph.gradient(of: projection, by: wanted.map { symbols[$0] }, overBatch: false)
    let values = graph.evaluate(gradients, inputs: Array(zip(symbols, inputs)))

    var worst = 0.0
    for (i, gradient) in zip(wanted, values) {
      for e in 0..<inputs[i].count {
        let h = 1e-5
        func shifted(_ by: Double) -> Double {
          var moved = inputs
          var elements = inputs[i].doubles
          elements[e] += by
          moved[i] = Tensor(elements, shape: inputs[i].shape)
          return value(moved)
        }
        let numeric = (8 * (shifted(h) - shifted(-h)) - (shifted(2 * h) - shifted(-2 * h))) / (12 * h)
        let scale = max(1, abs(numeric))
        worst = max(worst, abs(gradient.doubles[e] - numeric) / scale)
      }
    }
    return worst
  }

  static var probes: [Probe] {
    let elementwise = Primitives.elementwise.filter { $0.domain != nil }.flatMap { operation in
      let whole = Array(repeating: [2, 3], count: operation.arity)
      var shapes = [whole]
      // a single number in place of each operand in turn
      if operation.arity > 1 { shapes += whole.indices.map { i in whole.enumerated().map { $0.offset == i ? [] : $0.element } } }
      return shapes.map { Probe(operation, $0, in: operation.domain ?? 0...1) }
    }
    return elementwise + Primitives.structured.flatMap { $0.probes }
  }

  @Test func everyGradientAgreesWithFiniteDifferences() throws {
    #expect(Self.probes.count > 50)
    for probe in Self.probes {
      let error = try Self.error(probe)
      #expect(error < 1e-6, "\(probe.primitive.name) on \(probe.shapes): \(error)")
    }
  }

  @Test func aWrongGradientIsCaught() throws {
    let wrong = Elementwise("wrong", .sin, 1) { (x, _, g) throws(TensorError) in [try g * x[0]] }
    #expect(try Self.error(Probe(wrong, [[2, 3]])) > 1e-2)
  }

  /// Every primitive that the sources define stands in the table that the check goes over.
  @Test func theTableHoldsEveryPrimitive() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Training/Primitives")
    var elementwise: Set<String> = []
    var structured: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /static let (\w+): Elementwise/) { elementwise.insert(String(match.1)) }
      for match in text.matches(of: /struct (\w+): Primitive/) where match.1 != "Elementwise" { structured.insert(String(match.1)) }
    }
    #expect(elementwise.count == Primitives.elementwise.count)
    #expect(structured == Set(Primitives.structured.map { "\($0)" }))
  }
}

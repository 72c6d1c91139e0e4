import Instructions
import Tensor
import Testing

@testable import Training

/// A layer of many choices between few vectors, made of shared halves.
@Suite struct SharedProductsTests {
  /// relu(W·where(c, x, b) + a) summed up, for each x and each b.
  private struct Layer {
    let graph = Graph()
    let sample: Symbol
    let sums: [Symbol]

    /// - conditions: how many different ones there are, one after the other.
    init(xs: Int, samples: Int, bias: Bool = true, conditions: Int = 1) throws {
      let input = graph.input(shape: [6], level: .sample)
      let x = Term.symbol(input)
      let w = Tensor((0..<24).map { Double($0 * $0 % 7) - 3 }, shape: [4, 6])
      let a = Tensor([0.5, -1, 2, 0], shape: [4])
      let inputs = try (0..<xs).map { try x * Term(Double($0 + 1)) }
      let isIn = try (0..<conditions).map { try Elementwise.less(x, Term(Double($0))) }
      var sums: [Symbol] = []
      for b in 0..<samples {
        let rest = Term.tensor(Tensor((0..<6).map { Double($0 * b % 5) / 4 + Double(b) / 16 }, shape: [6]))
        for own in inputs {
          var y = try Term.product(.tensor(w), Elementwise.choose(isIn[sums.count % conditions], own, rest))
          if bias { y = try y + .tensor(a) }
          sums.append(try Elementwise.relu(y).sum().symbol(in: graph))
        }
      }
      (self.sums, sample) = (sums, input)
    }
  }

  /// Products that the sums need.
  private func products(_ graph: Graph, _ outputs: [Symbol]) -> Int {
    var needed = Set(outputs.map(\.id))
    for id in graph.nodes.indices.reversed() where needed.contains(id) { needed.formUnion(graph.nodes[id].inputs) }
    return needed.count { graph.nodes[$0].primitive is Product }
  }

  @Test(arguments: [true, false]) func `halves are shared, and the values are the same`(bias: Bool) throws {
    let layer = try Layer(xs: 5, samples: 20, bias: bias)
    let shared = SharedProducts(layer.graph)
    #expect(products(layer.graph, layer.sums) == 100)
    #expect(products(shared.graph, layer.sums.map { shared[$0] }) == 25)
    let input = Tensor([0.5, -1, 2, -3, 0, -0.25], shape: [6])
    let before = layer.graph.evaluate(layer.sums, inputs: [(layer.sample, input)])
    let after = shared.graph.evaluate(layer.sums.map { shared[$0] }, inputs: [(shared[layer.sample], input)])
    for (a, b) in zip(before, after) { #expect(abs(a.doubles[0] - b.doubles[0]) <= 1e-12 * abs(a.doubles[0])) }
    #expect(Set(before.map { $0.doubles[0] }).count > 50)
  }

  @Test func `few pairs, or each with a condition of its own, stay whole`() throws {
    for layer in [try Layer(xs: 1, samples: 20), try Layer(xs: 5, samples: 20, conditions: 100)] {
      let shared = SharedProducts(layer.graph)
      #expect(products(shared.graph, layer.sums.map { shared[$0] }) == layer.sums.count)
    }
  }
}

import Tensor

/// A graph in which products of one matrix with many choices between few vectors are made of shared halves:
/// W·where(c, a, b) = W·where(c, a, 0) + W·where(c, 0, b).
///
/// Where each of 8 inputs is completed by each of 20 samples of a background, as attributions do it, that takes 28 products in place of 160.
public struct SharedProducts {
  public private(set) var graph = Graph()
  /// By number in the old graph: the number in this one.
  private var names: [Int] = []
  private var halves: [Half: Symbol] = [:]

  /// Products of one matrix with choices by one condition.
  private struct Family: Hashable {
    let matrix: Int
    let condition: Int
    let shape: [Int]
    let aTransposed: Bool
  }

  /// What a choice takes from one of its sides, times the matrix, and what is added to that, all by their old numbers.
  private struct Half: Hashable {
    let family: Family
    let value: Int
    let isFirst: Bool
    var plus: Int?
  }

  /// A product with a choice.
  private struct Pair {
    let family: Family
    let first: Int
    let second: Int

    init?(_ node: Node, _ nodes: [Node]) {
      guard let product = node.primitive as? Product, product.n == 1, node.level == .sample, nodes[node.inputs[0]].level < .sample,
        let choice = nodes[node.inputs[1]].primitive as? Elementwise, choice.opcode == .choose
      else { return nil }
      let inputs = nodes[node.inputs[1]].inputs
      family = Family(matrix: node.inputs[0], condition: inputs[0], shape: node.shape, aTransposed: product.aTransposed)
      (first, second) = (inputs[1], inputs[2])
    }
  }

  /// - Parameter old: stays as it is.
  public init(_ old: Graph) {
    let nodes = old.nodes
    let pairs = SharedProducts.worthwhile(nodes.map { Pair($0, nodes) })
    for (id, node) in nodes.enumerated() {
      graph.origin = node.origin
      if let pair = pairs[id] {
        names.append(sum(pair, of: node, plus: nil, nodes).id)
      } else if let (pair, product, other) = SharedProducts.bias(node, nodes, pairs) {
        names.append(sum(pair, of: product, plus: other, nodes).id)
      } else {
        names.append(graph.append(node.primitive, node.inputs.map { names[$0] }, shape: node.shape, level: node.level).id)
      }
    }
  }

  /// A value of the old graph.
  public subscript(_ symbol: Symbol) -> Symbol { Symbol(graph: graph, id: names[symbol.id]) }

  /// The pairs of families that have at most half as many halves as pairs.
  private static func worthwhile(_ pairs: [Pair?]) -> [Pair?] {
    var halves: [Family: Set<Half>] = [:]
    var count: [Family: Int] = [:]
    for case let pair? in pairs {
      let first = Half(family: pair.family, value: pair.first, isFirst: true)
      let second = Half(family: pair.family, value: pair.second, isFirst: false)
      halves[pair.family, default: []].formUnion([first, second])
      count[pair.family, default: 0] += 1
    }
    return pairs.map { pair in
      guard let pair, let parts = halves[pair.family], let whole = count[pair.family], 2 * parts.count <= whole else { return nil }
      return pair
    }
  }

  /// The pair that a node adds to something that is the same for all samples.
  private static func bias(_ node: Node, _ nodes: [Node], _ pairs: [Pair?]) -> (Pair, product: Node, other: Int)? {
    guard let add = node.primitive as? Elementwise, add.opcode == .add else { return nil }
    for (product, other) in [(node.inputs[0], node.inputs[1]), (node.inputs[1], node.inputs[0])] {
      guard let pair = pairs[product], nodes[other].level < .sample, nodes[other].shape == nodes[product].shape else { continue }
      return (pair, nodes[product], other)
    }
    return nil
  }

  private mutating func sum(_ pair: Pair, of product: Node, plus: Int?, _ nodes: [Node]) -> Symbol {
    let first = half(Half(family: pair.family, value: pair.first, isFirst: true, plus: plus), product, nodes)
    let second = half(Half(family: pair.family, value: pair.second, isFirst: false), product, nodes)
    return graph.apply(Elementwise.add, [first, second], shape: product.shape)
  }

  private mutating func half(_ half: Half, _ product: Node, _ nodes: [Node]) -> Symbol {
    if let known = halves[half] { return known }
    let (condition, value) = (symbol(half.family.condition), symbol(half.value))
    let zero = graph.constant(Tensor(0))
    let choice = graph.apply(
      Elementwise.choose, half.isFirst ? [condition, value, zero] : [condition, zero, value], shape: nodes[product.inputs[1]].shape)
    var made = graph.apply(product.primitive, [symbol(half.family.matrix), choice], shape: product.shape)
    if let plus = half.plus { made = graph.apply(Elementwise.add, [made, symbol(plus)], shape: product.shape) }
    halves[half] = made
    return made
  }

  private func symbol(_ old: Int) -> Symbol { Symbol(graph: graph, id: names[old]) }
}

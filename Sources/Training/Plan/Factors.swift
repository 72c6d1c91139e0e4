import Instructions

/// Numbers that every element of a value per sample is multiplied or divided by, taken out of the tiles: where all that is made of the product is
/// linear in it and summed over the batch, the sum is multiplied instead. In the gradient of a mean these are the weights of a loss: they reach every
/// cotangent.
struct Factors {
  /// A multiplication or a division by a number that is the same for all samples.
  struct Factor: Hashable {
    /// The node of the number.
    let number: Int
    let op: Opcode
  }

  /// The nodes without the multiplications that were taken out: a reshape stands in place of each.
  let nodes: [Node]
  /// What each sum over the batch is multiplied by, in order.
  let ofSums: [Int: [Factor]]

  /// Elements in tiles for each element of the sums that is multiplied instead, at least.
  private static let gain = 4

  /// - Parameters:
  ///   - needed: nodes that a result depends on.
  ///   - roots: nodes that somebody reads as they are.
  ///   - batch: samples of a step.
  init(_ nodes: [Node], needed: [Bool], roots: Set<Int>, batch: Int) {
    var search = Search(nodes, needed, roots)
    search.run(batch: batch)
    var result = nodes
    for (id, value) in search.taken {
      let node = nodes[id]
      result[id] = Node(
        primitive: Reshape(result: node.shape), inputs: [value], shape: node.shape, level: node.level, origin: node.origin)
    }
    self.nodes = result
    ofSums = search.ofSums
  }

  /// Takes out every multiplication, and leaves those in that meet something that does not carry them on, until none does.
  private struct Search {
    let nodes: [Node]
    let needed: [Bool]
    let roots: Set<Int>
    /// Multiplications that stay where they are.
    var kept: Set<Int> = []
    /// Those that are taken out, with what they multiply.
    var taken: [Int: Int] = [:]
    var ofSums: [Int: [Factor]] = [:]

    init(_ nodes: [Node], _ needed: [Bool], _ roots: Set<Int>) { (self.nodes, self.needed, self.roots) = (nodes, needed, roots) }

    mutating func run(batch: Int) {
      var before: Int
      repeat {
        before = kept.count
        pass(batch: batch)
      } while kept.count > before
    }

    private mutating func pass(batch: Int) {
      (taken, ofSums) = ([:], [:])
      /// By node: what it is still to be multiplied by, and the multiplications that this comes from.
      var carried: [Int: (factors: [Factor], from: Set<Int>)] = [:]
      /// Elements of the sums that each multiplication reaches.
      var sums: [Int: Int] = [:]
      for (id, node) in nodes.enumerated() where needed[id] {
        if !kept.contains(id), let (value, factor) = factor(node) {
          taken[id] = value
          let inner = carried[value] ?? ([], [])
          carried[id] = (inner.factors + [factor], inner.from.union([id]))
        } else {
          let inputs = node.inputs.indices.filter { carried[node.inputs[$0]] != nil }
          guard let first = inputs.first.flatMap({ carried[node.inputs[$0]] }) else { continue }
          let from = inputs.reduce(into: Set<Int>()) { $0.formUnion(carried[node.inputs[$1]]?.from ?? []) }
          let isOne = inputs.allSatisfy { carried[node.inputs[$0]]?.factors == first.factors }
          if isOne, node.primitive is BatchSum, inputs.count == node.inputs.count {
            ofSums[id] = first.factors
            for multiplication in from { sums[multiplication, default: 0] += node.count }
          } else if isOne, node.level == .sample, node.primitive.isLinear(in: Set(inputs)) {
            carried[id] = (first.factors, from)
          } else {
            kept.formUnion(from)
          }
        }
        if roots.contains(id), let from = carried[id]?.from { kept.formUnion(from) }
      }
      for (id, count) in sums where count * Factors.gain > nodes[id].count * batch { kept.insert(id) }
    }

    /// What a node multiplies by a number that is the same for all samples.
    private func factor(_ node: Node) -> (value: Int, factor: Factor)? {
      guard node.level == .sample, let elementwise = node.primitive as? Elementwise, node.inputs.count == 2 else { return nil }
      func isNumber(_ id: Int) -> Bool { nodes[id].count == 1 && nodes[id].level != .sample }
      let (a, b) = (node.inputs[0], node.inputs[1])
      switch elementwise.opcode {
      case .mul where isNumber(b): return (a, Factor(number: b, op: .mul))
      case .mul where isNumber(a): return (b, Factor(number: a, op: .mul))
      case .div where isNumber(b): return (a, Factor(number: b, op: .div))
      default: return nil
      }
    }
  }
}

import Tensor

extension Graph {
  /// The gradient of a number with respect to some nodes, as new nodes of the same graph.
  /// - Parameters:
  ///   - output: a node of one element.
  ///   - inputs: nodes; each gets a gradient of its shape, zeros where `output` does not depend on it.
  ///   - overBatch: cotangents per sample are summed over the batch where they reach a value that depends on no sample.
  ///     Without it the gradient of a value per sample is a value per sample.
  ///   - cotangent: of the output; 1 where nil.
  public func gradient(of output: Symbol, by inputs: [Symbol], overBatch: Bool, cotangent: Term? = nil) throws(TensorError) -> [Symbol] {
    let last = output.id
    var reaches = [Bool](repeating: false, count: last + 1)
    for input in inputs where input.id <= last { reaches[input.id] = true }
    for id in 0...last where !reaches[id] { reaches[id] = nodes[id].inputs.contains { reaches[$0] } }

    var contributions: [[Term]] = Array(repeating: [], count: last + 1)
    contributions[last] = [cotangent ?? .symbol(constant(Tensor([1.0], shape: output.shape)))]
    var gradients: [Int: Term] = [:]
    // nodes whose cotangent came through a choice
    var isChosen = [Bool](repeating: false, count: last + 1)
    let wanted = Set(inputs.map(\.id))
    let here = origin
    defer { origin = here }

    for id in stride(from: last, through: 0, by: -1) where reaches[id] && !contributions[id].isEmpty {
      let node = nodes[id]
      origin = node.origin
      let total = try sum(contributions[id], for: node, overBatch: overBatch)
      contributions[id] = []
      if wanted.contains(id) { gradients[id] = try total.filling(node.shape) }
      guard node.inputs.contains(where: { reaches[$0] }) else { continue }
      let terms = node.inputs.map { Term.symbol(Symbol(graph: self, id: $0)) }
      let whole = node.primitive is Elementwise ? total : try total.filling(node.shape)
      let cotangents = try cotangents(of: node, terms, .symbol(Symbol(graph: self, id: id)), whole, isChosen: isChosen[id])
      let chooses = isChosen[id] || (node.primitive as? Elementwise)?.isChoice == true
      for input in node.inputs where chooses { isChosen[input] = true }
      for (input, cotangent) in zip(node.inputs, cotangents) where reaches[input] {
        guard let cotangent else { continue }
        // a single number may stand for all elements
        contributions[input].append(cotangent.count == nodes[input].count ? try cotangent.reshaped(nodes[input].shape) : cotangent)
      }
    }
    return try inputs.map { (input) throws(TensorError) in
      guard let gradient = gradients[input.id] else {
        return constant(Tensor([Double](repeating: 0, count: input.node.count), shape: input.shape))
      }
      return try gradient.symbol(in: self)
    }
  }

  /// The cotangents of a node's inputs.
  private func cotangents(of node: Node, _ x: [Term], _ y: Term, _ g: Term, isChosen: Bool) throws(TensorError) -> [Term?] {
    if let elementwise = node.primitive as? Elementwise { return try elementwise.gradient(x, y, g, isChosen: isChosen) }
    return try node.primitive.gradient(x, y, g)
  }

  /// Adds the cotangents of one node; those per sample are summed over the batch first where the node depends on no sample.
  private func sum(_ terms: [Term], for node: Node, overBatch: Bool) throws(TensorError) -> Term {
    var perSample: [Symbol] = []
    var rest: [Term] = []
    for term in terms {
      guard overBatch, node.level != .sample, try term.symbol(in: self).level == .sample else {
        rest.append(term)
        continue
      }
      perSample.append(try term.filling(node.shape).symbol(in: self))
    }
    if !perSample.isEmpty { rest.append(.symbol(batchSum(perSample))) }
    var total = rest[0]
    for term in rest.dropFirst() { total = try total + term }
    return total
  }
}

import Instructions

/// Two instructions in one pass, where nothing else reads what lies between them. A fusion goes by the instructions alone and
/// holds for any graph of that shape; the unfused sequence is what its result is tested against.
extension Planner {
  /// Takes pairs of steps together, as far as there is an instruction that does both.
  func fusing(_ steps: [TileStep]) -> [TileStep] {
    var maker: [TileValue: Int] = [:]
    for (i, step) in steps.enumerated() { if let value = step.writes { maker[value] = maker[value] == nil ? i : -1 } }
    var steps: [TileStep?] = steps
    for i in steps.indices {
      guard let second = steps[i] else { continue }
      for (operand, source) in second.sources.enumerated() {
        guard let source, uses[source.value.node] == 1, let at = maker[source.value], at >= 0, let first = steps[at],
          let both = Self.productAdd(first, second, operand: operand)
        else { continue }
        steps[at] = nil
        steps[i] = both
        break
      }
    }
    return steps.compactMap { $0 }
  }

  /// A product with something added: a bias, in most networks.
  private static func productAdd(_ product: TileStep, _ add: TileStep, operand: Int) -> TileStep? {
    guard product.planned.instruction.op == .product, add.planned.instruction.op == .add,
      add.planned.instruction.rows == product.planned.instruction.rows * product.planned.instruction.n
    else { return nil }
    var both = product
    let other = 1 - operand
    both.planned.instruction.op = .productAdd
    both.planned.instruction.place = add.planned.instruction.place
    both.planned.instruction.c = add.operand(other)
    both.planned.c = other == 0 ? add.planned.a : add.planned.b
    both.writes = add.writes
    both.rows = add.rows
    both.sources = [product.sources[0], product.sources[1], add.sources[other]]
    return both
  }
}

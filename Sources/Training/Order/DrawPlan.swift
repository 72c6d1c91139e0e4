import Instructions

/// What is drawn for a whole batch before its samples are sorted.
struct DrawPlan: Sendable {
  let choices: [SampleOrder.Choice]
  /// The draw that is sorted by: its row.
  let key: Int
  /// Instructions of one tile, and the first of each one's rows.
  private(set) var draws: [(instruction: Instruction, row: Int)] = []
  private(set) var rows = 0
  /// First row of each draw's node.
  private let first: [Int: Int]

  init(_ order: SampleOrder, _ nodes: [Node], _ needed: [Bool]) {
    choices = order.choices
    var first: [Int: Int] = [:]
    for id in nodes.indices where needed[id] && nodes[id].primitive is Draw {
      first[id] = rows
      for draft in nodes[id].primitive.emit([], Form(count: nodes[id].count, isTile: true)) { draws.append((draft.instruction, rows)) }
      rows += nodes[id].count
    }
    self.first = first
    key = first[order.key] ?? 0
  }

  /// Instructions that bring a draw into a tile.
  func loads(of node: Int, count: Int) -> [TileStep] {
    (0..<count).map { row in
      var load = Instruction(.load, rows: 1, width: lanes, d: Operand(nil, stride: lanes))
      load.n = 1
      let planned = Planned(instruction: load, d: .tile(row: 0), a: .drawn(row: (first[node] ?? 0) + row))
      return TileStep(planned: planned, writes: TileValue(node: node), rows: count, offset: row, sources: [])
    }
  }
}

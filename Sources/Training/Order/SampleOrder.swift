import Instructions

/// Sparse samples in an order in which those of a tile are alike: the samples of a batch are sorted by one uniform draw, where that leaves most
/// rows of `where(c, f, 0)` zero for all samples of a tile. What is computed for f alone, and products with the result, then go over the other
/// rows only. Whether that pays is decided by the graph and the batch, so the order of every sum is, too.
struct SampleOrder: Sendable {
  /// A value that is 0 wherever its condition is false.
  struct Choice: Sendable {
    let node: Int
    let rows: Int
    /// By bucket, a bit for each row that may be other than 0: `words` of them.
    let active: [UInt64]
    var words: Int { SampleOrder.words(rows) }
  }

  /// The draw that samples are sorted by.
  let key: Int
  let choices: [Choice]

  /// Parts that the unit interval is cut into.
  static let buckets = 256
  /// Rows of all draws together, at most: they are made before the samples are sorted.
  private static let mostDraws = 16
  /// Shorter values are not worth it.
  private static let fewestRows = 16

  /// - needed: nodes that a result depends on.
  static func find(_ nodes: [Node], _ needed: [Bool], batch: Int) -> SampleOrder? {
    let samples = nodes.indices.filter { needed[$0] && nodes[$0].level == .sample }
    let draws = samples.filter { nodes[$0].primitive is Draw }
    guard !samples.contains(where: { nodes[$0].primitive is Input }),
      draws.reduce(0, { $0 + nodes[$1].count }) <= mostDraws
    else { return nil }
    let conditions = samples.filter { isChoice(nodes[$0], nodes) && nodes[$0].count >= fewestRows }
    var best: (order: SampleOrder, saved: Double)?
    for key in draws where nodes[key].count == 1 && (nodes[key].primitive as? Draw)?.below == nil {
      var order = SampleOrder(key: key, choices: [])
      var saved = 0.0
      for node in conditions {
        let rows = nodes[node].count
        guard let active = active(nodes, condition: nodes[node].inputs[0], key: key, rows: rows) else { continue }
        let choice = Choice(node: node, rows: rows, active: active)
        let share = share(choice, tiles: (batch + lanes - 1) / lanes)
        guard share <= 0.5 else { continue }
        order = SampleOrder(key: key, choices: order.choices + [choice])
        saved += (1 - share) * Double(rows)
      }
      if saved > best?.saved ?? 0 { best = (order, saved) }
    }
    return best?.order
  }

  /// where(c, f, 0)
  private static func isChoice(_ node: Node, _ nodes: [Node]) -> Bool {
    guard let elementwise = node.primitive as? Elementwise, elementwise.opcode == .choose,
      let zero = nodes[node.inputs[2]].primitive as? Constant
    else { return false }
    return nodes[node.inputs[0]].level == .sample && zero.value.doubles.allSatisfy { $0 == 0 }
  }

  /// By bucket of the key, the rows in which the condition may hold; nil where it does not depend on the key.
  private static func active(_ nodes: [Node], condition: Int, key: Int, rows: Int) -> [UInt64]? {
    var needed = Array(repeating: false, count: condition + 1)
    needed[condition] = true
    for id in stride(from: condition, through: 0, by: -1) where needed[id] { for input in nodes[id].inputs { needed[input] = true } }
    guard key <= condition, needed[key] else { return nil }
    let cone = (0...condition).filter { needed[$0] }
    /// What depends on the key is found anew for each bucket.
    var changes = Array(repeating: false, count: condition + 1)
    for id in cone { changes[id] = id == key || nodes[id].inputs.contains { changes[$0] } }
    var bounds = Array(repeating: Bounds.anything, count: condition + 1)
    for id in cone where !changes[id] { bounds[id] = self.bounds(nodes[id], bounds) }
    return (0..<buckets).flatMap { bucket in
      bounds[key] = .between(Double(bucket) / Double(buckets), Double(bucket + 1) / Double(buckets))
      for id in cone where changes[id] && id != key { bounds[id] = self.bounds(nodes[id], bounds) }
      var mask = Array(repeating: UInt64(0), count: words(rows))
      for row in 0..<rows where !bounds[condition].isZero(row) { mask[row / 64] |= 1 << UInt64(row % 64) }
      return mask
    }
  }

  private static func bounds(_ node: Node, _ known: [Bounds]) -> Bounds {
    switch node.primitive {
    case let constant as Constant: Bounds(constant.value.doubles)
    case let draw as Draw: .between(0, Double(draw.below ?? 1))
    case is Reshape: known[node.inputs[0]]
    case let elementwise as Elementwise:
      Bounds.of(elementwise.opcode, (elementwise.repeated ? node.inputs + node.inputs : node.inputs).map { known[$0] })
    default: .anything
    }
  }

  private static func words(_ rows: Int) -> Int { (rows + 63) / 64 }

  /// The share of rows that a tile goes over, on average.
  private static func share(_ choice: Choice, tiles: Int) -> Double {
    let width = min(buckets, buckets / tiles + 1)
    var count = 0
    for first in 0..<buckets {
      for word in 0..<choice.words {
        var mask: UInt64 = 0
        // behind the last bucket comes the first
        for bucket in first..<first + width { mask |= choice.active[bucket % buckets * choice.words + word] }
        count += mask.nonzeroBitCount
      }
    }
    return Double(count) / Double(buckets * choice.rows)
  }
}

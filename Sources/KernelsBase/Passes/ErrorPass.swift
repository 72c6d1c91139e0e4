import Instructions

/// A layer, the squares of what it misses, and all that is made of its cotangent.
///
/// Where a row of the layer is below 0 in a whole block of lanes, its cotangent is 0 there, and is left out of sums and products: what it would be
/// multiplied by, the row's weights and the layer's input, is finite, or the row would not be.
struct ErrorPass: PassLoop {
  private let layer: UnsafePointer<Instruction>
  /// `reluSub`, or `sub`, which goes over some rows.
  private let sub: UnsafePointer<Instruction>
  private let squares: UnsafePointer<Instruction>
  private let gate: UnsafePointer<Instruction>
  private let cotangent: Cotangent
  /// The layer's rows; then those of the cotangent.
  private let rows: UnsafeMutablePointer<Float>
  /// The rows from which something is taken.
  private var targets = RowSet()

  @inline(__always)
  init(_ p: UnsafePointer<Instruction>, _ count: Int, _ context: UnsafeMutablePointer<TileContext>) {
    layer = p
    sub = p[1].op == .relu ? p + 2 : p + 1
    (squares, gate) = (sub + 1, sub + 2)
    rows = p.pointee.d.floats
    cotangent = Cotangent(gate + 1, p + count - (gate + 1), rows, context)
    guard let selection = sub.pointee.selection else {
      targets = RowSet(first: p.pointee.rows)
      return
    }
    guard let ranges = context.pointee.ranges?[selection.ranges] else { return }
    for i in 0..<ranges.count {
      let start = Int(ranges.first[i].start) &- selection.offset
      let end = start &+ Int(ranges.first[i].count)
      var row = start < 0 ? 0 : start
      while row < end, row < p.pointee.rows {
        targets.insert(row, if: true)
        row &+= 1
      }
    }
  }

  @inline(never)
  func run<Rows: RowList>(_: Rows.Type) where Rows.Lanes == Block {
    var open: InlineArray<4, RowSet> = [RowSet(), RowSet(), RowSet(), RowSet()]
    for lane in blocks { open[lane &>> 4] = goForward(Rows.self, lane) }
    goBack(open[0] | open[1] | open[2] | open[3])
    for lane in blocks { cotangent.multiply(Rows.self, open[lane &>> 4], lane) }
  }

  /// The layer before its relu, in a block of lanes.
  /// - Returns: rows that may be above 0 somewhere in it.
  @inline(__always)
  private func goForward<Rows: RowList>(_: Rows.Type, _ lane: Int) -> RowSet {
    let x = Rows(layer.pointee.b.floats + lane, layer.pointee.b.stride)
    var (sums, y, open) = (LayerRows(layer), rows + lane, RowSet())
    for row in 0..<layer.pointee.rows {
      let sum = sums.next(x)
      sum.store(y)
      open.insert(row, if: !sum.isNegative)
      y += 64
    }
    return open
  }

  /// The squares of the error, and its gradient where a row is open.
  @inline(__always)
  private func goBack(_ open: RowSet) {
    let (total, c, x) = (squares.pointee.d.floats, gate.pointee.c, sub.pointee.b)
    var sum = squares.pointee.continues ? Quad(total) : Quad()
    for row in open | targets {
      let y = rows + row &* 64
      let layer = Quad(y)
      var error = layer.rectified
      if targets.contains(row) { error = error - Quad(x.floats + row &* x.stride) }
      sum.add(error, error)
      guard open.contains(row) else { continue }
      if gate.pointee.op == .gateProduct { error = error * Quad(repeating: c.floats[row &* c.stride]) }
      let g = error.gated(by: layer)
      g.store(y)
      cotangent.accumulate(g, row)
    }
    sum.store(total)
  }
}

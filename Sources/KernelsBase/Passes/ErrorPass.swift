import Instructions

/// A layer, the squares of what it misses, and all that is made of its cotangent.
///
/// Where a row of the layer is below 0 in a whole block of lanes, its cotangent is 0 there, and is left out of sums and products: what it would be
/// multiplied by, the row's weights and the layer's input, is finite, or the row would not be. Where that is shown beforehand, the row is not made.
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
  /// Those whose squares are multiplied by something infinite or NaN: times 0 it is not 0.
  private var infinite = RowSet()

  @inline(__always)
  init(_ p: UnsafePointer<Instruction>, _ count: Int, _ context: UnsafeMutablePointer<TileContext>) {
    layer = p
    sub = p[1].op == .relu ? p + 2 : p + 1
    (squares, gate) = (sub + 1, sub + 2)
    rows = p.pointee.d.floats
    cotangent = Cotangent(gate + 1, p + count - (gate + 1), rows, context)
    if isWeighted {
      let weights = squares.pointee.b
      for row in 0..<p.pointee.rows where !weights.floats[row &* weights.stride].isFinite { infinite.insert(row) }
    }
    guard let selection = sub.pointee.selection else {
      targets = RowSet(first: p.pointee.rows)
      return
    }
    guard let ranges = context.pointee.ranges?[selection.ranges] else { return }
    for i in 0..<ranges.count {
      let start = Int(ranges.first[i].start) &- selection.offset
      let end = start &+ Int(ranges.first[i].count)
      let (first, last) = (max(start, 0), min(end, p.pointee.rows))
      if first < last { targets.insert(first..<last) }
    }
  }

  /// The squares are multiplied by numbers.
  private var isWeighted: Bool { squares.pointee.op == .sumWeightedSquares }

  @inline(never)
  func run<Rows: RowList>(_: Rows.Type) {
    typealias Lanes = Rows.Lanes
    var (made, open) = (InlineArray<4, RowSet>(repeating: RowSet()), InlineArray<4, RowSet>(repeating: RowSet()))
    var (some, several) = (RowSet(), RowSet())
    for (block, lane) in Lanes.blocks.enumerated() {
      let perhaps = LayerRows(layer).perhapsAbove0(Rows(input + lane, inputStride), of: layer.pointee.rows) | targets
      made[block] = isWeighted ? perhaps | infinite : perhaps
      open[block] =
        switch (gate.pointee.op == .gateProduct, isWeighted) {
        case (true, false): make(Rows.self, made[block], lane, isScaled: true, isWeighted: false)
        case (false, false): make(Rows.self, made[block], lane, isScaled: false, isWeighted: false)
        case (true, true): make(Rows.self, made[block], lane, isScaled: true, isWeighted: true)
        case (false, true): make(Rows.self, made[block], lane, isScaled: false, isWeighted: true)
        }
      (some, several) = (some | open[block], several | some & open[block])
    }
    for (block, lane) in Lanes.blocks.enumerated() {
      for row in several - made[block] { Lanes().store(rows + (row &* 64 &+ lane)) }
      for row in open[block] - several { cotangent.accumulate(Rows.self, Lanes(rows + (row &* 64 &+ lane)), row, lane) }
    }
    for row in several { cotangent.accumulate(Rows.Whole.self, Quad(rows + row &* 64), row) }
    for (block, lane) in Lanes.blocks.enumerated() { cotangent.multiply(Rows.self, open[block], lane) }
  }

  private var input: UnsafePointer<Float> { UnsafePointer(layer.pointee.b.floats) }
  private var inputStride: Int { layer.pointee.b.stride }

  /// In a block of lanes, some rows of the layer, the squares of their error, and its gradient in their place.
  /// - Returns: those that are not below 0 in all of these lanes.
  @inline(__always)
  private func make<Rows: RowList>(_: Rows.Type, _ some: RowSet, _ lane: Int, isScaled: Bool, isWeighted: Bool) -> RowSet {
    typealias Lanes = Rows.Lanes
    let (total, weights, c, x) = (squares.pointee.d.floats + lane, squares.pointee.b, gate.pointee.c, sub.pointee.b)
    // read once: as far as the compiler knows, each row may be stored over them
    let (sums, input, stride) = (LayerRows(layer), input + lane, inputStride)
    var (sum, open) = (squares.pointee.continues ? Lanes(total) : Lanes(), RowSet())
    @inline(__always) func add(_ error: Lanes, _ row: Int) {
      guard isWeighted else { return sum.add(error, error) }
      sum = sum + Lanes(repeating: weights.floats[row &* weights.stride]) * (error * error)
    }
    for row in some {
      let layer = sums.row(Rows.self, row, input, stride)
      let (y, factor) = (rows + (row &* 64 &+ lane), Lanes(repeating: isScaled ? c.floats[row &* c.stride] : 1))
      if targets.contains(row) {
        let error = layer.rectified - Lanes(x.floats + (row &* x.stride &+ lane))
        add(error, row)
        (isScaled ? error * factor : error).gated(by: layer).store(y)
      } else {
        // the layer's relu, but for the sign of 0
        let error = layer.gated(by: layer)
        add(error, row)
        (isScaled ? (error * factor).gated(by: layer) : error).store(y)
      }
      open.insert(row, if: !layer.isNegative)
    }
    sum.store(total)
    return open
  }
}

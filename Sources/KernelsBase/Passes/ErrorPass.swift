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
      var row = start < 0 ? 0 : start
      while row < end, row < p.pointee.rows {
        targets.insert(row)
        row &+= 1
      }
    }
  }

  /// The squares are multiplied by numbers.
  private var isWeighted: Bool { squares.pointee.op == .sumWeightedSquares }

  @inline(never)
  func run<Rows: RowList>(_: Rows.Type) {
    let open = goForward(Rows.self)
    let all = open[0] | open[1] | open[2] | open[3]
    for lane in Rows.Lanes.blocks {
      switch (gate.pointee.op == .gateProduct, isWeighted) {
      case (true, false): goBack(Rows.Lanes.self, all, lane, isScaled: true, isWeighted: false)
      case (false, false): goBack(Rows.Lanes.self, all, lane, isScaled: false, isWeighted: false)
      case (true, true): goBack(Rows.Lanes.self, all, lane, isScaled: true, isWeighted: true)
      case (false, true): goBack(Rows.Lanes.self, all, lane, isScaled: false, isWeighted: true)
      }
    }
    for row in all { cotangent.accumulate(Rows.Whole.self, Quad(rows + row &* 64), row) }
    for lane in Rows.Lanes.blocks { cotangent.multiply(Rows.self, open[lane / Rows.Lanes.lanes], lane) }
  }

  /// The layer before its relu.
  /// - Returns: for each block of lanes, the rows that may be above 0 somewhere in it.
  @inline(__always)
  private func goForward<Rows: RowList>(_: Rows.Type) -> InlineArray<4, RowSet> {
    let x = Rows.Whole(layer.pointee.b.floats, layer.pointee.b.stride)
    var (sums, y) = (LayerRows(layer), rows)
    var marks = InlineArray<256, UInt8>(repeating: 0)
    for row in 0..<layer.pointee.rows {
      let sum = sums.next(x)
      sum.store(y)
      for lane in Rows.Lanes.blocks {
        marks[unchecked: lane / Rows.Lanes.lanes &* 64 &+ row] = Rows.Lanes(sum, at: lane).isNegative ? 0 : 1
      }
      y += 64
    }
    var open = InlineArray<4, RowSet>(repeating: RowSet())
    marks.span.withUnsafeBufferPointer { marks in
      for block in 0..<64 / Rows.Lanes.lanes { open[block] = RowSet(marked: marks.baseAddress! + block &* 64) }
    }
    return open
  }

  /// In a block of lanes, the squares of the error, and its gradient in the layer's rows.
  @inline(__always)
  private func goBack<Lanes: LaneBlock>(_: Lanes.Type, _ open: RowSet, _ lane: Int, isScaled: Bool, isWeighted: Bool) {
    let (total, weights, c, x) = (squares.pointee.d.floats + lane, squares.pointee.b, gate.pointee.c, sub.pointee.b)
    var sum = squares.pointee.continues ? Lanes(total) : Lanes()
    @inline(__always) func add(_ error: Lanes, _ row: Int) {
      guard isWeighted else { return sum.add(error, error) }
      sum = sum + Lanes(repeating: weights.floats[row &* weights.stride]) * (error * error)
    }
    for row in isWeighted ? open | targets | infinite : open | targets {
      let (y, factor) = (rows + (row &* 64 &+ lane), Lanes(repeating: isScaled ? c.floats[row &* c.stride] : 1))
      let layer = Lanes(y)
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
    }
    sum.store(total)
  }
}

import Instructions

/// Runs an instruction with a selection: part by part, each over one of the ranges that it names in this tile. Where there is none, nothing is
/// written, and a product is 0.
/// - size: bytes of an element.
@inline(never)
func runSelected(
  _ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>, _ size: Int,
  _ run: (UnsafePointer<Instruction>, Int, UnsafeMutablePointer<TileContext>) -> Void
) {
  guard let rows = p.pointee.selection, let part = rows.part, let ranges = context.pointee.ranges?[rows.ranges] else { return }
  let limit =
    switch rows.axis {
    case .rows: p.pointee.rows
    case .columns: p.pointee.n
    case .terms: p.pointee.k
    }
  var isDone = false
  for i in 0..<ranges.count {
    var start = Int(ranges.first[i].start) &- rows.offset
    var end = start &+ Int(ranges.first[i].count)
    if start < 0 { start = 0 }
    if end > limit { end = limit }
    guard start < end else { continue }
    part.narrow(to: p, start, end &- start, rows.axis, size)
    part.pointee.continues = p.pointee.continues || isDone && rows.axis == .terms && p.pointee.op == .product
    run(part, 1, context)
    isDone = true
  }
  if !isDone, p.pointee.op == .product {
    part.pointee.k = 0
    part.pointee.continues = p.pointee.continues
    run(part, 1, context)
  }
}

extension UnsafeMutablePointer<Instruction> {
  /// So many of an instruction's rows, columns or terms, from one on.
  @inline(__always)
  fileprivate func narrow(to p: UnsafePointer<Instruction>, _ start: Int, _ count: Int, _ axis: RowSelection.Axis, _ size: Int) {
    switch axis {
    case .rows:
      pointee.rows = count
      pointee.a.pointer = p.pointee.a.later(start * p.pointee.a.stride, size)
      if pointee.op == .accumulateRows {
        pointee.accumulator = p.pointee.accumulator + start
      } else if pointee.op == .accumulateProduct || pointee.op == .accumulateMatrix {
        pointee.accumulator = p.pointee.accumulator + start * p.pointee.d.stride
      } else {
        pointee.d.pointer = p.pointee.d.later(start * p.pointee.d.stride, size)
        pointee.b.pointer = p.pointee.b.later(start * p.pointee.b.stride, size)
        pointee.c.pointer = p.pointee.c.later(start * p.pointee.c.stride, size)
      }
    case .columns:
      pointee.n = count
      pointee.b.pointer = p.pointee.b.later(start * p.pointee.b.inner, size)
      pointee.accumulator = p.pointee.accumulator + start
    case .terms:
      pointee.k = count
      pointee.a.pointer = p.pointee.a.later(start * p.pointee.a.inner, size)
      pointee.b.pointer = p.pointee.b.later(start * p.pointee.b.stride, size)
    }
  }
}

extension Operand {
  /// So many elements later.
  @inline(__always)
  fileprivate func later(_ elements: Int, _ size: Int) -> UnsafeMutableRawPointer? {
    guard let pointer else { return nil }
    return pointer + elements * size
  }
}

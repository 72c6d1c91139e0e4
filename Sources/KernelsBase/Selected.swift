import Instructions

/// Runs an instruction with a selection: part by part, each over one of the ranges that it names in this tile. Where there is none, nothing is
/// written, and a product is 0.
/// - size: bytes of an element.
@inline(never)
func runSelected(
  _ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>, _ size: Int,
  _ run: (UnsafePointer<Instruction>, Int, UnsafeMutablePointer<TileContext>) -> Void
) {
  guard let rows = p.pointee.selection, let ranges = context.pointee.ranges?[rows.ranges] else { return }
  let limit =
    switch rows.axis {
    case .rows: p.pointee.rows
    case .columns: p.pointee.n
    case .terms: p.pointee.k
    }
  /// Where a range begins and ends among the instruction's rows.
  func bounds(_ i: Int) -> (Int, Int) {
    let start = Int(ranges.first[i].start) &- rows.offset
    let end = start &+ Int(ranges.first[i].count)
    return (start < 0 ? 0 : start, end > limit ? limit : end)
  }
  var i = 0
  while i < ranges.count, bounds(i).0 >= bounds(i).1 { i += 1 }
  guard i < ranges.count || p.pointee.op == .product else { return }
  var part = p.pointee
  part.selection = nil
  part.form = Instruction.Form(of: part)
  if i == ranges.count {
    part.k = 0
    run(&part, 1, context)
  }
  while i < ranges.count {
    let (start, end) = bounds(i)
    i += 1
    if start >= end { break }
    let count = end - start
    switch rows.axis {
    case .rows:
      part.rows = count
      part.a.pointer = p.pointee.a.later(start * p.pointee.a.stride, size)
      if part.op == .accumulateRows {
        part.accumulator = p.pointee.accumulator + start
      } else if part.op == .accumulateProduct || part.op == .accumulateMatrix {
        part.accumulator = p.pointee.accumulator + start * p.pointee.d.stride
      } else {
        part.d.pointer = p.pointee.d.later(start * p.pointee.d.stride, size)
        part.b.pointer = p.pointee.b.later(start * p.pointee.b.stride, size)
        part.c.pointer = p.pointee.c.later(start * p.pointee.c.stride, size)
      }
    case .columns:
      part.n = count
      part.b.pointer = p.pointee.b.later(start * p.pointee.b.inner, size)
      part.accumulator = p.pointee.accumulator + start
    case .terms:
      part.k = count
      part.a.pointer = p.pointee.a.later(start * p.pointee.a.inner, size)
      part.b.pointer = p.pointee.b.later(start * p.pointee.b.stride, size)
    }
    run(&part, 1, context)
    part.continues = part.op == .product && rows.axis == .terms
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

import Instructions

// Element-wise instructions whose vector form does not hold everywhere. A vector with lanes outside goes another way, which finds
// what it needs by itself: the loops hold nothing for it.

/// Rows and vectors of the loops: all rows are one where they lie one after the other.
@inline(__always)
private func extent(_ p: UnsafePointer<Instruction>, continuous: Bool) -> (rows: Int, vectors: Int) {
  let (rows, width) = (p.pointee.rows, p.pointee.width)
  return continuous && p.pointee.d.stride == width ? (1, rows &* width / V.count) : (rows, width / V.count)
}

/// d = f(a), a in vectors.
@inline(never)
func unaryGuarded<Op: GuardedUnaryOperation>(_ op: Op.Type, _ p: UnsafePointer<Instruction>) {
  let a = VectorRows(p.pointee.a)
  let (rows, vectors) = extent(p, continuous: a.isContinuous(p.pointee.width))
  for r in 0..<rows {
    let (x, d) = (a.row(r), p.pointee.d.floats + r &* p.pointee.d.stride)
    for v in 0..<vectors {
      let value = x.vector(v)
      if any(Op.outside(value)) { mend(op, p, r, v) } else { Op.of(value).store(d + v &* V.count) }
    }
  }
}

/// Vector v of row r, lanes outside by the C library.
@inline(never)
private func mend<Op: GuardedUnaryOperation>(_: Op.Type, _ p: UnsafePointer<Instruction>, _ r: Int, _ v: Int) {
  let a = VectorRows(p.pointee.a).row(r).vector(v)
  let d = p.pointee.d.floats + (r &* p.pointee.d.stride &+ v &* V.count)
  let outside = Op.outside(a)
  Op.of(a).store(d)
  for lane in 0..<V.count where outside.lanes[lane] != 0 { d[lane] = Op.exact(a.lanes[lane]) }
}

/// d = f(a, b), at least one of them in vectors.
@inline(__always)
func binaryGuarded<Op: GuardedBinaryOperation>(_ op: Op.Type, _ p: UnsafePointer<Instruction>) {
  if p.pointee.a.broadcast {
    zipGuarded(op, BroadcastRows.self, VectorRows.self, p)
  } else if p.pointee.b.broadcast {
    zipGuarded(op, VectorRows.self, BroadcastRows.self, p)
  } else {
    zipGuarded(op, VectorRows.self, VectorRows.self, p)
  }
}

@inline(never)
private func zipGuarded<Op: GuardedBinaryOperation, A: Source, B: Source>(
  _ op: Op.Type, _ a: A.Type, _ b: B.Type, _ p: UnsafePointer<Instruction>
) {
  let (left, right) = (A(p.pointee.a), B(p.pointee.b))
  let continuous = left.isContinuous(p.pointee.width) && right.isContinuous(p.pointee.width)
  let (rows, vectors) = extent(p, continuous: continuous)
  for r in 0..<rows {
    let (x, y, d) = (left.row(r), right.row(r), p.pointee.d.floats + r &* p.pointee.d.stride)
    for v in 0..<vectors {
      let values = (x.vector(v), y.vector(v))
      if any(Op.outside(values.0, values.1)) {
        mend(op, a, b, p, r, v)
      } else {
        Op.of(values.0, values.1).store(d + v &* V.count)
      }
    }
  }
}

@inline(never)
private func mend<Op: GuardedBinaryOperation, A: Source, B: Source>(
  _: Op.Type, _: A.Type, _: B.Type, _ p: UnsafePointer<Instruction>, _ r: Int, _ v: Int
) {
  let (a, b) = (A(p.pointee.a).row(r).vector(v), B(p.pointee.b).row(r).vector(v))
  let d = p.pointee.d.floats + (r &* p.pointee.d.stride &+ v &* V.count)
  let outside = Op.outside(a, b)
  Op.of(a, b).store(d)
  for lane in 0..<V.count where outside.lanes[lane] != 0 { d[lane] = Op.exact(a.lanes[lane], b.lanes[lane]) }
}

/// d = a ≤ x ? cos(a)·b : 0, both in vectors. A vector with no lane in the window needs no cosine.
@inline(never)
func cosWindow(_ p: UnsafePointer<Instruction>) {
  let (left, right) = (VectorRows(p.pointee.a), VectorRows(p.pointee.b))
  let continuous = left.isContinuous(p.pointee.width) && right.isContinuous(p.pointee.width)
  let (rows, vectors) = extent(p, continuous: continuous)
  let end = splat(Float(p.pointee.x))
  if Float(p.pointee.x) <= Cosine.quarter { return cosQuarter(p, rows, vectors, left, right) }
  for r in 0..<rows {
    let (x, y, d) = (left.row(r), right.row(r), p.pointee.d.floats + r &* p.pointee.d.stride)
    for v in 0..<vectors {
      let a = x.vector(v)
      let inside = lessOrEqual(a, end)
      if !any(inside) {
        V.zero.store(d + v &* V.count)
      } else if any(Cosine.outside(a) & inside) {
        mendWindow(p, r, v)
      } else {
        select(inside, Cosine.of(a) * y.vector(v), V.zero).store(d + v &* V.count)
      }
    }
  }
}

/// `cosWindow` where it ends at a quarter turn or before: the cosine of what lies in it needs no reduction.
@inline(__always)
private func cosQuarter(_ p: UnsafePointer<Instruction>, _ rows: Int, _ vectors: Int, _ left: VectorRows, _ right: VectorRows) {
  let (end, start) = (splat(Float(p.pointee.x)), splat(-Cosine.quarter))
  for r in 0..<rows {
    let (x, y, d) = (left.row(r), right.row(r), p.pointee.d.floats + r &* p.pointee.d.stride)
    for v in 0..<vectors {
      let a = x.vector(v)
      if any(less(a, start)) {
        mendWindow(p, r, v)
      } else {
        keep(lessOrEqual(a, end), Cosine.ofQuarter(a) * y.vector(v)).store(d + v &* V.count)
      }
    }
  }
}

/// Vector v of row r of `cosWindow`, lanes outside by the C library.
@inline(never)
private func mendWindow(_ p: UnsafePointer<Instruction>, _ r: Int, _ v: Int) {
  let (a, b) = (VectorRows(p.pointee.a).row(r).vector(v), VectorRows(p.pointee.b).row(r).vector(v))
  let d = p.pointee.d.floats + (r &* p.pointee.d.stride &+ v &* V.count)
  let (outside, inside) = (Cosine.outside(a), lessOrEqual(a, splat(Float(p.pointee.x))))
  select(inside, Cosine.of(a) * b, V.zero).store(d)
  for lane in 0..<V.count where outside.lanes[lane] != 0 && inside.lanes[lane] != 0 {
    d[lane] = Cosine.exact(a.lanes[lane]) * b.lanes[lane]
  }
}

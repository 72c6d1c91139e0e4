import CVector
import Instructions

// Element-wise instructions whose vector form does not hold everywhere. The lanes outside are computed one by one after the vector
// is stored: nothing comes back from the rare path, so the loops keep what they hold in registers.

/// d = f(a), a in vectors.
@inline(never)
func unaryGuarded<Op: GuardedUnaryOperation>(_ op: Op.Type, _ p: UnsafePointer<Instruction>) {
  let a = VectorRows(p.pointee.a)
  for r in 0..<p.pointee.rows {
    let (x, d) = (a.row(r), p.pointee.d.floats + r &* p.pointee.d.stride)
    for v in 0..<p.pointee.width &>> 4 {
      let value = x.vector(v)
      cv_store(d + v &* 16, Op.of(value))
      let outside = Op.outside(value)
      if cv_any(outside) { mend(op, value, outside, d + v &* 16) }
    }
  }
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
  _ op: Op.Type, _: A.Type, _: B.Type, _ p: UnsafePointer<Instruction>
) {
  let (a, b) = (A(p.pointee.a), B(p.pointee.b))
  for r in 0..<p.pointee.rows {
    let (x, y, d) = (a.row(r), b.row(r), p.pointee.d.floats + r &* p.pointee.d.stride)
    for v in 0..<p.pointee.width &>> 4 {
      let (left, right) = (x.vector(v), y.vector(v))
      cv_store(d + v &* 16, Op.of(left, right))
      let outside = Op.outside(left, right)
      if cv_any(outside) { mend(op, left, right, outside, d + v &* 16) }
    }
  }
}

/// d = f(a) in the lanes of the mask.
@inline(never)
private func mend<Op: GuardedUnaryOperation>(_: Op.Type, _ a: V, _ outside: I, _ d: UnsafeMutablePointer<Float>) {
  for lane in 0..<16 where outside[lane] != 0 { d[lane] = Op.exact(a[lane]) }
}

/// d = f(a, b) in the lanes of the mask.
@inline(never)
private func mend<Op: GuardedBinaryOperation>(_: Op.Type, _ a: V, _ b: V, _ outside: I, _ d: UnsafeMutablePointer<Float>) {
  for lane in 0..<16 where outside[lane] != 0 { d[lane] = Op.exact(a[lane], b[lane]) }
}

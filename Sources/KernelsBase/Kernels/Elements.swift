import CVector
import Instructions

// Element-wise instructions, any width that is a multiple of 16.

/// d = the expression. Where all rows lie one after the other they are one long row.
@inline(never)
private func store<E: Expression>(_: E.Type, _ p: UnsafePointer<Instruction>) {
  let expression = E(p)
  var (rows, width) = (p.pointee.rows, p.pointee.width)
  let (d, stride) = (p.pointee.d.floats, p.pointee.d.stride)
  if stride == width && expression.isContinuous(width) { (rows, width) = (1, rows &* width) }
  for r in 0..<rows { line(expression.row(r), d + r &* stride, width &>> 4) }
}

/// Stores the vectors of a row, four at a time where registers suffice.
@inline(__always)
private func line<E: Expression>(_ expression: E, _ d: UnsafeMutablePointer<Float>, _ vectors: Int) {
  var v = 0
  #if ISA_V4
    while v &+ 4 <= vectors {
      let (x0, x1) = (expression.vector(v), expression.vector(v &+ 1))
      let (x2, x3) = (expression.vector(v &+ 2), expression.vector(v &+ 3))
      Quad(x0, x1, x2, x3).store(d + v &* 16)
      v &+= 4
    }
  #endif
  while v < vectors {
    cv_store(d + v &* 16, expression.vector(v))
    v &+= 1
  }
}

/// d = f(a), a in vectors.
@inline(__always)
func unary<Op: UnaryOperation>(_: Op.Type, _ p: UnsafePointer<Instruction>) { store(Mapped<Op>.self, p) }

@inline(__always)
func unaryGuarded<Op: GuardedUnaryOperation>(_: Op.Type, _ p: UnsafePointer<Instruction>) { store(MappedGuarded<Op>.self, p) }

/// d = f(a, b), at least one of them in vectors.
@inline(__always)
func binary<Op: BinaryOperation>(_: Op.Type, _ p: UnsafePointer<Instruction>) {
  if p.pointee.a.broadcast {
    store(Zipped<Op, BroadcastRows, VectorRows>.self, p)
  } else if p.pointee.b.broadcast {
    store(Zipped<Op, VectorRows, BroadcastRows>.self, p)
  } else {
    store(Zipped<Op, VectorRows, VectorRows>.self, p)
  }
}

@inline(__always)
func binaryGuarded<Op: GuardedBinaryOperation>(_: Op.Type, _ p: UnsafePointer<Instruction>) {
  if p.pointee.a.broadcast {
    store(ZippedGuarded<Op, BroadcastRows, VectorRows>.self, p)
  } else if p.pointee.b.broadcast {
    store(ZippedGuarded<Op, VectorRows, BroadcastRows>.self, p)
  } else {
    store(ZippedGuarded<Op, VectorRows, VectorRows>.self, p)
  }
}

/// d = a != 0 ? b : c, a in vectors.
@inline(__always)
func choose(_ p: UnsafePointer<Instruction>) {
  switch (p.pointee.b.broadcast, p.pointee.c.broadcast) {
  case (false, false): store(Chosen<VectorRows, VectorRows>.self, p)
  case (false, true): store(Chosen<VectorRows, BroadcastRows>.self, p)
  case (true, false): store(Chosen<BroadcastRows, VectorRows>.self, p)
  case (true, true): store(Chosen<BroadcastRows, BroadcastRows>.self, p)
  }
}

/// d = x
@inline(__always)
func fill(_ p: UnsafePointer<Instruction>) { store(Filled.self, p) }

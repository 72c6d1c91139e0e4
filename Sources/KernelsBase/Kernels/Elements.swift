import Instructions

// Element-wise instructions, any width that is a multiple of 16.

/// d = the expression. Rows of a tile go by whole rows; of other widths, all rows are one where they lie one after the other.
@inline(never)
private func store<E: Expression>(_: E.Type, _ p: UnsafePointer<Instruction>) {
  let expression = E(p)
  var (rows, width) = (p.pointee.rows, p.pointee.width)
  let (d, stride) = (p.pointee.d.floats, p.pointee.d.stride)
  if width == 64 {
    for r in 0..<rows {
      let x = expression.row(r)
      for v in 0..<64 / V.count { x.vector(v).store(d + (r &* stride &+ v &* V.count)) }
    }
    return
  }
  if stride == width && expression.isContinuous(width) { (rows, width) = (1, rows &* width) }
  for r in 0..<rows {
    let x = expression.row(r)
    for v in 0..<width / V.count { x.vector(v).store(d + (r &* stride &+ v &* V.count)) }
  }
}

/// d = f(a), a in vectors.
@inline(__always)
func unary<Op: UnaryOperation>(_: Op.Type, _ p: UnsafePointer<Instruction>) { store(Mapped<Op>.self, p) }

/// d = a, one element a row.
@inline(__always)
func spread(_ p: UnsafePointer<Instruction>) { store(Spread.self, p) }

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

/// d = the distance of a and b on a circle of circumference c: c one element a row, of a and b at least one in vectors.
@inline(__always)
func arc(_ p: UnsafePointer<Instruction>) {
  if p.pointee.a.broadcast {
    store(ArcLength<BroadcastRows, VectorRows>.self, p)
  } else if p.pointee.b.broadcast {
    store(ArcLength<VectorRows, BroadcastRows>.self, p)
  } else {
    store(ArcLength<VectorRows, VectorRows>.self, p)
  }
}

/// d = a ≤ b ? c : 0, a and c in vectors, b one element a row.
@inline(__always)
func keep(_ p: UnsafePointer<Instruction>) { store(Tripled<Keep, VectorRows, BroadcastRows, VectorRows>.self, p) }

/// d = a < b ? a·c : 0, a in vectors, b and c one element a row.
@inline(__always)
func keepProduct(_ p: UnsafePointer<Instruction>) { store(Tripled<KeepProduct, VectorRows, BroadcastRows, BroadcastRows>.self, p) }

/// d = a > 0 ? b·c : 0, a and b in vectors.
@inline(__always)
func gateProduct(_ p: UnsafePointer<Instruction>) {
  if p.pointee.c.broadcast {
    store(Tripled<GateProduct, VectorRows, VectorRows, BroadcastRows>.self, p)
  } else {
    store(Tripled<GateProduct, VectorRows, VectorRows, VectorRows>.self, p)
  }
}

/// d = x
@inline(__always)
func fill(_ p: UnsafePointer<Instruction>) { store(Filled.self, p) }

import CVector
import Instructions

// Element-wise kernels. Where all rows lie one after the other they are one long row.

/// Stores f(v) for each vector of a row, four at a time where registers suffice.
@inline(__always)
private func line(_ d: UnsafeMutablePointer<Float>, _ vectors: Int, _ f: (Int) -> V) {
  var v = 0
  #if ISA_V4
    while v &+ 4 <= vectors {
      let (x0, x1, x2, x3) = (f(v), f(v &+ 1), f(v &+ 2), f(v &+ 3))
      cv_store(d + v * 16, x0)
      cv_store(d + (v &+ 1) * 16, x1)
      cv_store(d + (v &+ 2) * 16, x2)
      cv_store(d + (v &+ 3) * 16, x3)
      v &+= 4
    }
  #endif
  while v < vectors {
    cv_store(d + v * 16, f(v))
    v &+= 1
  }
}

/// Rows and vectors of the loops.
@inline(__always)
private func extent(_ p: UnsafePointer<Instruction>, continuous: Bool) -> (rows: Int, vectors: Int) {
  let (rows, width) = (p.pointee.rows, p.pointee.width)
  let whole = continuous && p.pointee.d.stride == width
  return whole ? (1, rows * width / 16) : (rows, width / 16)
}

@inline(never)
private func map<Op: UnaryOperation, A: Source>(_: Op.Type, _: A.Type, _ p: UnsafePointer<Instruction>) {
  let a = A(p.pointee.a)
  let (rows, vectors) = extent(p, continuous: a.isContinuous(p.pointee.width))
  for r in 0..<rows {
    let x = a.row(r)
    line(p.pointee.d.floats + r * p.pointee.d.stride, vectors) { Op.of(x.vector($0)) }
  }
}

@inline(__always)
func unary<Op: UnaryOperation>(_ op: Op.Type, _ p: UnsafePointer<Instruction>) {
  if p.pointee.a.broadcast { map(op, BroadcastRows.self, p) } else { map(op, VectorRows.self, p) }
}

@inline(never)
private func mapGuarded<Op: GuardedUnaryOperation, A: Source>(_ op: Op.Type, _: A.Type, _ p: UnsafePointer<Instruction>) {
  let a = A(p.pointee.a)
  let (rows, vectors) = extent(p, continuous: a.isContinuous(p.pointee.width))
  for r in 0..<rows {
    let x = a.row(r)
    line(p.pointee.d.floats + r * p.pointee.d.stride, vectors) {
      let y = x.vector($0)
      let outside = Op.outside(y)
      return cv_any(outside) ? mended(op, y, Op.of(y), outside) : Op.of(y)
    }
  }
}

@inline(__always)
func unaryGuarded<Op: GuardedUnaryOperation>(_ op: Op.Type, _ p: UnsafePointer<Instruction>) {
  if p.pointee.a.broadcast { mapGuarded(op, BroadcastRows.self, p) } else { mapGuarded(op, VectorRows.self, p) }
}

@inline(never)
private func zip<Op: BinaryOperation, A: Source, B: Source>(_: Op.Type, _: A.Type, _: B.Type, _ p: UnsafePointer<Instruction>) {
  let (a, b) = (A(p.pointee.a), B(p.pointee.b))
  let width = p.pointee.width
  let (rows, vectors) = extent(p, continuous: a.isContinuous(width) && b.isContinuous(width))
  for r in 0..<rows {
    let (x, y) = (a.row(r), b.row(r))
    line(p.pointee.d.floats + r * p.pointee.d.stride, vectors) { Op.of(x.vector($0), y.vector($0)) }
  }
}

@inline(__always)
func binary<Op: BinaryOperation>(_ op: Op.Type, _ p: UnsafePointer<Instruction>) {
  switch (p.pointee.a.broadcast, p.pointee.b.broadcast) {
  case (false, false): zip(op, VectorRows.self, VectorRows.self, p)
  case (false, true): zip(op, VectorRows.self, BroadcastRows.self, p)
  case (true, false): zip(op, BroadcastRows.self, VectorRows.self, p)
  case (true, true): zip(op, BroadcastRows.self, BroadcastRows.self, p)
  }
}

@inline(never)
private func zipGuarded<Op: GuardedBinaryOperation, A: Source, B: Source>(
  _ op: Op.Type, _: A.Type, _: B.Type, _ p: UnsafePointer<Instruction>
) {
  let (a, b) = (A(p.pointee.a), B(p.pointee.b))
  let width = p.pointee.width
  let (rows, vectors) = extent(p, continuous: a.isContinuous(width) && b.isContinuous(width))
  for r in 0..<rows {
    let (x, y) = (a.row(r), b.row(r))
    for v in 0..<vectors {
      let (x, y) = (x.vector(v), y.vector(v))
      let outside = Op.outside(x, y)
      var result = Op.of(x, y)
      if cv_any(outside) { result = mended(op, x, y, result, outside) }
      cv_store(p.pointee.d.floats + r * p.pointee.d.stride + v * 16, result)
    }
  }
}

@inline(__always)
func binaryGuarded<Op: GuardedBinaryOperation>(_ op: Op.Type, _ p: UnsafePointer<Instruction>) {
  switch (p.pointee.a.broadcast, p.pointee.b.broadcast) {
  case (false, false): zipGuarded(op, VectorRows.self, VectorRows.self, p)
  case (false, true): zipGuarded(op, VectorRows.self, BroadcastRows.self, p)
  case (true, false): zipGuarded(op, BroadcastRows.self, VectorRows.self, p)
  case (true, true): zipGuarded(op, BroadcastRows.self, BroadcastRows.self, p)
  }
}

@inline(never)
private func choose<B: Source, C: Source>(_: B.Type, _: C.Type, _ p: UnsafePointer<Instruction>) {
  let (a, b, c) = (VectorRows(p.pointee.a), B(p.pointee.b), C(p.pointee.c))
  let width = p.pointee.width
  let continuous = a.isContinuous(width) && b.isContinuous(width) && c.isContinuous(width)
  let (rows, vectors) = extent(p, continuous: continuous)
  for r in 0..<rows {
    let (x, y, z) = (a.row(r), b.row(r), c.row(r))
    line(p.pointee.d.floats + r * p.pointee.d.stride, vectors) {
      cv_select(cv_equal(x.vector($0), V.zero), z.vector($0), y.vector($0))
    }
  }
}

/// d = a != 0 ? b : c, a in vectors.
@inline(__always)
func choose(_ p: UnsafePointer<Instruction>) {
  switch (p.pointee.b.broadcast, p.pointee.c.broadcast) {
  case (false, false): choose(VectorRows.self, VectorRows.self, p)
  case (false, true): choose(VectorRows.self, BroadcastRows.self, p)
  case (true, false): choose(BroadcastRows.self, VectorRows.self, p)
  case (true, true): choose(BroadcastRows.self, BroadcastRows.self, p)
  }
}

@inline(never)
func fill(_ p: UnsafePointer<Instruction>) {
  let x = splat(Float(p.pointee.x))
  let (rows, vectors) = extent(p, continuous: true)
  for r in 0..<rows { line(p.pointee.d.floats + r * p.pointee.d.stride, vectors) { _ in x } }
}

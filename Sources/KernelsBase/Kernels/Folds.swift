import Instructions

// Reductions over the middle of [rows × n × inner], width 64, n at least 1. Float sums go in the order of the rows.

/// The first of the n rows of a that belong to row `row` of the [rows × inner] results.
@inline(__always)
private func first(_ p: UnsafePointer<Instruction>, _ row: Int) -> Int {
  let (n, inner) = (p.pointee.n, p.pointee.inner)
  return inner == 1 ? row &* n : row / inner &* n &* inner &+ row % inner
}

@inline(__always)
private func results(_ p: UnsafePointer<Instruction>) -> Range<Int> { 0..<p.pointee.rows &* p.pointee.inner }

/// Where the vectors of a row begin.
@inline(__always)
private var lanes: StrideTo<Int> { stride(from: 0, to: 64, by: V.count) }

/// d = the operation between all n rows. `Or` and `And` make the first one a truth value by combining it with itself.
@inline(never)
func fold<Op: BinaryOperation>(_: Op.Type, truth: Bool, _ p: UnsafePointer<Instruction>) {
  let step = p.pointee.inner * p.pointee.a.stride
  for row in results(p) {
    for lane in lanes {
      var x = UnsafePointer(p.pointee.a.floats + first(p, row) &* p.pointee.a.stride + lane)
      let total = p.pointee.d.floats + row &* p.pointee.d.stride + lane
      var sum = V(x)
      if truth { sum = Op.of(sum, sum) }
      if p.pointee.continues { sum = Op.of(V(total), sum) }
      for _ in 1..<p.pointee.n {
        x += step
        sum = Op.of(sum, V(x))
      }
      sum.store(total)
    }
  }
}

/// d = the sum of the squares of all n rows.
@inline(never)
func sumSquares(_ p: UnsafePointer<Instruction>) {
  let (n, step) = (p.pointee.n, p.pointee.inner * p.pointee.a.stride)
  for row in results(p) {
    for lane in lanes {
      var x = UnsafePointer(p.pointee.a.floats + first(p, row) &* p.pointee.a.stride + lane)
      let total = p.pointee.d.floats + row &* p.pointee.d.stride + lane
      var sum = p.pointee.continues ? V(total) : V.zero
      for _ in 0..<n {
        sum = fma(V(x), V(x), sum)
        x += step
      }
      sum.store(total)
    }
  }
}

/// d = the sum of the squares of n rows, each times a number of its own.
@inline(never)
func sumWeightedSquares(_ p: UnsafePointer<Instruction>) {
  let (n, a, b) = (p.pointee.n, p.pointee.a, p.pointee.b)
  for lane in lanes {
    let total = p.pointee.d.floats + lane
    @inline(__always) func term(_ row: Int) -> V {
      let x = V(a.floats + (row &* a.stride &+ lane))
      return splat(b.floats[row &* b.stride]) * (x * x)
    }
    var sum = term(0)
    if p.pointee.continues { sum = V(total) + sum }
    for row in 1..<n { sum = sum + term(row) }
    sum.store(total)
  }
}

/// d = the running sum.
@inline(never)
func cumsum(_ p: UnsafePointer<Instruction>) {
  let (n, inner, d) = (p.pointee.n, p.pointee.inner, p.pointee.d)
  for row in results(p) {
    let start = first(p, row)
    for lane in lanes {
      var x = UnsafePointer(p.pointee.a.floats + start &* p.pointee.a.stride + lane)
      var y = d.floats + start &* d.stride + lane
      var sum = V(x)
      sum.store(y)
      for _ in 1..<n {
        x += inner &* p.pointee.a.stride
        y += inner &* d.stride
        sum = sum + V(x)
        sum.store(y)
      }
    }
  }
}

/// d = the number of the first row that is extreme, x < best where `Less`, x > best where `More`; a NaN is.
@inline(never)
func position<Op: BinaryOperation>(_: Op.Type, _ p: UnsafePointer<Instruction>) {
  let step = p.pointee.inner * p.pointee.a.stride
  for row in results(p) {
    for lane in lanes {
      var x = UnsafePointer(p.pointee.a.floats + first(p, row) &* p.pointee.a.stride + lane)
      var (best, at) = (V(x), V.zero)
      for j in 1..<p.pointee.n {
        x += step
        let value = V(x)
        let beats = notEqual(Op.of(value, best), V.zero) | (notEqual(value, value) & equal(best, best))
        best = select(beats, value, best)
        at = select(beats, splat(Float(j)), at)
      }
      at.store(p.pointee.d.floats + row * p.pointee.d.stride + lane)
    }
  }
}

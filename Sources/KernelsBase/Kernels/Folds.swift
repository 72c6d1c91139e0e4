import CVector
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

extension Quad {
  @inline(__always)
  func combined<Op: BinaryOperation>(_: Op.Type, _ x: Quad) -> Quad {
    Quad(Op.of(v0, x.v0), Op.of(v1, x.v1), Op.of(v2, x.v2), Op.of(v3, x.v3))
  }
}

/// d = the operation between all n rows. `Or` and `And` make the first one a truth value by combining it with itself.
@inline(never)
func fold<Op: BinaryOperation>(_ op: Op.Type, truth: Bool, _ p: UnsafePointer<Instruction>) {
  let step = p.pointee.inner * p.pointee.a.stride
  for row in results(p) {
    var x = UnsafePointer(p.pointee.a.floats + first(p, row) &* p.pointee.a.stride)
    var sum = Quad(x)
    if truth { sum = sum.combined(op, sum) }
    for _ in 1..<p.pointee.n {
      x += step
      sum = sum.combined(op, Quad(x))
    }
    sum.store(p.pointee.d.floats + row * p.pointee.d.stride)
  }
}

/// d = the running sum.
@inline(never)
func cumsum(_ p: UnsafePointer<Instruction>) {
  let (n, inner, d) = (p.pointee.n, p.pointee.inner, p.pointee.d)
  for row in results(p) {
    let start = first(p, row)
    var (x, y) = (UnsafePointer(p.pointee.a.floats + start &* p.pointee.a.stride), d.floats + start &* d.stride)
    var sum = Quad(x)
    sum.store(y)
    for _ in 1..<n {
      x += inner * p.pointee.a.stride
      y += inner * d.stride
      sum = sum.combined(Add.self, Quad(x))
      sum.store(y)
    }
  }
}

/// d = the number of the first row that is extreme, x < best where `Less`, x > best where `More`; a NaN is.
@inline(never)
func position<Op: BinaryOperation>(_: Op.Type, _ p: UnsafePointer<Instruction>) {
  let step = p.pointee.inner * p.pointee.a.stride
  for row in results(p) {
    for lane in stride(from: 0, to: 64, by: 16) {
      var x = UnsafePointer(p.pointee.a.floats + first(p, row) &* p.pointee.a.stride + lane)
      var (best, at) = (cv_load(x), V.zero)
      for j in 1..<p.pointee.n {
        x += step
        let value = cv_load(x)
        let beats = cv_not_equal(Op.of(value, best), V.zero) | (cv_not_equal(value, value) & cv_equal(best, best))
        best = cv_select(beats, value, best)
        at = cv_select(beats, splat(Float(j)), at)
      }
      cv_store(p.pointee.d.floats + row * p.pointee.d.stride + lane, at)
    }
  }
}

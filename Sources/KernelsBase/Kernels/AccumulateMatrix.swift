import CVector
import Instructions

/// sums[i·stride + j] += Σ_l A(i,l)·B(j,l): a product over the lanes. 64 rows of B at a time are turned, so that they lie in lanes.
@inline(never)
func accumulateMatrix(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
  let (a, b, n, panel) = (p.pointee.a, p.pointee.b, p.pointee.n, p.pointee.d.floats)
  let sums = context.pointee.sums.unsafelyUnwrapped.assumingMemoryBound(to: Float.self) + p.pointee.accumulator
  var first = 0
  while first < n {
    let rows = n - first < 64 ? n - first : 64
    turn(b.floats + first * b.inner, b.inner, rows, panel)
    MatrixProduct(
      d: sums + first, dRow: p.pointee.d.stride, dColumn: 0, a: a.floats, aRow: a.stride, aInner: 1, b: panel, bInner: 64, bColumn: 0,
      rows: p.pointee.rows, columns: 1, k: 64, continues: true, skipsZeros: p.pointee.skipsZeros
    ).run()
    first += 64
  }
}

/// Lane l of row j becomes number j of row l; past the last row stands 0.
@inline(__always)
private func turn(_ b: UnsafePointer<Float>, _ stride: Int, _ rows: Int, _ panel: UnsafeMutablePointer<Float>) {
  var j = 0
  while j < 64 {
    var l = 0
    while l < 64 {
      if j + 16 <= rows {
        cv_transpose16(b + (j * stride + l), stride, panel + (l * 64 + j), 64)
      } else {
        turnRest(b + l, stride, j, rows, panel + l * 64)
      }
      l += 16
    }
    j += 16
  }
}

/// The same for 16 lanes of 16 rows, of which some are past the last.
@inline(__always)
private func turnRest(_ b: UnsafePointer<Float>, _ stride: Int, _ first: Int, _ rows: Int, _ panel: UnsafeMutablePointer<Float>) {
  for l in 0..<16 {
    cv_store16(panel + (l * 64 + first), V16.zero)
    var j = first
    while j < rows {
      panel[l * 64 + j] = b[j * stride + l]
      j += 1
    }
  }
}

import CVector
import Instructions

// Products of a tile, width 64: d(i·n + j, l) = Σ_k A(i,k,l)·B(k,j,l). Each sum is a chain of fused multiply-adds in the order of k,
// whatever the blocks, so the bits are the same for every build.

/// A matrix of numbers times rows of a tile: d(p, q) = Σ_k a[p·aRow + k·aInner]·B(k, q).
private struct MatrixProduct {
  /// Row (p, q) of the result is at d + p·dRow + q·dColumn.
  var d: UnsafeMutablePointer<Float>
  var dRow: Int
  var dColumn: Int
  var a: UnsafePointer<Float>
  var aRow: Int
  var aInner: Int
  /// Row (k, q) is at b + k·bInner + q·bColumn.
  var b: UnsafePointer<Float>
  var bInner: Int
  var bColumn: Int
  var rows: Int
  var columns: Int
  var k: Int

  @inline(never)
  func run() {
    for q in 0..<columns {
      let (d, b) = (d + q * dColumn, b + q * bColumn)
      var p = 0
      while p + 6 <= rows {
        block(Rows6<Block>.self, d, b, p)
        p += 6
      }
      if p + 3 <= rows {
        block(Rows3<Block>.self, d, b, p)
        p += 3
      }
      if p + 2 == rows { block(Rows2<Block>.self, d, b, p) }
      if p + 1 == rows { block(Rows1<Block>.self, d, b, p) }
    }
  }

  @inline(__always)
  private func block<R: RowBlock>(_: R.Type, _ d: UnsafeMutablePointer<Float>, _ b: UnsafePointer<Float>, _ p: Int) {
    for lane in stride(from: 0, to: 64, by: R.Lanes.lanes) {
      var sums = R()
      var (x, y) = (a + p * aRow, b + lane)
      for _ in 0..<k {
        sums.add(x, aRow, R.Lanes(y))
        x += aInner
        y += bInner
      }
      sums.store(d + p * dRow + lane, dRow)
    }
  }
}

/// d(i·n + j) = Σ_k A(i,k)·B(k,j); at most one of A and B is broadcast.
@inline(__always)
func product(_ p: UnsafePointer<Instruction>) {
  if p.pointee.a.broadcast || p.pointee.b.broadcast { matrixProduct(p) } else { tileProduct(p) }
}

@inline(__always)
private func matrixProduct(_ p: UnsafePointer<Instruction>) {
  let (d, n) = (p.pointee.d, p.pointee.n)
  let (a, b) = (p.pointee.a, p.pointee.b)
  if a.broadcast {
    MatrixProduct(
      d: d.floats, dRow: n * d.stride, dColumn: d.stride, a: a.floats, aRow: a.stride, aInner: a.inner,
      b: b.floats, bInner: b.stride, bColumn: b.inner, rows: p.pointee.rows, columns: n, k: p.pointee.k
    ).run()
  } else {
    MatrixProduct(
      d: d.floats, dRow: d.stride, dColumn: n * d.stride, a: b.floats, aRow: b.inner, aInner: b.stride,
      b: a.floats, bInner: a.inner, bColumn: a.stride, rows: n, columns: p.pointee.rows, k: p.pointee.k
    ).run()
  }
}

/// Rows of a tile times rows of a tile.
@inline(never)
private func tileProduct(_ p: UnsafePointer<Instruction>) {
  let (a, b, d) = (p.pointee.a, p.pointee.b, p.pointee.d)
  for i in 0..<p.pointee.rows {
    for j in 0..<p.pointee.n {
      var sum = Quad()
      for k in 0..<p.pointee.k {
        sum.add(Quad(a.floats + i * a.stride + k * a.inner), Quad(b.floats + k * b.stride + j * b.inner))
      }
      sum.store(d.floats + (i * p.pointee.n + j) * d.stride)
    }
  }
}

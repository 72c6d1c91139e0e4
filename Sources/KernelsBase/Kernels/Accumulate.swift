import CVector
import Instructions

// Sums over the samples of a tile, width 64, kept as 16 partial sums for each element of a parameter.

/// Row i of A times every row of B, for the rows of one block.
@inline(__always)
private func outer<Rows: RowList>(
  _: Rows.Type, _ a: Operand, _ i: Int, _ k: Int, _ b: Operand, _ total: UnsafeMutablePointer<Float>, _ stride: Int, _ n: Int
) where Rows.Lanes == Quad {
  let g = Rows(a.floats + i * a.stride + k * a.inner, a.stride)
  var (x, t) = (UnsafePointer(b.floats + k * b.stride), total + i * stride * 16)
  for _ in 0..<n {
    g.accumulate(Quad(x), t, stride * 16)
    x += b.inner
    t += 16
  }
}

/// acc[i·stride + j] += Σ_k A(i,k)·B(k,j), both rows of a tile.
@inline(never)
func accumulateProduct(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
  let (a, b, n, rows, stride) = (p.pointee.a, p.pointee.b, p.pointee.n, p.pointee.rows, p.pointee.d.stride)
  let total = Plain<Float>.accumulators(p, context)
  for k in 0..<p.pointee.k {
    var i = 0
    #if ISA_V4
      while i + 4 <= rows {
        outer(Row4<Quad>.self, a, i, k, b, total, stride, n)
        i += 4
      }
      if i + 3 == rows {
        outer(Row3<Quad>.self, a, i, k, b, total, stride, n)
        i += 3
      } else if i + 2 == rows {
        outer(Row2<Quad>.self, a, i, k, b, total, stride, n)
        i += 2
      }
    #endif
    while i < rows {
      outer(Row1<Quad>.self, a, i, k, b, total, stride, n)
      i += 1
    }
  }
}

/// acc[r] += (v₀ + v₁) + (v₂ + v₃) for the four vectors of row r.
@inline(never)
func accumulateRows(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
  var total = Plain<Float>.accumulators(p, context)
  let (rows, stride) = (p.pointee.rows, p.pointee.a.stride)
  var a = UnsafePointer(p.pointee.a.floats)
  for _ in 0..<rows {
    cv_store16(total, Quad(a).sum(cv_load16(total)))
    a += stride
    total += 16
  }
}

/// The lanes of each element by halves: sixteen elements at a time, in a tree of vectors. They are set to 0 while they are at hand.
@inline(never)
func sumLanes(_ p: UnsafePointer<Instruction>) {
  let (rows, total, sums) = (p.pointee.rows, p.pointee.d.floats, p.pointee.a.floats)
  var e = 0
  while e + 16 <= rows {
    let a = sums + e * 16
    cv_store16(total + e, cv_fold2(eight(a), eight(a + 128)))
    e += 16
  }
  while e < rows {
    let lanes = sums + e * 16
    let sum = cv_load16(lanes)
    cv_store16(lanes, V16.zero)
    let eight = sum.lowHalf + sum.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    total[e] = two[0] + two[1]
    e += 1
  }
}

/// Eight elements, two lanes left of each.
@inline(__always)
private func eight(_ a: UnsafeMutablePointer<Float>) -> V16 { cv_fold4(four(a), four(a + 64)) }

/// Four elements, four lanes left of each.
@inline(__always)
private func four(_ a: UnsafeMutablePointer<Float>) -> V16 {
  let sums = cv_fold8(cv_fold16(a), cv_fold16(a + 32))
  Quad().store(a)
  return sums
}

/// The chunks' sums of each element.
@inline(never)
func sumChunks(_ p: UnsafePointer<Instruction>) {
  let (n, columns, stride, inner) = (p.pointee.n, p.pointee.k, p.pointee.a.stride, p.pointee.a.inner)
  var (total, row) = (p.pointee.d.floats, UnsafePointer(p.pointee.a.floats))
  for _ in 0..<p.pointee.rows {
    var j = 0
    while j + 16 <= columns {
      var sum = cv_load16(row + j)
      var chunk = 1
      while chunk < n {
        sum += cv_load16(row + (chunk * stride + j))
        chunk += 1
      }
      cv_store16(total + j, sum)
      j += 16
    }
    while j < columns {
      var sum = row[j]
      var chunk = 1
      while chunk < n {
        sum += row[chunk * stride + j]
        chunk += 1
      }
      total[j] = sum
      j += 1
    }
    total += columns
    row += inner
  }
}

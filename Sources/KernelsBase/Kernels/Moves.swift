import CVector
import Instructions

// Moves of rows of a tile, width 64, and of the numbers of a matrix.

/// Row r of d = row map[r] of a.
@inline(never)
func gather(_ p: UnsafePointer<Instruction>) {
  let (d, a, map) = (p.pointee.d, p.pointee.a, p.pointee.map.unsafelyUnwrapped)
  for r in 0..<p.pointee.rows { Quad(a.floats + Int(map[r]) * a.stride).store(d.floats + r * d.stride) }
}

/// d = number index(l) of a, for 64 samples: with indices, or one after the other.
@inline(never)
func load(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
  let (d, a, n) = (p.pointee.d.floats, UnsafePointer(p.pointee.a.floats), p.pointee.n)
  guard let indices = context.pointee.indices else { return Quad(a + context.pointee.first).store(d) }
  var l = context.pointee.sample
  for lane in 0..<64 {
    d[lane] = a[Int(indices[l]) &* n]
    l += 1
  }
}

/// d = 0; row map[r] of d += row r of a, in order.
@inline(never)
func scatterAdd(_ p: UnsafePointer<Instruction>) {
  let (d, a, map) = (p.pointee.d, p.pointee.a, p.pointee.map.unsafelyUnwrapped)
  for r in 0..<p.pointee.n { Quad().store(d.floats + r * d.stride) }
  for r in 0..<p.pointee.rows {
    let target = d.floats + Int(map[r]) * d.stride
    let (x, y) = (Quad(target), Quad(a.floats + r * a.stride))
    (x + y).store(target)
  }
}

/// d[j·d.stride + i] = a[i·a.stride + j], by squares of 16.
@inline(never)
func transpose(_ p: UnsafePointer<Instruction>) {
  let (rows, columns) = (p.pointee.rows, p.pointee.n)
  let (d, a, step, stride) = (p.pointee.d.floats, p.pointee.a.floats, p.pointee.d.stride, p.pointee.a.stride)
  var i = 0
  while i < rows {
    var j = 0
    while j < columns {
      if i + 16 <= rows && j + 16 <= columns {
        cv_transpose16(a + (i * stride + j), stride, d + (j * step + i), step)
      } else {
        for r in i..<(i + 16 < rows ? i + 16 : rows) {
          for c in j..<(j + 16 < columns ? j + 16 : columns) { d[c * step + r] = a[r * stride + c] }
        }
      }
      j += 16
    }
    i += 16
  }
}

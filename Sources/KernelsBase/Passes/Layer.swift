import Instructions

/// `productAdd`, then `relu`.
struct Layer: PassLoop {
  let p: UnsafePointer<Instruction>

  @inline(__always) init(_ p: UnsafePointer<Instruction>) { self.p = p }

  @inline(never)
  func run<Rows: RowList>(_: Rows.Type) {
    let x = Rows.Whole(p.pointee.b.floats, p.pointee.b.stride)
    var sums = LayerRows(p)
    var (z, y) = (p.pointee.d.floats, p[1].d.floats)
    for _ in 0..<p.pointee.rows {
      let sum = sums.next(x)
      sum.store(z)
      sum.rectified.store(y)
      z += 64
      y += 64
    }
  }
}

/// The rows of `productAdd`, one after the other, all lanes of each: a number of the matrix is read once for them. Where the layer's input does not stay
/// in registers, it is read from the first-level cache.
struct LayerRows {
  private var a: UnsafePointer<Float>
  private var c: UnsafePointer<Float>
  private let inner: Int
  private let step: Int
  private let start: Int

  @inline(__always)
  init(_ p: UnsafePointer<Instruction>) {
    (a, c) = (UnsafePointer(p.pointee.a.floats), UnsafePointer(p.pointee.c.floats))
    (inner, step, start) = (p.pointee.a.inner, p.pointee.a.stride, p.pointee.c.stride)
  }

  @inline(__always)
  mutating func next<Rows: RowList>(_ x: Rows) -> Rows.Lanes {
    let sum = x.times(a, inner, Rows.Lanes(repeating: c[0]))
    a += step
    c += start
    return sum
  }
}

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

/// `product` or `productAdd` of a matrix of numbers and few rows.
struct NarrowProduct: PassLoop {
  let p: UnsafePointer<Instruction>

  @inline(__always) init(_ p: UnsafePointer<Instruction>) { self.p = p }

  /// Whether an instruction is one.
  @inline(__always)
  static func fits(_ p: UnsafePointer<Instruction>) -> Bool {
    p.pointee.n == 1 && p.pointee.k <= Pass.width && p.pointee.k > 0 && p.pointee.a.broadcast && !p.pointee.b.broadcast
      && !p.pointee.continues
  }

  @inline(never)
  func run<Rows: RowList>(_: Rows.Type) {
    let x = Rows.Whole(p.pointee.b.floats, p.pointee.b.stride)
    withUnsafePointer(to: Float(0)) { zero in
      var sums = p.pointee.op == .product ? LayerRows(p, from: zero, step: 0) : LayerRows(p)
      var z = p.pointee.d.floats
      for _ in 0..<p.pointee.rows {
        sums.next(x).store(z)
        z += p.pointee.d.stride
      }
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
  init(_ p: UnsafePointer<Instruction>) { self.init(p, from: p.pointee.c.floats, step: p.pointee.c.stride) }

  /// - from: what the sum of the first row starts from; the next one's is `step` numbers on.
  @inline(__always)
  init(_ p: UnsafePointer<Instruction>, from c: UnsafePointer<Float>, step start: Int) {
    (a, self.c) = (UnsafePointer(p.pointee.a.floats), c)
    (inner, step, self.start) = (p.pointee.a.inner, p.pointee.a.stride, start)
  }

  @inline(__always)
  mutating func next<Rows: RowList>(_ x: Rows) -> Rows.Lanes {
    let sum = x.times(a, inner, Rows.Lanes(repeating: c[0]))
    a += step
    c += start
    return sum
  }
}

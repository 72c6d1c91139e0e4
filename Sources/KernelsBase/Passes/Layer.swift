import CVector
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

/// `product` of a matrix of numbers of few rows: all of them at a time.
struct NarrowResult: PassLoop {
  let p: UnsafePointer<Instruction>

  @inline(__always) init(_ p: UnsafePointer<Instruction>) { self.p = p }

  /// Whether an instruction is one.
  @inline(__always)
  static func fits(_ p: UnsafePointer<Instruction>) -> Bool {
    p.pointee.n == 1 && (1...Pass.width).contains(p.pointee.rows) && p.pointee.a.broadcast && !p.pointee.b.broadcast
  }

  @inline(never)
  func run<Rows: RowList>(_: Rows.Type) {
    for lane in Rows.Lanes.blocks { add(Rows.self, 0..<p.pointee.k, p.pointee.b.floats, p.pointee.b.stride, lane) }
  }

  /// Some terms of the sums, in a block of lanes: row i of the right side is at b + i·stride.
  @inline(__always)
  func add<Rows: RowList>(_: Rows.Type, _ terms: some Sequence<Int>, _ b: UnsafePointer<Float>, _ stride: Int, _ lane: Int) {
    let (d, a) = (p.pointee.d.floats + lane, p.pointee.a)
    var sums = p.pointee.continues ? Rows(d, p.pointee.d.stride) : Rows()
    for term in terms { sums.add(a.floats + term &* a.inner, a.stride, at: b + (term &* stride &+ lane)) }
    sums.store(d, p.pointee.d.stride)
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

  /// One row, whose inputs are at p + i·step.
  @inline(__always)
  func row<Rows: RowList>(_: Rows.Type, _ row: Int, _ p: UnsafePointer<Float>, _ stride: Int) -> Rows.Lanes {
    Rows.times(p, stride, a + row &* step, inner, Rows.Lanes(repeating: c[row &* start]))
  }

  /// The rows but for those that are shown to be finite and below 0 in all lanes of x: by the least and the greatest number of each row of x.
  @inline(__always)
  func perhapsAbove0<Rows: RowList>(_ x: Rows, of count: Int) -> RowSet {
    var some = RowSet(first: count)
    guard step == 1, start == 1, count >= 16, x.isFinite else { return some }
    for row in stride(from: 0, to: count, by: 16) {
      let first = min(row, count - 16)
      some.remove(cv_negative_lanes16(x.most(a + first, inner, cv_load16(c + first))), from: first)
    }
    return some
  }
}

import CVector

/// Sums of a few rows of a product, held in registers.
protocol RowBlock {
  associatedtype Lanes: LaneBlock
  static var count: Int { get }
  init()
  /// Row i of d, i·stride into it.
  init(_ d: UnsafePointer<Float>, _ stride: Int)
  /// Adds a[i·stride]·b to sum i. From row 3 on, the rows lie at `middle`: more than three are out of reach of one address.
  mutating func add(_ a: UnsafePointer<Float>, _ middle: UnsafePointer<Float>, _ stride: Int, _ b: Lanes)
  /// The number c[i·stride] in all lanes of sum i.
  init(numbers c: UnsafePointer<Float>, _ stride: Int)
  /// `relu` of the sums.
  mutating func rectify()
  func store(_ d: UnsafeMutablePointer<Float>, _ stride: Int)
}

struct Rows1<Lanes: LaneBlock>: RowBlock {
  var c0 = Lanes()
  @inline(__always) static var count: Int { 1 }
  @inline(__always) init() {}
  @inline(__always) init(_ d: UnsafePointer<Float>, _ stride: Int) { c0 = Lanes(d) }
  @inline(__always) mutating func add(_ a: UnsafePointer<Float>, _ middle: UnsafePointer<Float>, _ stride: Int, _ b: Lanes) {
    c0.add(V16(repeating: a[0]), b)
  }
  @inline(__always) init(numbers c: UnsafePointer<Float>, _ stride: Int) { c0 = Lanes(repeating: c[0]) }
  @inline(__always) mutating func rectify() { c0 = c0.rectified }
  @inline(__always) func store(_ d: UnsafeMutablePointer<Float>, _ stride: Int) { c0.store(d) }
}

struct Rows2<Lanes: LaneBlock>: RowBlock {
  var c0 = Lanes()
  var c1 = Lanes()
  @inline(__always) static var count: Int { 2 }
  @inline(__always) init() {}
  @inline(__always) init(_ d: UnsafePointer<Float>, _ stride: Int) { (c0, c1) = (Lanes(d), Lanes(d + stride)) }
  @inline(__always) mutating func add(_ a: UnsafePointer<Float>, _ middle: UnsafePointer<Float>, _ stride: Int, _ b: Lanes) {
    c0.add(V16(repeating: a[0]), b)
    c1.add(V16(repeating: a[stride]), b)
  }
  @inline(__always) init(numbers c: UnsafePointer<Float>, _ stride: Int) {
    (c0, c1) = (Lanes(repeating: c[0]), Lanes(repeating: c[stride]))
  }
  @inline(__always) mutating func rectify() { (c0, c1) = (c0.rectified, c1.rectified) }
  @inline(__always) func store(_ d: UnsafeMutablePointer<Float>, _ stride: Int) {
    c0.store(d)
    c1.store(d + stride)
  }
}

struct Rows3<Lanes: LaneBlock>: RowBlock {
  var pair = Rows2<Lanes>()
  var c2 = Lanes()
  @inline(__always) static var count: Int { 3 }
  @inline(__always) init() {}
  @inline(__always) init(_ d: UnsafePointer<Float>, _ stride: Int) { (pair, c2) = (Rows2(d, stride), Lanes(d + 2 &* stride)) }
  @inline(__always) mutating func add(_ a: UnsafePointer<Float>, _ middle: UnsafePointer<Float>, _ stride: Int, _ b: Lanes) {
    pair.add(a, middle, stride, b)
    c2.add(V16(repeating: a[2 &* stride]), b)
  }
  @inline(__always) init(numbers c: UnsafePointer<Float>, _ stride: Int) {
    (pair, c2) = (Rows2(numbers: c, stride), Lanes(repeating: c[2 &* stride]))
  }
  @inline(__always) mutating func rectify() {
    pair.rectify()
    c2 = c2.rectified
  }
  @inline(__always) func store(_ d: UnsafeMutablePointer<Float>, _ stride: Int) {
    pair.store(d, stride)
    c2.store(d + 2 * stride)
  }
}

/// Three rows and what follows them.
struct RowsFrom3<Lanes, High: RowBlock>: RowBlock where High.Lanes == Lanes {
  var low = Rows3<Lanes>()
  var high = High()
  @inline(__always) static var count: Int { 3 + High.count }
  @inline(__always) init() {}
  @inline(__always) init(_ d: UnsafePointer<Float>, _ stride: Int) { (low, high) = (Rows3(d, stride), High(d + 3 &* stride, stride)) }
  @inline(__always) mutating func add(_ a: UnsafePointer<Float>, _ middle: UnsafePointer<Float>, _ stride: Int, _ b: Lanes) {
    low.add(a, middle, stride, b)
    high.add(middle, middle, stride, b)
  }
  @inline(__always) init(numbers c: UnsafePointer<Float>, _ stride: Int) {
    (low, high) = (Rows3(numbers: c, stride), High(numbers: c + 3 &* stride, stride))
  }
  @inline(__always) mutating func rectify() {
    low.rectify()
    high.rectify()
  }
  @inline(__always) func store(_ d: UnsafeMutablePointer<Float>, _ stride: Int) {
    low.store(d, stride)
    high.store(d + 3 * stride, stride)
  }
}

typealias Rows4<Lanes: LaneBlock> = RowsFrom3<Lanes, Rows1<Lanes>>
typealias Rows5<Lanes: LaneBlock> = RowsFrom3<Lanes, Rows2<Lanes>>
typealias Rows6<Lanes: LaneBlock> = RowsFrom3<Lanes, Rows3<Lanes>>

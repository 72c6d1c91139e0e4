import CVector

/// A few rows of a tile held in registers, or so many of their lanes: a list, so that a loop over them is compiled as their sequence.
protocol RowList {
  associatedtype Lanes: LaneBlock
  /// As many rows, all their lanes.
  associatedtype Whole: RowList where Whole.Lanes == Quad
  init()
  /// Row i at p + i·stride.
  init(_ p: UnsafePointer<Float>, _ stride: Int)
  func store(_ p: UnsafeMutablePointer<Float>, _ stride: Int)
  /// sum + Σᵢ a[i·stride]·row i
  func times(_ a: UnsafePointer<Float>, _ stride: Int, _ sum: Lanes) -> Lanes
  /// The same with the rows at p + i·step, each read when its products are made.
  static func times(_ p: UnsafePointer<Float>, _ step: Int, _ a: UnsafePointer<Float>, _ stride: Int, _ sum: Lanes) -> Lanes
  /// In each of sixteen lanes, at least the sum that `times` gives with the numbers at a in place of one: the products are the greatest of all lanes'.
  /// A product grows or falls with the row, and rounding keeps the order.
  func most(_ a: UnsafePointer<Float>, _ stride: Int, _ sum: V16) -> V16
  /// Whether all numbers are finite.
  var isFinite: Bool { get }
  /// Row i += a[i·stride]·x
  mutating func add(_ a: UnsafePointer<Float>, _ stride: Int, _ x: Lanes)
  /// The same with the lanes at x, which are read anew for each row: what they would need of the registers holds rows.
  mutating func add(_ a: UnsafePointer<Float>, _ stride: Int, at x: UnsafePointer<Float>)
  /// total[i·stride] += row i·x, sixteen lanes after the other.
  func accumulate(_ x: Lanes, _ total: UnsafeMutablePointer<Float>, _ stride: Int)
  /// The same with the rows at p + i·step, each read when its sums are made.
  static func accumulate(_ p: UnsafePointer<Float>, _ step: Int, _ x: Lanes, _ total: UnsafeMutablePointer<Float>, _ stride: Int)
}

struct NoRows<Lanes: LaneBlock>: RowList {
  typealias Whole = NoRows<Quad>
  @inline(__always) init() {}
  @inline(__always) init(_ p: UnsafePointer<Float>, _ stride: Int) {}
  @inline(__always) func store(_ p: UnsafeMutablePointer<Float>, _ stride: Int) {}
  @inline(__always) func times(_ a: UnsafePointer<Float>, _ stride: Int, _ sum: Lanes) -> Lanes { sum }
  @inline(__always)
  static func times(_ p: UnsafePointer<Float>, _ step: Int, _ a: UnsafePointer<Float>, _ stride: Int, _ sum: Lanes) -> Lanes { sum }
  @inline(__always) func most(_ a: UnsafePointer<Float>, _ stride: Int, _ sum: V16) -> V16 { sum }
  @inline(__always) var isFinite: Bool { true }
  @inline(__always) mutating func add(_ a: UnsafePointer<Float>, _ stride: Int, _ x: Lanes) {}
  @inline(__always) mutating func add(_ a: UnsafePointer<Float>, _ stride: Int, at x: UnsafePointer<Float>) {}
  @inline(__always) func accumulate(_ x: Lanes, _ total: UnsafeMutablePointer<Float>, _ stride: Int) {}
  @inline(__always)
  static func accumulate(_ p: UnsafePointer<Float>, _ step: Int, _ x: Lanes, _ total: UnsafeMutablePointer<Float>, _ stride: Int) {}
}

/// One row, and those behind it.
struct Row<Rest: RowList>: RowList {
  typealias Lanes = Rest.Lanes
  typealias Whole = Row<Rest.Whole>
  var first: Lanes
  var rest: Rest

  @inline(__always) init() { (first, rest) = (Lanes(), Rest()) }
  @inline(__always) init(_ p: UnsafePointer<Float>, _ stride: Int) { (first, rest) = (Lanes(p), Rest(p + stride, stride)) }
  @inline(__always) func store(_ p: UnsafeMutablePointer<Float>, _ stride: Int) {
    first.store(p)
    rest.store(p + stride, stride)
  }
  @inline(__always) func times(_ a: UnsafePointer<Float>, _ stride: Int, _ sum: Lanes) -> Lanes {
    var sum = sum
    sum.add(V16(repeating: a[0]), first)
    return rest.times(a + stride, stride, sum)
  }
  @inline(__always)
  static func times(_ p: UnsafePointer<Float>, _ step: Int, _ a: UnsafePointer<Float>, _ stride: Int, _ sum: Lanes) -> Lanes {
    var sum = sum
    sum.add(V16(repeating: a[0]), Lanes(p))
    return Rest.times(p + step, step, a + stride, stride, sum)
  }
  @inline(__always) func most(_ a: UnsafePointer<Float>, _ stride: Int, _ sum: V16) -> V16 {
    let numbers = cv_load16(a)
    let (least, greatest) = (V16(repeating: first.least), V16(repeating: first.greatest))
    return rest.most(a + stride, stride, cv_greater16(cv_fma16(numbers, least, sum), cv_fma16(numbers, greatest, sum)))
  }
  @inline(__always) var isFinite: Bool { first.isFinite && rest.isFinite }
  @inline(__always) mutating func add(_ a: UnsafePointer<Float>, _ stride: Int, _ x: Lanes) {
    first.add(V16(repeating: a[0]), x)
    rest.add(a + stride, stride, x)
  }
  @inline(__always) mutating func add(_ a: UnsafePointer<Float>, _ stride: Int, at x: UnsafePointer<Float>) {
    first.add(V16(repeating: a[0]), Lanes(x))
    rest.add(a + stride, stride, at: cv_pointer(x))
  }
  @inline(__always) func accumulate(_ x: Lanes, _ total: UnsafeMutablePointer<Float>, _ stride: Int) {
    cv_store16(total, first.products(x, cv_load16(total)))
    rest.accumulate(x, total + stride, stride)
  }
  @inline(__always)
  static func accumulate(_ p: UnsafePointer<Float>, _ step: Int, _ x: Lanes, _ total: UnsafeMutablePointer<Float>, _ stride: Int) {
    cv_store16(total, x.products(Lanes(p), cv_load16(total)))
    Rest.accumulate(p + step, step, x, total + stride, stride)
  }
}

typealias Row1<Lanes: LaneBlock> = Row<NoRows<Lanes>>
typealias Row2<Lanes: LaneBlock> = Row<Row1<Lanes>>
typealias Row3<Lanes: LaneBlock> = Row<Row2<Lanes>>
typealias Row4<Lanes: LaneBlock> = Row<Row3<Lanes>>

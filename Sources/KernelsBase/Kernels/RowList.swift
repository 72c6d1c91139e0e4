import CVector

/// A few rows of a tile held in registers: a list, so that a loop over them is compiled as their sequence.
protocol RowList {
  init()
  /// Row i at p + i·stride.
  init(_ p: UnsafePointer<Float>, _ stride: Int)
  func store(_ p: UnsafeMutablePointer<Float>, _ stride: Int)
  /// sum + Σᵢ a[i·stride]·row i
  func times(_ a: UnsafePointer<Float>, _ stride: Int, _ sum: Quad) -> Quad
  /// Row i += a[i·stride]·x
  mutating func add(_ a: UnsafePointer<Float>, _ stride: Int, _ x: Quad)
  /// total[i·stride] += row i·x, sixteen lanes after the other.
  func accumulate(_ x: Quad, _ total: UnsafeMutablePointer<Float>, _ stride: Int)
}

struct NoRows: RowList {
  @inline(__always) init() {}
  @inline(__always) init(_ p: UnsafePointer<Float>, _ stride: Int) {}
  @inline(__always) func store(_ p: UnsafeMutablePointer<Float>, _ stride: Int) {}
  @inline(__always) func times(_ a: UnsafePointer<Float>, _ stride: Int, _ sum: Quad) -> Quad { sum }
  @inline(__always) mutating func add(_ a: UnsafePointer<Float>, _ stride: Int, _ x: Quad) {}
  @inline(__always) func accumulate(_ x: Quad, _ total: UnsafeMutablePointer<Float>, _ stride: Int) {}
}

/// One row, and those behind it.
struct Row<Rest: RowList>: RowList {
  var first: Quad
  var rest: Rest

  @inline(__always) init() { (first, rest) = (Quad(), Rest()) }
  @inline(__always) init(_ p: UnsafePointer<Float>, _ stride: Int) { (first, rest) = (Quad(p), Rest(p + stride, stride)) }
  @inline(__always) func store(_ p: UnsafeMutablePointer<Float>, _ stride: Int) {
    first.store(p)
    rest.store(p + stride, stride)
  }
  @inline(__always) func times(_ a: UnsafePointer<Float>, _ stride: Int, _ sum: Quad) -> Quad {
    var sum = sum
    sum.add(V16(repeating: a[0]), first)
    return rest.times(a + stride, stride, sum)
  }
  @inline(__always) mutating func add(_ a: UnsafePointer<Float>, _ stride: Int, _ x: Quad) {
    first.add(V16(repeating: a[0]), x)
    rest.add(a + stride, stride, x)
  }
  @inline(__always) func accumulate(_ x: Quad, _ total: UnsafeMutablePointer<Float>, _ stride: Int) {
    cv_store16(total, first.products(x, cv_load16(total)))
    rest.accumulate(x, total + stride, stride)
  }
}

typealias Row1 = Row<NoRows>
typealias Row2 = Row<Row1>
typealias Row3 = Row<Row2>
typealias Row4 = Row<Row3>

import CVector

/// Lanes of a tile that a kernel holds in registers at a time.
protocol LaneBlock {
  static var lanes: Int { get }
  init()
  init(_ p: UnsafePointer<Float>)
  func store(_ p: UnsafeMutablePointer<Float>)
  /// The number in all lanes.
  init(repeating x: Float)
  /// self += x·y
  mutating func add(_ x: V16, _ y: Self)
  mutating func add(_ x: Self, _ y: Self)

  // what layers do to a row
  static func + (_ a: Self, _ b: Self) -> Self
  static func - (_ a: Self, _ b: Self) -> Self
  static func * (_ a: Self, _ b: Self) -> Self
  /// `relu`
  var rectified: Self { get }
  /// `gate` of a and this.
  func gated(by a: Self) -> Self
  /// Sixteen sums, and the vectors on top of them, which are added first.
  func sum(_ total: V16) -> V16
  /// Sixteen sums, and the products of the vectors on top of them, one after the other.
  func products(_ x: Self, _ total: V16) -> V16

  /// Whether all lanes are finite and have the sign.
  var isNegative: Bool { get }
  var isFinite: Bool { get }
  // of finite numbers
  var least: Float { get }
  var greatest: Float { get }
}

/// One vector.
struct Single: LaneBlock {
  var v0 = V16.zero
  @inline(__always) static var lanes: Int { 16 }
  @inline(__always) init() {}
  @inline(__always) init(_ p: UnsafePointer<Float>) { v0 = cv_load16(p) }
  @inline(__always) func store(_ p: UnsafeMutablePointer<Float>) { cv_store16(p, v0) }
  @inline(__always) init(repeating x: Float) { v0 = V16(repeating: x) }
  @inline(__always) mutating func add(_ x: V16, _ y: Single) { v0 = cv_fma16(x, y.v0, v0) }
  @inline(__always) mutating func add(_ x: Single, _ y: Single) { v0 = cv_fma16(x.v0, y.v0, v0) }
  @inline(__always) init(_ v0: V16) { self.v0 = v0 }
  @inline(__always) static func + (_ a: Single, _ b: Single) -> Single { Single(a.v0 + b.v0) }
  @inline(__always) static func - (_ a: Single, _ b: Single) -> Single { Single(a.v0 - b.v0) }
  @inline(__always) static func * (_ a: Single, _ b: Single) -> Single { Single(a.v0 * b.v0) }
  @inline(__always) var rectified: Single { Single(cv_relu16(v0)) }
  @inline(__always) func gated(by a: Single) -> Single { Single(cv_gate16(a.v0, v0)) }
  @inline(__always) func sum(_ total: V16) -> V16 { total + v0 }
  @inline(__always) func products(_ x: Single, _ total: V16) -> V16 { cv_fma16(v0, x.v0, total) }
  @inline(__always) var isNegative: Bool { cv_negative16(v0) }
  @inline(__always) var isFinite: Bool { !cv_any_nan16(v0 * V16.zero) }
  @inline(__always) var least: Float { cv_least16(v0) }
  @inline(__always) var greatest: Float { cv_greatest16(v0) }
}

/// Two vectors.
struct Pair: LaneBlock {
  var v0 = V16.zero
  var v1 = V16.zero
  @inline(__always) static var lanes: Int { 32 }
  @inline(__always) init() {}
  @inline(__always) init(_ v0: V16, _ v1: V16) { (self.v0, self.v1) = (v0, v1) }
  @inline(__always) init(_ p: UnsafePointer<Float>) { (v0, v1) = (cv_load16(p), cv_load16(p + 16)) }
  @inline(__always) func store(_ p: UnsafeMutablePointer<Float>) {
    cv_store16(p, v0)
    cv_store16(p + 16, v1)
  }
  @inline(__always) init(repeating x: Float) { (v0, v1) = (V16(repeating: x), V16(repeating: x)) }
  @inline(__always) mutating func add(_ x: V16, _ y: Pair) { (v0, v1) = (cv_fma16(x, y.v0, v0), cv_fma16(x, y.v1, v1)) }
  @inline(__always) mutating func add(_ x: Pair, _ y: Pair) { (v0, v1) = (cv_fma16(x.v0, y.v0, v0), cv_fma16(x.v1, y.v1, v1)) }
  @inline(__always) static func + (_ a: Pair, _ b: Pair) -> Pair { Pair(a.v0 + b.v0, a.v1 + b.v1) }
  @inline(__always) static func - (_ a: Pair, _ b: Pair) -> Pair { Pair(a.v0 - b.v0, a.v1 - b.v1) }
  @inline(__always) static func * (_ a: Pair, _ b: Pair) -> Pair { Pair(a.v0 * b.v0, a.v1 * b.v1) }
  @inline(__always) var rectified: Pair { Pair(cv_relu16(v0), cv_relu16(v1)) }
  @inline(__always) func gated(by a: Pair) -> Pair { Pair(cv_gate16(a.v0, v0), cv_gate16(a.v1, v1)) }
  @inline(__always) func sum(_ total: V16) -> V16 { total + (v0 + v1) }
  @inline(__always) func products(_ x: Pair, _ total: V16) -> V16 { cv_fma16(v1, x.v1, cv_fma16(v0, x.v0, total)) }
  @inline(__always) var isNegative: Bool { cv_negative16(cv_larger_bits16(v0, v1)) }
  @inline(__always) var isFinite: Bool { !cv_any_nan16(cv_fma16(v1, V16.zero, v0 * V16.zero)) }
  @inline(__always) var least: Float { cv_least16(cv_lesser16(v0, v1)) }
  @inline(__always) var greatest: Float { cv_greatest16(cv_greater16(v0, v1)) }
}

/// Four vectors: a row of a tile.
struct Quad: LaneBlock {
  var v0 = V16.zero
  var v1 = V16.zero
  var v2 = V16.zero
  var v3 = V16.zero
  @inline(__always) static var lanes: Int { 64 }
  @inline(__always) init() {}
  @inline(__always) init(_ v0: V16, _ v1: V16, _ v2: V16, _ v3: V16) { (self.v0, self.v1, self.v2, self.v3) = (v0, v1, v2, v3) }
  @inline(__always) init(_ p: UnsafePointer<Float>) {
    (v0, v1, v2, v3) = (cv_load16(p), cv_load16(p + 16), cv_load16(p + 32), cv_load16(p + 48))
  }
  @inline(__always) func store(_ p: UnsafeMutablePointer<Float>) {
    cv_store16(p, v0)
    cv_store16(p + 16, v1)
    cv_store16(p + 32, v2)
    cv_store16(p + 48, v3)
  }
  @inline(__always) init(repeating x: Float) {
    let v = V16(repeating: x)
    (v0, v1, v2, v3) = (v, v, v, v)
  }
  @inline(__always) mutating func add(_ x: V16, _ y: Quad) {
    v0 = cv_fma16(x, y.v0, v0)
    v1 = cv_fma16(x, y.v1, v1)
    v2 = cv_fma16(x, y.v2, v2)
    v3 = cv_fma16(x, y.v3, v3)
  }
  @inline(__always) mutating func add(_ x: Quad, _ y: Quad) {
    v0 = cv_fma16(x.v0, y.v0, v0)
    v1 = cv_fma16(x.v1, y.v1, v1)
    v2 = cv_fma16(x.v2, y.v2, v2)
    v3 = cv_fma16(x.v3, y.v3, v3)
  }
}

extension Quad {
  @inline(__always) static func + (_ a: Quad, _ b: Quad) -> Quad { Quad(a.v0 + b.v0, a.v1 + b.v1, a.v2 + b.v2, a.v3 + b.v3) }
  @inline(__always) static func - (_ a: Quad, _ b: Quad) -> Quad { Quad(a.v0 - b.v0, a.v1 - b.v1, a.v2 - b.v2, a.v3 - b.v3) }
  @inline(__always) static func * (_ a: Quad, _ b: Quad) -> Quad { Quad(a.v0 * b.v0, a.v1 * b.v1, a.v2 * b.v2, a.v3 * b.v3) }
  @inline(__always) var rectified: Quad { Quad(cv_relu16(v0), cv_relu16(v1), cv_relu16(v2), cv_relu16(v3)) }
  @inline(__always) func gated(by a: Quad) -> Quad {
    Quad(cv_gate16(a.v0, v0), cv_gate16(a.v1, v1), cv_gate16(a.v2, v2), cv_gate16(a.v3, v3))
  }
  @inline(__always) func products(_ x: Quad, _ total: V16) -> V16 {
    cv_fma16(v3, x.v3, cv_fma16(v2, x.v2, cv_fma16(v1, x.v1, cv_fma16(v0, x.v0, total))))
  }
  @inline(__always) var isNegative: Bool { cv_negative16(cv_larger_bits16(cv_larger_bits16(v0, v1), cv_larger_bits16(v2, v3))) }
  @inline(__always) var isFinite: Bool { !cv_any_nan16(products(Quad(), V16.zero)) }
  @inline(__always) var least: Float { cv_least16(cv_lesser16(cv_lesser16(v0, v1), cv_lesser16(v2, v3))) }
  @inline(__always) var greatest: Float { cv_greatest16(cv_greater16(cv_greater16(v0, v1), cv_greater16(v2, v3))) }
  @inline(__always) func sum(_ total: V16) -> V16 { total + ((v0 + v1) + (v2 + v3)) }
}

/// What fits the registers: a whole row of a tile where there are 32 registers of 64 bytes, else one vector.
#if ISA_V4
  typealias Block = Quad
#else
  typealias Block = Single
#endif

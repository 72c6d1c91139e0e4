import CVector

/// What element-wise operations work on: 64, 32 or 16 floats, several registers of the machine. Lanes never meet, so that every
/// build gives the same values.
struct V {
  var lanes: cv_f

  static var count: Int { MemoryLayout<cv_f>.size / MemoryLayout<Float>.size }
  @inline(__always) static var zero: V { splat(0) }
  @inline(__always) init(_ lanes: cv_f) { self.lanes = lanes }
  @inline(__always) init(_ p: UnsafePointer<Float>) { lanes = cv_load(p) }
  @inline(__always) func store(_ p: UnsafeMutablePointer<Float>) { cv_store(p, lanes) }
  @inline(__always) static func + (_ a: V, _ b: V) -> V { V(cv_add(a.lanes, b.lanes)) }
  @inline(__always) static func - (_ a: V, _ b: V) -> V { V(cv_subtract(a.lanes, b.lanes)) }
  @inline(__always) static func * (_ a: V, _ b: V) -> V { V(cv_multiply(a.lanes, b.lanes)) }
  @inline(__always) static func / (_ a: V, _ b: V) -> V { V(cv_divide(a.lanes, b.lanes)) }
  @inline(__always) static prefix func - (_ a: V) -> V { V(cv_negate(a.lanes)) }
}

/// As many whole numbers; as a mask, a lane is 0 or -1.
struct I {
  var lanes: cv_i

  @inline(__always) static var zero: I { I(repeating: 0) }
  @inline(__always) init(_ lanes: cv_i) { self.lanes = lanes }
  @inline(__always) init(repeating x: Int32) { lanes = cv_splat_i(x) }
  @inline(__always) static func & (_ a: I, _ b: I) -> I { I(cv_and_i(a.lanes, b.lanes)) }
  @inline(__always) static func | (_ a: I, _ b: I) -> I { I(cv_or_i(a.lanes, b.lanes)) }
  @inline(__always) static func ^ (_ a: I, _ b: I) -> I { I(cv_xor_i(a.lanes, b.lanes)) }
  @inline(__always) static prefix func ~ (_ a: I) -> I { a ^ I(repeating: -1) }
  @inline(__always) static func &+ (_ a: I, _ b: I) -> I { I(cv_add_i(a.lanes, b.lanes)) }
  @inline(__always) static func &- (_ a: I, _ b: I) -> I { I(cv_subtract_i(a.lanes, b.lanes)) }
  @inline(__always) static func &<< (_ a: I, _ count: Int32) -> I { I(cv_shift_left_i(a.lanes, count)) }
  @inline(__always) static func &>> (_ a: I, _ count: Int32) -> I { I(cv_shift_right_i(a.lanes, count)) }
}

/// Sixteen lanes, whatever the machine, where lanes are added up or registers are counted.
typealias V16 = SIMD16<Float>

@inline(__always) func splat(_ x: Float) -> V { V(cv_splat(x)) }
/// a·b + c
@inline(__always) func fma(_ a: V, _ b: V, _ c: V) -> V { V(cv_fma(a.lanes, b.lanes, c.lanes)) }
/// a·b + c, rounded once by every build.
@inline(__always) func fmaExact(_ a: V, _ b: V, _ c: V) -> V { V(cv_fma_exact(a.lanes, b.lanes, c.lanes)) }
@inline(__always) func sqrt(_ a: V) -> V { V(cv_sqrt(a.lanes)) }
@inline(__always) func floor(_ a: V) -> V { V(cv_floor(a.lanes)) }
@inline(__always) func ceil(_ a: V) -> V { V(cv_ceil(a.lanes)) }
/// To the nearest whole number, halves to the even one.
@inline(__always) func round(_ a: V) -> V { V(cv_round(a.lanes)) }
@inline(__always) func abs(_ a: V) -> V { V(cv_abs(a.lanes)) }
@inline(__always) func less(_ a: V, _ b: V) -> I { I(cv_less(a.lanes, b.lanes)) }
@inline(__always) func lessOrEqual(_ a: V, _ b: V) -> I { I(cv_less_equal(a.lanes, b.lanes)) }
@inline(__always) func equal(_ a: V, _ b: V) -> I { I(cv_equal(a.lanes, b.lanes)) }
@inline(__always) func notEqual(_ a: V, _ b: V) -> I { I(cv_not_equal(a.lanes, b.lanes)) }
@inline(__always) func equal(_ a: I, _ b: I) -> I { I(cv_equal_i(a.lanes, b.lanes)) }
@inline(__always) func greater(_ a: I, _ b: I) -> I { I(cv_greater_i(a.lanes, b.lanes)) }
/// Lane by lane, a where the mask is set, else b.
@inline(__always) func select(_ mask: I, _ a: V, _ b: V) -> V { V(cv_select(mask.lanes, a.lanes, b.lanes)) }
@inline(__always) func select(_ mask: I, _ a: I, _ b: I) -> I { I(cv_select_i(mask.lanes, a.lanes, b.lanes)) }
/// Lane by lane, a where the mask is set, else +0.
@inline(__always) func keep(_ mask: I, _ a: V) -> V { V(cv_keep(mask.lanes, a.lanes)) }
@inline(__always) func any(_ mask: I) -> Bool { cv_any(mask.lanes) }
@inline(__always) func bits(_ a: V) -> I { I(cv_bits(a.lanes)) }
@inline(__always) func fromBits(_ a: I) -> V { V(cv_from_bits(a.lanes)) }
@inline(__always) func float(_ a: I) -> V { V(cv_float(a.lanes)) }

/// c[0] + c[1]·x + … by Horner's rule, one multiply-add for each coefficient but the last.
@inline(__always) func polynomial(_ x: V, _ c0: Float, _ c1: Float, _ c2: Float, _ c3: Float) -> V {
  fma(fma(fma(splat(c3), x, splat(c2)), x, splat(c1)), x, splat(c0))
}

@inline(__always) func polynomial(_ x: V, _ c0: Float, _ c1: Float, _ c2: Float, _ c3: Float, _ c4: Float) -> V {
  fma(polynomial(x, c1, c2, c3, c4), x, splat(c0))
}

/// The whole number nearest to x, |x| < 2²², as a float and as the low bits of an integer. Adding 1.5·2²³ rounds the sum to ones.
@inline(__always) func nearest(_ x: V) -> (value: V, bits: I) {
  let magic = splat(0x1.8p23)
  let sum = x + magic
  return (sum - magic, bits(sum))
}

/// The sign bits of x.
@inline(__always) func signBits(_ x: V) -> I { bits(x) & I(repeating: .min) }

/// The bits of x with these bits turned over.
@inline(__always) func flipping(_ x: V, _ turned: I) -> V { fromBits(bits(x) ^ turned) }

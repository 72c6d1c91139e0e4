#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A number the plain machine computes with. The transcendental functions are those of the C library.
///
/// The arithmetic is listed here instead of taken from `BinaryFloatingPoint`, since what the compiler specialises from the
/// standard library has names that all kernel modules share, and the linker keeps only one of them, for any instruction set.
protocol Element {
  static var zero: Self { get }
  static var infinity: Self { get }
  init(_ x: Double)
  init(_ x: Int)
  static prefix func - (_ x: Self) -> Self
  static func + (_ x: Self, _ y: Self) -> Self
  static func - (_ x: Self, _ y: Self) -> Self
  static func * (_ x: Self, _ y: Self) -> Self
  static func / (_ x: Self, _ y: Self) -> Self
  static func < (_ x: Self, _ y: Self) -> Bool
  static func > (_ x: Self, _ y: Self) -> Bool
  static func == (_ x: Self, _ y: Self) -> Bool
  var magnitude: Self { get }
  var double: Double { get }
  func squareRoot() -> Self
  func rounded(_ rule: FloatingPointRoundingRule) -> Self
  static func exponential(_ x: Self) -> Self
  static func logarithm(_ x: Self) -> Self
  static func sine(_ x: Self) -> Self
  static func cosine(_ x: Self) -> Self
  static func arcSine(_ x: Self) -> Self
  static func arcCosine(_ x: Self) -> Self
  static func arcTangent(_ x: Self) -> Self
  static func hyperbolicTangent(_ x: Self) -> Self
  static func power(_ x: Self, _ y: Self) -> Self
  static func arcTangent(_ y: Self, _ x: Self) -> Self
  /// The remainder with the sign of x.
  static func remainder(_ x: Self, _ y: Self) -> Self
}

extension Double: Element {
  var double: Double { self }
  static func exponential(_ x: Double) -> Double { exp(x) }
  static func logarithm(_ x: Double) -> Double { log(x) }
  static func sine(_ x: Double) -> Double { sin(x) }
  static func cosine(_ x: Double) -> Double { cos(x) }
  static func arcSine(_ x: Double) -> Double { asin(x) }
  static func arcCosine(_ x: Double) -> Double { acos(x) }
  static func arcTangent(_ x: Double) -> Double { atan(x) }
  static func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
  static func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
  static func arcTangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
  static func remainder(_ x: Double, _ y: Double) -> Double { fmod(x, y) }
}

extension Float: Element {
  var double: Double { Double(self) }
  static func exponential(_ x: Float) -> Float { expf(x) }
  static func logarithm(_ x: Float) -> Float { logf(x) }
  static func sine(_ x: Float) -> Float { sinf(x) }
  static func cosine(_ x: Float) -> Float { cosf(x) }
  static func arcSine(_ x: Float) -> Float { asinf(x) }
  static func arcCosine(_ x: Float) -> Float { acosf(x) }
  static func arcTangent(_ x: Float) -> Float { atanf(x) }
  static func hyperbolicTangent(_ x: Float) -> Float { tanhf(x) }
  static func power(_ x: Float, _ y: Float) -> Float { powf(x, y) }
  static func arcTangent(_ y: Float, _ x: Float) -> Float { atan2f(y, x) }
  static func remainder(_ x: Float, _ y: Float) -> Float { fmodf(x, y) }
}

/// What each operation means for one element, corner cases included; the fast kernels are tested against these.
extension Element {
  @inline(__always) static var one: Self { Self(1) }
  @inline(__always) static func truth(_ x: Bool) -> Self { x ? one : zero }
  @inline(__always) var isNaN: Bool { !(self == self) }
  /// Neither 0 nor -0; NaN is true.
  @inline(__always) var isTrue: Bool { !(self == Self.zero) }

  /// 1 / (1 + e⁻ˣ), without overflow and without loss far from 0.
  @inline(__always) static func logistic(_ x: Self) -> Self {
    let e = exponential(-x.magnitude)
    return (x < zero ? e : one) / (one + e)
  }

  /// x < 0 gives 0; NaN stays NaN.
  @inline(__always) static func rectified(_ x: Self) -> Self { x < zero ? zero : x }

  /// -1, 0 or 1; NaN stays NaN.
  @inline(__always) static func signum(_ x: Self) -> Self { x > zero ? one : x < zero ? -one : x == zero ? zero : x }

  /// The lesser, the first where they are equal; NaN where one is NaN.
  @inline(__always) static func lesser(_ x: Self, _ y: Self) -> Self { y < x || y.isNaN ? y : x }

  /// The greater, the first where they are equal; NaN where one is NaN.
  @inline(__always) static func greater(_ x: Self, _ y: Self) -> Self { y > x || y.isNaN ? y : x }

  /// The remainder with the sign of the divisor y.
  @inline(__always) static func modulus(_ x: Self, _ y: Self) -> Self {
    let r = remainder(x, y)
    return r.isTrue && (r < zero) != (y < zero) ? r + y : r
  }
}

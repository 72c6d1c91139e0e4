import CVector

// Operations that are exact or rounded once. `Element` says what each means.

enum Copy: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { a } }
enum Negate: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { cv_negate(a) } }
enum Magnitude: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { cv_abs(a) } }
enum Square: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { a * a } }
enum SquareRoot: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { cv_sqrt(a) } }
enum Floor: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { cv_floor(a) } }
enum Ceiling: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { cv_ceil(a) } }
enum Round: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { cv_round(a) } }
enum Rectify: UnaryOperation {
  @inline(__always) static func of(_ a: V) -> V { cv_select(cv_less(a, V.zero), V.zero, a) }
}
enum Signum: UnaryOperation {
  @inline(__always) static func of(_ a: V) -> V {
    let positive = cv_select(cv_less(V.zero, a), splat(1), a)
    return cv_select(cv_less(a, V.zero), splat(-1), cv_select(cv_equal(a, V.zero), V.zero, positive))
  }
}

enum Add: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { a + b } }
enum Subtract: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { a - b } }
enum Multiply: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { a * b } }
enum Divide: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { a / b } }
enum Lesser: BinaryOperation {
  @inline(__always) static func of(_ a: V, _ b: V) -> V { cv_select(cv_not_equal(b, b), b, cv_select(cv_less(b, a), b, a)) }
}
enum Greater: BinaryOperation {
  @inline(__always) static func of(_ a: V, _ b: V) -> V { cv_select(cv_not_equal(b, b), b, cv_select(cv_less(a, b), b, a)) }
}

/// a - floor(a / b)·b, where the quotient is small enough for the fused remainder to be exact. A quotient that was rounded up to
/// a whole number leaves a remainder of the wrong sign, which one more b puts right.
enum Modulus: GuardedBinaryOperation {
  @inline(__always) static func of(_ a: V, _ b: V) -> V {
    let r = cv_fma_exact(cv_negate(cv_floor(a / b)), b, a)
    let wrong = cv_greater_i(I.zero, cv_bits(r) ^ cv_bits(b))
    return cv_select(cv_equal(r, V.zero), cv_from_bits(signBits(a)), cv_select(wrong, r + b, r))
  }
  @inline(__always) static func outside(_ a: V, _ b: V) -> I {
    ~cv_less(cv_abs(a / b), splat(0x1p22)) | ~cv_less(cv_abs(b), splat(.infinity))
  }
  @inline(__always) static func exact(_ a: Float, _ b: Float) -> Float { Float.modulus(a, b) }
}

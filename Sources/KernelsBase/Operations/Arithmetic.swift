// Operations that are exact or rounded once. `Element` says what each means.

enum Copy: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { a } }
enum Negate: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { -(a) } }
enum Magnitude: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { abs(a) } }
enum Square: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { a * a } }
enum SquareRoot: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { sqrt(a) } }
enum Floor: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { floor(a) } }
enum Ceiling: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { ceil(a) } }
enum Round: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { round(a) } }
enum Rectify: UnaryOperation {
  @inline(__always) static func of(_ a: V) -> V { select(less(a, V.zero), V.zero, a) }
}
enum Signum: UnaryOperation {
  @inline(__always) static func of(_ a: V) -> V {
    let positive = select(less(V.zero, a), splat(1), a)
    return select(less(a, V.zero), splat(-1), select(equal(a, V.zero), V.zero, positive))
  }
}

enum Add: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { a + b } }
enum Subtract: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { a - b } }
enum Multiply: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { a * b } }
enum Divide: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { a / b } }
enum Lesser: BinaryOperation {
  @inline(__always) static func of(_ a: V, _ b: V) -> V { select(notEqual(b, b), b, select(less(b, a), b, a)) }
}
enum Greater: BinaryOperation {
  @inline(__always) static func of(_ a: V, _ b: V) -> V { select(notEqual(b, b), b, select(less(a, b), b, a)) }
}

/// a - floor(a / b)·b, where the quotient is small enough for the fused remainder to be exact. A quotient that was rounded up to
/// a whole number leaves a remainder of the wrong sign, which one more b puts right.
enum Modulus: GuardedBinaryOperation {
  @inline(__always) static func of(_ a: V, _ b: V) -> V {
    let r = fmaExact(-floor(a / b), b, a)
    let wrong = greater(I.zero, bits(r) ^ bits(b))
    return select(equal(r, V.zero), fromBits(signBits(a)), select(wrong, r + b, r))
  }
  @inline(__always) static func outside(_ a: V, _ b: V) -> I {
    ~less(abs(a / b), splat(0x1p22)) | ~less(abs(b), splat(.infinity))
  }
  @inline(__always) static func exact(_ a: Float, _ b: Float) -> Float { Float.modulus(a, b) }
}

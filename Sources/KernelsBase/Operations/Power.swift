import CVector

/// xʸ = 2^(y·log₂|x|) in Double, rounded once at the end; odd whole powers of a negative number are negative.
enum Power: GuardedBinaryOperation {
  @inline(__always) static func of(_ a: V, _ b: V) -> V {
    let x = cv_abs(a)
    let low = power(cv_low_double(x), cv_low_double(b))
    let high = power(cv_high_double(x), cv_high_double(b))
    let positive = cv_join(low, high)
    // b is whole where rounding leaves it, odd where half of it is not whole.
    let half = b * splat(0.5)
    let whole = cv_equal(cv_floor(b), b)
    let odd = whole & cv_not_equal(cv_floor(half), half)
    let signed = flipping(positive, odd & signBits(a))
    return cv_select(cv_less(a, V.zero) & ~whole, splat(.nan), signed)
  }

  /// Zero, infinite or undefined.
  @inline(__always) static func outside(_ a: V, _ b: V) -> I {
    ~cv_less(cv_abs(a), splat(.infinity)) | ~cv_less(cv_abs(b), splat(.infinity)) | cv_equal(a, V.zero)
  }

  @inline(__always) static func exact(_ a: Float, _ b: Float) -> Float { Float.power(a, b) }

  /// xʸ for normal positive x.
  @inline(__always) private static func power(_ x: SIMD8<Double>, _ y: SIMD8<Double>) -> SIMD8<Double> {
    exponential(y * logarithm(x))
  }

  /// log₂ x = e + log₂ m, m in [√½, √2): with s = (m - 1) / (m + 1), ln m = 2·(s + s³/3 + s⁵/5 + …).
  @inline(__always) private static func logarithm(_ x: SIMD8<Double>) -> SIMD8<Double> {
    typealias D = SIMD8<Double>
    let offset = cv_bits_d(x) &- 0x3FE6_A09E_667F_3BCD
    let m = cv_from_bits_d((offset & 0x000F_FFFF_FFFF_FFFF) &+ 0x3FE6_A09E_667F_3BCD)
    // The exponent as a double, without a conversion: the low bits of 2⁵² + 2¹¹ + e.
    let biased = ((cv_bits_d(x) &- 0x3FE6_A09E_667F_3BCD &+ 0x4000_0000_0000_0000) &>> 52) & 0xFFF
    let e = cv_from_bits_d(biased | 0x4330_0000_0000_0000) - D(repeating: 0x1p52 + 1024)
    let s = (m - 1) / (m + 1)
    let z = s * s
    var p = D(repeating: 2 / 13)
    p = cv_fma_d(p, z, D(repeating: 2 / 11))
    p = cv_fma_d(p, z, D(repeating: 2 / 9))
    p = cv_fma_d(p, z, D(repeating: 2 / 7))
    p = cv_fma_d(p, z, D(repeating: 2 / 5))
    p = cv_fma_d(p, z, D(repeating: 2 / 3))
    p = cv_fma_d(p, z, D(repeating: 2))
    return cv_fma_d(p * s, D(repeating: 0x1.71547652b82fep+0), e)
  }

  /// 2ᵗ, by the Taylor series on ±½; t is held to ±300, beyond all floats.
  @inline(__always) private static func exponential(_ t: SIMD8<Double>) -> SIMD8<Double> {
    typealias D = SIMD8<Double>
    let held = cv_clamp_d(t, D(repeating: -300), D(repeating: 300))
    let sum = held + 0x1.8p52
    let f = (held - (sum - 0x1.8p52)) * 0x1.62e42fefa39efp-1
    var p = D(repeating: 1 / 40320)
    p = cv_fma_d(p, f, D(repeating: 1 / 5040))
    p = cv_fma_d(p, f, D(repeating: 1 / 720))
    p = cv_fma_d(p, f, D(repeating: 1 / 120))
    p = cv_fma_d(p, f, D(repeating: 1 / 24))
    p = cv_fma_d(p, f, D(repeating: 1 / 6))
    p = cv_fma_d(p, f, D(repeating: 1 / 2))
    p = cv_fma_d(p, f, D(repeating: 1))
    p = cv_fma_d(p, f, D(repeating: 1))
    return p * cv_from_bits_d((cv_bits_d(sum) &+ 1023) &<< 52)
  }
}

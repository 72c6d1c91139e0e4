import CVector

/// Half as many doubles as a vector has floats.
private struct D {
  var lanes: cv_d

  @inline(__always) init(_ lanes: cv_d) { self.lanes = lanes }
  @inline(__always) init(_ x: Double) { lanes = cv_splat_d(x) }
  @inline(__always) static func + (_ a: D, _ b: D) -> D { D(cv_add_d(a.lanes, b.lanes)) }
  @inline(__always) static func - (_ a: D, _ b: D) -> D { D(cv_subtract_d(a.lanes, b.lanes)) }
  @inline(__always) static func * (_ a: D, _ b: D) -> D { D(cv_multiply_d(a.lanes, b.lanes)) }
  @inline(__always) static func / (_ a: D, _ b: D) -> D { D(cv_divide_d(a.lanes, b.lanes)) }
}

@inline(__always) private func fma(_ a: D, _ b: D, _ c: D) -> D { D(cv_fma_d(a.lanes, b.lanes, c.lanes)) }

/// xʸ = 2^(y·log₂|x|) in Double, rounded once at the end; odd whole powers of a negative number are negative.
enum Power: GuardedBinaryOperation {
  @inline(__always) static func of(_ a: V, _ b: V) -> V {
    let x = abs(a)
    let low = power(D(cv_low_double(x.lanes)), D(cv_low_double(b.lanes)))
    let high = power(D(cv_high_double(x.lanes)), D(cv_high_double(b.lanes)))
    let positive = V(cv_join(low.lanes, high.lanes))
    // b is whole where rounding leaves it, odd where half of it is not whole.
    let half = b * splat(0.5)
    let whole = equal(floor(b), b)
    let odd = whole & notEqual(floor(half), half)
    let signed = flipping(positive, odd & signBits(a))
    return select(less(a, V.zero) & ~whole, splat(.nan), signed)
  }

  /// Zero, infinite or undefined.
  @inline(__always) static func outside(_ a: V, _ b: V) -> I {
    ~less(abs(a), splat(.infinity)) | ~less(abs(b), splat(.infinity)) | equal(a, V.zero)
  }

  @inline(__always) static func exact(_ a: Float, _ b: Float) -> Float { Float.power(a, b) }

  /// xʸ for normal positive x.
  @inline(__always) private static func power(_ x: D, _ y: D) -> D {
    exponential(y * logarithm(x))
  }

  /// log₂ x = e + log₂ m, m in [√½, √2): with s = (m - 1) / (m + 1), ln m = 2·(s + s³/3 + s⁵/5 + …).
  @inline(__always) private static func logarithm(_ x: D) -> D {
    let root: Int64 = 0x3FE6_A09E_667F_3BCD
    let offset = cv_add_l(cv_bits_d(x.lanes), -root)
    let m = D(cv_from_bits_d(cv_add_l(cv_and_l(offset, 0x000F_FFFF_FFFF_FFFF), root)))
    // The exponent as a double, without a conversion: the low bits of 2⁵² + 2¹¹ + e.
    let biased = cv_and_l(cv_shift_right_l(cv_add_l(offset, 0x4000_0000_0000_0000), 52), 0xFFF)
    let e = D(cv_from_bits_d(cv_or_l(biased, 0x4330_0000_0000_0000))) - D(0x1p52 + 1024)
    let s = (m - D(1)) / (m + D(1))
    let z = s * s
    var p = D(2 / 13)
    p = fma(p, z, D(2 / 11))
    p = fma(p, z, D(2 / 9))
    p = fma(p, z, D(2 / 7))
    p = fma(p, z, D(2 / 5))
    p = fma(p, z, D(2 / 3))
    p = fma(p, z, D(2))
    return fma(p * s, D(0x1.71547652b82fep+0), e)
  }

  /// 2ᵗ, by the Taylor series on ±½; t is held to ±300, beyond all floats.
  @inline(__always) private static func exponential(_ t: D) -> D {
    let held = D(cv_clamp_d(t.lanes, D(-300).lanes, D(300).lanes))
    let magic = D(0x1.8p52)
    let sum = held + magic
    let f = (held - (sum - magic)) * D(0x1.62e42fefa39efp-1)
    var p = D(1 / 40320)
    p = fma(p, f, D(1 / 5040))
    p = fma(p, f, D(1 / 720))
    p = fma(p, f, D(1 / 120))
    p = fma(p, f, D(1 / 24))
    p = fma(p, f, D(1 / 6))
    p = fma(p, f, D(1 / 2))
    p = fma(p, f, D(1))
    p = fma(p, f, D(1))
    return p * D(cv_from_bits_d(cv_shift_left_l(cv_add_l(cv_bits_d(sum.lanes), 1023), 52)))
  }
}

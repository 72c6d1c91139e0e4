/// eˣ: n = round(x / ln 2), r = x - n·ln 2 in two parts, e^r = 1 + r + r²·p(r), scaled by 2ⁿ in two steps, so that results
/// below the normal range lose their digits gradually. Relative error 1e-7.
enum Exponential: UnaryOperation {
  @inline(__always) static func of(_ a: V) -> V {
    var x = select(less(splat(89), a), splat(89), a)
    x = select(less(x, splat(-105)), splat(-105), x)
    let n = nearest(x * splat(0x1.715476p+0))
    let r = fma(n.value, splat(0x1.05c61p-29), fmaExact(n.value, splat(-0x1.62e43p-1), x))
    let p = polynomial(r, 0x1.fffffcp-2, 0x1.555492p-3, 0x1.5558b0p-5, 0x1.123988p-7, 0x1.6a4ce4p-10)
    let e = fma(r * r, p, r) + splat(1)
    // The low bits of n.bits are n; n / 2 and n - n / 2 are exponents of normal numbers.
    let whole = n.bits &- I(repeating: 0x4B40_0000)
    let half = whole &>> 1
    return e * power(half) * power(whole &- half)
  }

  /// 2ⁿ for -126 ≤ n ≤ 127.
  @inline(__always) private static func power(_ n: I) -> V { fromBits((n &+ I(repeating: 127)) &<< 23) }
}

/// ln x = e·ln 2 + ln(1 + f) with 1 + f in [√½, √2): f - f²/2 + f³·p(f). Relative error 1e-7.
enum Logarithm: UnaryOperation {
  @inline(__always) static func of(_ a: V) -> V {
    let tiny = less(a, splat(.leastNormalMagnitude))
    let field = bits(select(tiny, a * splat(0x1p23), a))
    // Counting from √½, the exponent field is that of a fraction in [√½, √2).
    let offset = field &- I(repeating: 0x3F35_04F3)
    let exponent = (offset &>> 23) &- (tiny & I(repeating: 23))
    let f = fromBits((offset & I(repeating: 0x007F_FFFF)) &+ I(repeating: 0x3F35_04F3)) - splat(1)
    let high = polynomial(f, 0x1.22d92ep-3, -0x1.0d8242p-3, 0x1.055ec6p-3, -0x1.38c9dep-4)
    let p = polynomial(f, 0x1.555554p-2, -0x1.000226p-2, 0x1.99a01cp-3, -0x1.54728ap-3)
    let f2 = f * f
    let tail = fma(high, f2 * f2, p) * f
    let n = float(exponent)
    let small = fma(tail - splat(0.5), f2, n * splat(-0x1.05c61p-29))
    let result = fma(n, splat(0x1.62e43p-1), f + small)
    return special(a, result)
  }

  /// ln 0 = -∞, ln ∞ = ∞, NaN below 0 and for NaN.
  @inline(__always) private static func special(_ a: V, _ result: V) -> V {
    let finite = select(less(a, splat(.infinity)), result, a)
    let defined = select(lessOrEqual(V.zero, a), finite, splat(.nan))
    return select(equal(a, V.zero), splat(-.infinity), defined)
  }
}

/// 1 / (1 + e⁻ˣ), by e^-|x|: no overflow, and no loss far from 0.
enum Sigmoid: UnaryOperation {
  @inline(__always) static func of(_ a: V) -> V {
    let e = Exponential.of(-abs(a))
    return select(less(a, V.zero), e, splat(1)) / (splat(1) + e)
  }
}

/// An odd polynomial below 0.625, 1 - 2 / (e^2|x| + 1) above.
enum HyperbolicTangent: UnaryOperation {
  @inline(__always) static func of(_ a: V) -> V {
    let x = abs(a)
    let z = a * a
    let p = polynomial(z, -0x1.555532p-2, 0x1.1106f6p-3, -0x1.b835a4p-5, 0x1.51f8cep-6, -0x1.750ce2p-8)
    let small = fma(z * x, p, x)
    let large = splat(1) - splat(2) / (Exponential.of(x + x) + splat(1))
    return flipping(select(less(x, splat(0.625)), small, large), signBits(a))
  }
}

/// The distance r to the nearest whole multiple k·π, |r| ≤ π/2, and the bits of k. Two parts of π suffice while k < 2¹³; the first
/// difference is exact.
@inline(__always) private func reduced(_ x: V) -> (r: V, k: I) {
  let k = nearest(x * splat(0x1.45f306p-2))
  let r = fma(k.value, splat(0x1.777a5cp-24), fmaExact(k.value, splat(-0x1.921fb6p+1), x))
  return (r, k.bits)
}

/// Where the reduction is good for.
private let limit: Float = 25000

/// cos x = ±cos r, by an even polynomial; absolute error 1.4e-7.
enum Cosine: GuardedUnaryOperation {
  @inline(__always) static func of(_ a: V) -> V {
    let (r, k) = reduced(a)
    return flipping(ofQuarter(r), k &<< 31)
  }
  /// Up to here either way the nearest whole multiple of π is 0.
  static var quarter: Float { 0x1.921fb6p+0 }
  /// The same for |a| ≤ `quarter`.
  @inline(__always) static func ofQuarter(_ a: V) -> V {
    let z = a * a
    let p = polynomial(z, -0.5, 0x1.555550p-5, -0x1.6c14b8p-10, 0x1.9f931cp-16, -0x1.196accp-22)
    return fma(p, z, splat(1))
  }
  @inline(__always) static func outside(_ a: V) -> I { less(splat(limit), abs(a)) }
  @inline(__always) static func exact(_ a: Float) -> Float { Float.cosine(a) }
}

/// sin |x| = ±sin r, by an odd polynomial; relative error 1.3e-7 on ±100.
enum Sine: GuardedUnaryOperation {
  @inline(__always) static func of(_ a: V) -> V {
    let (r, k) = reduced(abs(a))
    let z = r * r
    let p = polynomial(z, -0x1.55554cp-3, 0x1.110edap-7, -0x1.9f70f0p-13, 0x1.5dc904p-19)
    return flipping(fma(z * r, p, r), (k &<< 31) ^ signBits(a))
  }
  @inline(__always) static func outside(_ a: V) -> I { less(splat(limit), abs(a)) }
  @inline(__always) static func exact(_ a: Float) -> Float { Float.sine(a) }
}

/// atan x for 0 ≤ x ≤ 1.
@inline(__always) private func arcTangentToOne(_ x: V) -> V {
  let z = x * x
  let high = polynomial(z, -0x1.355464p-4, 0x1.61f8bcp-5, -0x1.0c262ap-6, 0x1.7ec704p-9)
  let p = polynomial(z, -0x1.5554dcp-2, 0x1.9978eep-3, -0x1.230ab2p-3, 0x1.b4dffep-4)
  let z2 = z * z
  return fma(fma(high, z2 * z2, p) * z, x, x)
}

/// π/2 - x, with π/2 in two parts.
@inline(__always) private func complement(_ x: V) -> V { (splat(0x1.921fb6p+0) - x) + splat(-0x1.777a5cp-25) }

/// atan x = ±atan |x|, and π/2 - atan 1/|x| above 1. Relative error 2e-7.
enum ArcTangent: UnaryOperation {
  @inline(__always) static func of(_ a: V) -> V {
    let x = abs(a)
    let steep = less(splat(1), x)
    let y = arcTangentToOne(select(steep, splat(1) / x, x))
    return flipping(select(steep, complement(y), y), signBits(a))
  }
}

/// The angle of the point (b, a), by the quotient of the lesser coordinate by the greater. Relative error 2e-7.
enum ArcTangent2: GuardedBinaryOperation {
  @inline(__always) static func of(_ a: V, _ b: V) -> V {
    let (y, x) = (abs(a), abs(b))
    let steep = less(x, y)
    let angle = arcTangentToOne(select(steep, x, y) / select(steep, y, x))
    let right = select(steep, complement(angle), angle)
    let left = (splat(0x1.921fb6p+1) - right) + splat(-0x1.777a5cp-24)
    return flipping(select(less(b, V.zero), left, right), signBits(a))
  }
  /// Infinite, undefined, or the origin.
  @inline(__always) static func outside(_ a: V, _ b: V) -> I {
    let size = abs(a) + abs(b)
    return ~less(size, splat(.infinity)) | ~less(V.zero, size)
  }
  @inline(__always) static func exact(_ a: Float, _ b: Float) -> Float { Float.arcTangent(a, b) }
}

/// asin x for 0 ≤ x ≤ ½, from x and z = x².
@inline(__always) private func arcSineToHalf(_ x: V, _ z: V) -> V {
  let p = polynomial(z, 0x1.5555c8p-3, 0x1.330204p-4, 0x1.747bb8p-5, 0x1.8c3e50p-6, 0x1.595c60p-5)
  return fma(z * p, x, x)
}

/// x and x² below ½; above it √((1 - x) / 2) and its square, whose arcsine is half the complement.
@inline(__always) private func halved(_ x: V, _ steep: I) -> (x: V, z: V) {
  let half = fma(splat(-0.5), x, splat(0.5))
  return (select(steep, sqrt(half), x), select(steep, half, x * x))
}

/// asin x, and π/2 - 2·asin √((1 - x) / 2) above ½. Relative error 2e-7; NaN outside ±1.
enum ArcSine: UnaryOperation {
  @inline(__always) static func of(_ a: V) -> V {
    let x = abs(a)
    let steep = less(splat(0.5), x)
    let (s, z) = halved(x, steep)
    let y = arcSineToHalf(s, z)
    return flipping(select(steep, complement(y + y), y), signBits(a))
  }
}

/// π/2 - asin x; 2·asin √((1 - x) / 2) above ½, and π minus that of -x below -½. Relative error 2e-7; NaN outside ±1.
enum ArcCosine: UnaryOperation {
  @inline(__always) static func of(_ a: V) -> V {
    let x = abs(a)
    let steep = less(splat(0.5), x)
    let (s, z) = halved(x, steep)
    let y = arcSineToHalf(s, z)
    let left = (splat(0x1.921fb6p+1) - (y + y)) + splat(-0x1.777a5cp-24)
    let far = select(less(a, V.zero), left, y + y)
    return select(steep, far, complement(flipping(y, signBits(a))))
  }
}

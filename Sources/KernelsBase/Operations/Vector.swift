import CVector

/// Sixteen lanes, whatever the width of the machine's registers, so that every build adds in the same order.
typealias V = SIMD16<Float>
/// Sixteen whole numbers; as a mask, a lane is 0 or -1.
typealias I = SIMD16<Int32>

@inline(__always) func splat(_ x: Float) -> V { V(repeating: x) }

/// c[0] + c[1]·x + … by Horner's rule, one fused multiply-add for each coefficient but the last.
@inline(__always) func polynomial(_ x: V, _ c0: Float, _ c1: Float, _ c2: Float, _ c3: Float) -> V {
  cv_fma(cv_fma(cv_fma(splat(c3), x, splat(c2)), x, splat(c1)), x, splat(c0))
}

@inline(__always) func polynomial(_ x: V, _ c0: Float, _ c1: Float, _ c2: Float, _ c3: Float, _ c4: Float) -> V {
  cv_fma(polynomial(x, c1, c2, c3, c4), x, splat(c0))
}

/// The whole number nearest to x, |x| < 2²², as a float and as the low bits of an integer. Adding 1.5·2²³ rounds the sum to ones.
@inline(__always) func nearest(_ x: V) -> (value: V, bits: I) {
  let magic = splat(0x1.8p23)
  let sum = x + magic
  return (sum - magic, cv_bits(sum))
}

/// The sign bits of x.
@inline(__always) func signBits(_ x: V) -> I { cv_bits(x) & I(repeating: .min) }

/// The bits of x with these bits turned over.
@inline(__always) func flipping(_ x: V, _ bits: I) -> V { cv_from_bits(cv_bits(x) ^ bits) }

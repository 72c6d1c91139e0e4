import CVector
import Instructions

/// Whole numbers in the order of the floats: -0 is 0, NaN the greatest.
@inline(__always)
private func key(_ x: V) -> I {
  let bits = cv_bits(x + V.zero)
  let ordered = bits ^ ((bits &>> 31) & I(repeating: .max))
  return cv_select_i(cv_equal(x, x), ordered, I(repeating: .max))
}

/// d = 1 for the k greatest of n rows, else 0, the first ones where several are equal. Each pass finds the greatest key below the
/// last one, and how often it occurs; a lane stands still once it has found k.
@inline(never)
func topMask(_ p: UnsafePointer<Instruction>) {
  let (n, a, d) = (p.pointee.n, p.pointee.a, p.pointee.d)
  for o in 0..<p.pointee.rows {
    for lane in stride(from: 0, to: 64, by: 16) {
      let first = UnsafePointer(a.floats + o * n * a.stride + lane)
      let (bound, left) = threshold(first, a.stride, n, Int32(truncatingIfNeeded: Swift.max(0, Swift.min(p.pointee.k, n))))
      var seen = I.zero
      for j in 0..<n {
        let x = key(cv_load(first + j * a.stride))
        let equal = cv_equal_i(x, bound)
        let taken = cv_greater_i(x, bound) | (equal & cv_greater_i(left, seen))
        seen = seen &- equal
        cv_store(d.floats + (o * n + j) * d.stride + lane, cv_keep(taken, splat(1)))
      }
    }
  }
}

/// The k-th greatest key of each lane, and how many of that key belong to the k.
@inline(__always)
private func threshold(_ first: UnsafePointer<Float>, _ stride: Int, _ n: Int, _ k: Int32) -> (bound: I, left: I) {
  var (bound, left, found) = (I(repeating: .max), I(repeating: k), I.zero)
  // The first pass also admits the greatest key there is.
  var open = I(repeating: -1)
  for _ in 0..<k {
    var (best, count) = (I(repeating: .min), I.zero)
    for j in 0..<n {
      let x = key(cv_load(first + j * stride))
      let below = open | cv_greater_i(bound, x)
      let greater = below & cv_greater_i(x, best)
      count = cv_select_i(greater, I(repeating: 1), count &- (below & cv_equal_i(x, best)))
      best = cv_select_i(greater, x, best)
    }
    let searching = cv_greater_i(left, found)
    left = left &- (searching & found)
    found = cv_select_i(searching, count, found)
    bound = cv_select_i(searching, best, bound)
    open = I.zero
  }
  return (bound, left)
}

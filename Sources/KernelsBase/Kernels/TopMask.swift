import Instructions

/// Whole numbers in the order of the floats: -0 is 0, NaN the greatest.
@inline(__always)
private func key(_ x: V) -> I {
  let value = bits(x + V.zero)
  let ordered = value ^ ((value &>> 31) & I(repeating: .max))
  return select(equal(x, x), ordered, I(repeating: .max))
}

/// d = 1 for the k greatest of n rows, else 0, the first ones where several are equal. Each pass finds the greatest key below the
/// last one, and how often it occurs; a lane stands still once it has found k.
@inline(never)
func topMask(_ p: UnsafePointer<Instruction>) {
  let (n, a, d) = (p.pointee.n, p.pointee.a, p.pointee.d)
  for o in 0..<p.pointee.rows {
    for lane in stride(from: 0, to: 64, by: V.count) {
      let first = UnsafePointer(a.floats + o * n * a.stride + lane)
      let (bound, left) = threshold(first, a.stride, n, Int32(truncatingIfNeeded: Swift.max(0, Swift.min(p.pointee.k, n))))
      var seen = I.zero
      for j in 0..<n {
        let x = key(V(first + j * a.stride))
        let equal = equal(x, bound)
        let taken = greater(x, bound) | (equal & greater(left, seen))
        seen = seen &- equal
        keep(taken, splat(1)).store(d.floats + (o * n + j) * d.stride + lane)
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
      let x = key(V(first + j * stride))
      let below = open | greater(bound, x)
      let greater = below & greater(x, best)
      count = select(greater, I(repeating: 1), count &- (below & equal(x, best)))
      best = select(greater, x, best)
    }
    let searching = greater(left, found)
    left = left &- (searching & found)
    found = select(searching, count, found)
    bound = select(searching, best, bound)
    open = I.zero
  }
  return (bound, left)
}

import Instructions

/// Products of matrices without lanes, as eager tensors have them.
extension Plain {
  /// C[m × n] = A[m × k] · B[k × n], from panels of eight columns of B that stay in a cache, two rows of A at a time.
  ///
  /// Each element is the sum over k in its order, in Double, as `product` makes it one element at a time: the same to the bit.
  static func matrix(_ p: UnsafePointer<Instruction>) {
    let (d, b) = (Lanes<T>(p.pointee.d), Lanes<T>(p.pointee.b))
    let (n, k) = (p.pointee.n, p.pointee.k)
    withUnsafeTemporaryAllocation(of: SIMD8<Double>.self, capacity: k) { panel in
      for j in stride(from: 0, to: n, by: 8) {
        let columns = Swift.min(8, n - j)
        for t in 0..<k {
          var row = SIMD8<Double>.zero
          for c in 0..<columns { row[c] = b.pointer[t * b.stride + (j + c) * p.pointee.b.inner].double }
          panel[t] = row
        }
        var i = 0
        while i < p.pointee.rows {
          // The last row of an odd number is made twice.
          let (first, second) = (i, Swift.min(i + 1, p.pointee.rows - 1))
          let sums = twoRows(p, first, second, panel)
          for c in 0..<columns {
            d[first * n + j + c, 0] = T(sums.0[c])
            d[second * n + j + c, 0] = T(sums.1[c])
          }
          i += 2
        }
      }
    }
  }

  @inline(__always)
  private static func twoRows(
    _ p: UnsafePointer<Instruction>, _ first: Int, _ second: Int, _ panel: UnsafeMutableBufferPointer<SIMD8<Double>>
  ) -> (SIMD8<Double>, SIMD8<Double>) {
    let a = Lanes<T>(p.pointee.a)
    let (x, y, step) = (a.pointer + first * a.stride, a.pointer + second * a.stride, p.pointee.a.inner)
    var sums = (SIMD8<Double>.zero, SIMD8<Double>.zero)
    for t in 0..<p.pointee.k {
      sums.0 += panel[t] * x[t * step].double
      sums.1 += panel[t] * y[t * step].double
    }
    return sums
  }
}

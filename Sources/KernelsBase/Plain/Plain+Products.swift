import Instructions

/// Products, and the sums over samples that gradients of parameters need. Sums over k are accumulated in Double.
extension Plain {
  /// Σ_k A(i,k,l)·B(k,j,l)
  @inline(__always)
  private static func dot(_ p: UnsafePointer<Instruction>, _ i: Int, _ j: Int, _ l: Int) -> T {
    let (a, b) = (Lanes<T>(p.pointee.a), Lanes<T>(p.pointee.b))
    let x = a.pointer + i * a.stride + l * a.step
    let y = b.pointer + j * p.pointee.b.inner + l * b.step
    let (xStep, yStep) = (p.pointee.a.inner, b.stride)
    var total = p.pointee.continues ? Lanes<T>(p.pointee.d)[i * p.pointee.n + j, l].double : 0
    for k in 0..<p.pointee.k { total += x[k * xStep].double * y[k * yStep].double }
    return T(total)
  }

  static func product(_ p: UnsafePointer<Instruction>) {
    let d = Lanes<T>(p.pointee.d)
    let n = p.pointee.n
    if p.pointee.a.broadcast && !p.pointee.b.broadcast && p.pointee.width > 1 { return combination(p) }
    if p.pointee.width == 1 && n >= 4 && p.pointee.rows >= 4 && !p.pointee.continues { return matrix(p) }
    for i in 0..<p.pointee.rows {
      for j in 0..<n {
        for l in 0..<p.pointee.width { d[i * n + j, l] = dot(p, i, j, l) }
      }
    }
  }

  /// The product of numbers A(i,k) with rows B(k,j): 64 lanes at a time, so that the rows are read in their order.
  private static func combination(_ p: UnsafePointer<Instruction>) {
    let (d, a, b) = (Lanes<T>(p.pointee.d), Lanes<T>(p.pointee.a), Lanes<T>(p.pointee.b))
    let n = p.pointee.n
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 64) { total in
      for i in 0..<p.pointee.rows {
        for j in 0..<n {
          for start in stride(from: 0, to: p.pointee.width, by: 64) {
            let lanes = Swift.min(64, p.pointee.width - start)
            for l in 0..<lanes { total[l] = p.pointee.continues ? d[i * n + j, start + l].double : 0 }
            for k in 0..<p.pointee.k {
              let x = a.pointer[i * a.stride + k * p.pointee.a.inner].double
              let y = b.pointer + k * b.stride + j * p.pointee.b.inner + start
              for l in 0..<lanes { total[l] += x * y[l].double }
            }
            for l in 0..<lanes { d[i * n + j, start + l] = T(total[l]) }
          }
        }
      }
    }
  }

  static func productAdd(_ p: UnsafePointer<Instruction>) {
    let (d, c) = (Lanes<T>(p.pointee.d), Lanes<T>(p.pointee.c))
    for r in 0..<p.pointee.rows * p.pointee.n {
      for l in 0..<p.pointee.width { d[r, l] = c[r, l] }
    }
    var sum = p.pointee
    sum.continues = true
    product(&sum)
  }

  /// Accumulators of this instruction, [elements × 16].
  @inline(__always)
  static func accumulators(
    _ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>
  ) -> UnsafeMutablePointer<T> {
    context.pointee.accumulators.unsafelyUnwrapped.assumingMemoryBound(to: T.self) + p.pointee.accumulator * 16
  }

  static func accumulateProduct(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
    let total = accumulators(p, context)
    let stride = p.pointee.d.stride
    for i in 0..<p.pointee.rows {
      for j in 0..<p.pointee.n {
        for l in 0..<p.pointee.width { total[(i * stride + j) * 16 + l % 16] = total[(i * stride + j) * 16 + l % 16] + dot(p, i, j, l) }
      }
    }
  }

  static func sumLanes(_ p: UnsafePointer<Instruction>) {
    guard let d = p.pointee.d.pointer, let a = p.pointee.a.pointer else { return }
    let (total, sums) = (d.assumingMemoryBound(to: T.self), a.assumingMemoryBound(to: T.self))
    for e in 0..<p.pointee.rows {
      var lanes = InlineArray<16, T>(repeating: .zero)
      for l in 0..<16 {
        lanes[l] = sums[e * 16 + l]
        sums[e * 16 + l] = .zero
      }
      for half in [8, 4, 2, 1] { for l in 0..<half { lanes[l] = lanes[l] + lanes[l + half] } }
      total[e] = lanes[0]
    }
  }

  static func sumChunks(_ p: UnsafePointer<Instruction>) {
    guard let d = p.pointee.d.pointer, let a = p.pointee.a.pointer else { return }
    let (total, sums) = (d.assumingMemoryBound(to: T.self), a.assumingMemoryBound(to: T.self))
    for r in 0..<p.pointee.rows {
      for j in 0..<p.pointee.k {
        let e = r * p.pointee.a.inner + j
        var sum = sums[e]
        for chunk in 1..<Swift.max(1, p.pointee.n) { sum = sum + sums[chunk * p.pointee.a.stride + e] }
        total[r * p.pointee.k + j] = sum
      }
    }
  }

  static func accumulateMatrix(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
    let sums = context.pointee.sums.unsafelyUnwrapped.assumingMemoryBound(to: T.self) + p.pointee.accumulator
    let (a, b) = (Lanes<T>(p.pointee.a), Lanes<T>(p.pointee.b))
    for i in 0..<p.pointee.rows {
      for j in 0..<p.pointee.n {
        let (x, y) = (a.pointer + i * a.stride, b.pointer + j * p.pointee.b.inner)
        var total = sums[i * p.pointee.d.stride + j].double
        for l in 0..<p.pointee.width { total += x[l * a.step].double * y[l * b.step].double }
        sums[i * p.pointee.d.stride + j] = T(total)
      }
    }
  }

  static func accumulateRows(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
    let total = accumulators(p, context)
    let a = Lanes<T>(p.pointee.a)
    for r in 0..<p.pointee.rows {
      for l in 0..<p.pointee.width { total[r * 16 + l % 16] = total[r * 16 + l % 16] + a[r, l] }
    }
  }
}

import Instructions

/// Instructions over the middle of [rows × n × inner].
extension Plain {
  /// Calls `body` with the first row of `a`, the row of `d` and the lane, for each of [rows × inner] × width.
  @inline(__always)
  private static func overMiddle(_ p: UnsafePointer<Instruction>, _ body: (_ first: Int, _ row: Int, _ lane: Int) -> Void) {
    let (n, inner) = (p.pointee.n, p.pointee.inner)
    for o in 0..<p.pointee.rows {
      for q in 0..<inner {
        for l in 0..<p.pointee.width { body(o * n * inner + q, o * inner + q, l) }
      }
    }
  }

  @inline(__always)
  static func sum(_ p: UnsafePointer<Instruction>, of term: (T) -> T) {
    let (d, a) = (Lanes<T>(p.pointee.d), Lanes<T>(p.pointee.a))
    let (n, inner) = (p.pointee.n, p.pointee.inner)
    overMiddle(p) { first, row, l in
      var total = p.pointee.continues ? d[row, l].double : 0
      for j in 0..<n { total += term(a[first + j * inner, l]).double }
      d[row, l] = T(total)
    }
  }

  static func sumWeightedSquares(_ p: UnsafePointer<Instruction>) {
    let (d, a, b) = (Lanes<T>(p.pointee.d), Lanes<T>(p.pointee.a), Lanes<T>(p.pointee.b))
    for l in 0..<p.pointee.width {
      var total = p.pointee.continues ? d[0, l].double : 0
      for j in 0..<p.pointee.n { total += (b[j, l] * (a[j, l] * a[j, l])).double }
      d[0, l] = T(total)
    }
  }

  /// The least or greatest element, or where it is. A NaN counts as least and as greatest; the first one is found.
  static func extremum(_ p: UnsafePointer<Instruction>) {
    let (d, a) = (Lanes<T>(p.pointee.d), Lanes<T>(p.pointee.a))
    let (n, inner) = (p.pointee.n, p.pointee.inner)
    let least = p.pointee.op == .minimum || p.pointee.op == .argmin
    let position = p.pointee.op == .argmin || p.pointee.op == .argmax
    overMiddle(p) { first, row, l in
      var best = n == 0 ? (least ? T.infinity : -T.infinity) : a[first, l]
      var at = 0
      for j in 1..<Swift.max(n, 1) {
        let x = a[first + j * inner, l]
        if !best.isNaN && (x.isNaN || (least ? x < best : x > best)) { (best, at) = (x, j) }
      }
      d[row, l] = position ? T(at) : best
    }
  }

  static func quantifier(_ p: UnsafePointer<Instruction>) {
    let (d, a) = (Lanes<T>(p.pointee.d), Lanes<T>(p.pointee.a))
    let (n, inner) = (p.pointee.n, p.pointee.inner)
    let all = p.pointee.op == .all
    overMiddle(p) { first, row, l in
      var result = all
      for j in 0..<n where a[first + j * inner, l].isTrue != all { result = !all }
      d[row, l] = T.truth(result)
    }
  }

  static func cumsum(_ p: UnsafePointer<Instruction>) {
    let (d, a) = (Lanes<T>(p.pointee.d), Lanes<T>(p.pointee.a))
    let (n, inner) = (p.pointee.n, p.pointee.inner)
    overMiddle(p) { first, _, l in
      var total = 0.0
      for j in 0..<n {
        total += a[first + j * inner, l].double
        d[first + j * inner, l] = T(total)
      }
    }
  }

  /// Takes the greatest that is left, k times. A NaN counts as greatest.
  static func topMask(_ p: UnsafePointer<Instruction>) {
    let (d, a) = (Lanes<T>(p.pointee.d), Lanes<T>(p.pointee.a))
    let n = p.pointee.n
    for o in 0..<p.pointee.rows {
      for l in 0..<p.pointee.width {
        for j in 0..<n { d[o * n + j, l] = T.zero }
        for _ in 0..<Swift.max(0, Swift.min(p.pointee.k, n)) {
          var at = -1
          for j in 0..<n where !d[o * n + j, l].isTrue {
            let x = a[o * n + j, l]
            let best = at < 0 ? -T.infinity : a[o * n + at, l]
            if at < 0 || (!best.isNaN && (x.isNaN || x > best)) { at = j }
          }
          d[o * n + at, l] = T.one
        }
      }
    }
  }
}

import Instructions

/// Moves of rows, tables of samples, and indices that differ per sample.
extension Plain {
  static func gather(_ p: UnsafePointer<Instruction>) {
    let (d, a) = (Lanes<T>(p.pointee.d), Lanes<T>(p.pointee.a))
    let map = p.pointee.map.unsafelyUnwrapped
    for r in 0..<p.pointee.rows {
      for l in 0..<p.pointee.width { d[r, l] = a[Int(map[r]), l] }
    }
  }

  static func scatterAdd(_ p: UnsafePointer<Instruction>) {
    let (d, a) = (Lanes<T>(p.pointee.d), Lanes<T>(p.pointee.a))
    let map = p.pointee.map.unsafelyUnwrapped
    clear(d, rows: p.pointee.n, width: p.pointee.width)
    for r in 0..<p.pointee.rows {
      for l in 0..<p.pointee.width { d[Int(map[r]), l] = d[Int(map[r]), l] + a[r, l] }
    }
  }

  static func transpose(_ p: UnsafePointer<Instruction>) {
    let (d, a) = (Lanes<T>(p.pointee.d).pointer, Lanes<T>(p.pointee.a).pointer)
    for i in 0..<p.pointee.rows {
      for j in 0..<p.pointee.n { d[j * p.pointee.d.stride + i] = a[i * p.pointee.a.stride + j] }
    }
  }

  private static func clear(_ d: Lanes<T>, rows: Int, width: Int) {
    for r in 0..<rows { for l in 0..<width { d[r, l] = T.zero } }
  }

  static func load(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
    let d = Lanes<T>(p.pointee.d)
    let table = Lanes<T>(p.pointee.a).pointer
    for l in 0..<p.pointee.width {
      let lane = Swift.min(l, context.pointee.lanes - 1)
      var row = context.pointee.first + lane
      if let indices = context.pointee.indices { row = Int(indices[context.pointee.sample + lane]) }
      for r in 0..<p.pointee.rows { d[r, l] = table[row * p.pointee.n + r] }
    }
  }

  static func weight(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
    let d = Lanes<T>(p.pointee.d)
    let weight = T(context.pointee.weight)
    for l in 0..<p.pointee.width { d[0, l] = l < context.pointee.lanes ? weight : T.zero }
  }

  static func store(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
    let a = Lanes<T>(p.pointee.a)
    let output = Lanes<T>(p.pointee.d).pointer
    for l in 0..<Swift.min(p.pointee.width, context.pointee.lanes) {
      let sample = context.pointee.sample + l
      for r in 0..<p.pointee.rows { output[sample * p.pointee.n + r] = a[r, l] }
    }
  }

  /// The index in element l of row r of b, or -1 where it is not one of 0 ..< n. A fault is noted, except in the lanes of a
  /// tile that hold no sample.
  @inline(__always)
  private static func index(
    _ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>, _ r: Int, _ l: Int
  ) -> Int {
    let x = Lanes<T>(p.pointee.b)[r, l].double
    if x >= 0 && x < Double(p.pointee.n) && x.rounded(.down) == x { return Int(x) }
    if context.pointee.fault == 0 && (p.pointee.width != 64 || l < context.pointee.lanes) {
      context.pointee.fault = p.pointee.place + 1
      context.pointee.faultIndex = x
    }
    return -1
  }

  static func take(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
    let (d, a) = (Lanes<T>(p.pointee.d), Lanes<T>(p.pointee.a))
    let inner = p.pointee.inner
    for r in 0..<p.pointee.rows {
      for l in 0..<p.pointee.width {
        let j = index(p, context, r, l)
        for q in 0..<inner { d[r * inner + q, l] = j < 0 ? T.zero : a[j * inner + q, l] }
      }
    }
  }

  static func takeBack(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
    let (d, a) = (Lanes<T>(p.pointee.d), Lanes<T>(p.pointee.a))
    let inner = p.pointee.inner
    clear(d, rows: p.pointee.n * inner, width: p.pointee.width)
    for r in 0..<p.pointee.rows {
      for l in 0..<p.pointee.width {
        let j = index(p, context, r, l)
        if j < 0 { continue }
        for q in 0..<inner { d[j * inner + q, l] = d[j * inner + q, l] + a[r * inner + q, l] }
      }
    }
  }

  static func accumulateTake(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
    let total = accumulators(p, context)
    let a = Lanes<T>(p.pointee.a)
    let inner = p.pointee.inner
    for r in 0..<p.pointee.rows {
      for l in 0..<p.pointee.width {
        let j = index(p, context, r, l)
        if j < 0 { continue }
        for q in 0..<inner { total[(j * inner + q) * 16 + l % 16] = total[(j * inner + q) * 16 + l % 16] + a[r * inner + q, l] }
      }
    }
  }
}

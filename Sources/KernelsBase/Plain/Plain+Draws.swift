import Instructions

/// Draws: the word of (sample, step, stream, row), made into a number.
extension Plain {
  /// Calls `body` with row, lane and 32 random bits. Sample s takes word (s / 16) % 4 of counter
  /// (s / 64 · 16 + s % 16, step, stream, row): one block serves four samples of a row of 64.
  @inline(__always)
  private static func draw(
    _ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>, _ body: (Int, Int, UInt32) -> Void
  ) {
    let key = context.pointee.key
    for r in 0..<p.pointee.rows {
      let row = p.pointee.row &+ UInt32(truncatingIfNeeded: r)
      for l in 0..<p.pointee.width {
        let sample = context.pointee.sample + l
        let block = UInt32(truncatingIfNeeded: sample / 64 * 16 + sample % 16)
        let words = philox(counter: (block, context.pointee.step, p.pointee.stream, row), key: key)
        switch sample / 16 % 4 {
        case 0: body(r, l, words.0)
        case 1: body(r, l, words.1)
        case 2: body(r, l, words.2)
        default: body(r, l, words.3)
        }
      }
    }
  }

  static func uniform(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
    let d = Lanes<T>(p.pointee.d)
    draw(p, context) { r, l, word in d[r, l] = T(Double(word >> 8) * 0x1p-24) }
  }

  static func integer(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
    let d = Lanes<T>(p.pointee.d)
    let n = UInt64(p.pointee.n)
    draw(p, context) { r, l, word in d[r, l] = T(Int(truncatingIfNeeded: (UInt64(word) * n) >> 32)) }
  }
}

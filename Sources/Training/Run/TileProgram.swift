import Instructions

/// What a thread runs for each tile: instructions with the addresses of its rows.
struct TileProgram {
  let instructions: [Instruction]
  /// The instructions, in parts after which an interrupt is looked at: a tile of a large model takes long.
  let parts: [Range<Int>]

  /// Instructions of a part, at the most, but for what belongs to its last pass.
  private static let length = 32

  init(_ instructions: [Instruction]) {
    var (marked, parts) = (instructions, [Range<Int>]())
    var (i, start) = (0, 0)
    while i < marked.count {
      let pass = Pass(marked[i...])
      marked[i].pass = pass
      i += pass?.count ?? 1
      if i - start >= TileProgram.length || i == marked.count {
        parts.append(start..<i)
        start = i
      }
    }
    (self.instructions, self.parts) = (marked, parts)
  }
}

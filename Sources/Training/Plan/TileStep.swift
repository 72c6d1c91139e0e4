import Instructions

/// A value in tiles, or the part of it that one block of rows is.
struct TileValue: Hashable {
  var node: Int
  /// Number of the block; nil for the whole.
  var block: Int?
}

/// An instruction of the tile program before rows are given out: values are named.
struct TileStep {
  /// An operand that lies in a tile.
  struct Source {
    var value: TileValue
    /// First row that is read.
    var row = 0
  }

  var planned: Planned
  /// What it writes; nil where it adds to the accumulators or stores.
  var writes: TileValue?
  /// Rows of what it writes.
  var rows = 0
  /// First row of that which it writes.
  var offset = 0
  /// For a, b, c: what it reads, where that lies in a tile.
  var sources: [Source?]
  /// Whether it goes element by element: it may write where it reads.
  var isElementwise = false

  var isMatrixSum: Bool { planned.instruction.op == .accumulateMatrix }

  var reads: [TileValue] { sources.compactMap { $0?.value } }

  /// The operand with a number: 0 for a.
  func operand(_ i: Int) -> Operand {
    switch i {
    case 0: planned.instruction.a
    case 1: planned.instruction.b
    default: planned.instruction.c
    }
  }

  /// Starts an operand so many of its rows later.
  mutating func shift(_ i: Int, by rows: Int, of stride: Int) {
    guard stride != 0, rows != 0 else { return }
    if sources.indices.contains(i), sources[i] != nil {
      sources[i]?.row += rows * stride / lanes
      return
    }
    func later(_ location: Location?) -> Location? {
      if case .dense(let place)? = location { return .dense(place + rows * stride) }
      return location
    }
    switch i {
    case 0: planned.a = later(planned.a)
    case 1: planned.b = later(planned.b)
    default: planned.c = later(planned.c)
    }
  }
}

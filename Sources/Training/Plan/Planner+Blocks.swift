import Instructions

/// Long values are worked on in blocks of rows, so that what one instruction writes is still in the first-level cache when
/// the next reads it: a chain of instructions that go row by row runs over the first block, then over the second. What only
/// the chain itself reads needs the rows of one block.
struct RowBlocks {
  /// Rows of a block; the blocks of a value differ by one row at the most.
  private static let rows = 48
  /// Values of so many rows stay whole: what a chain would gain, it loses by going over all that it reads twice.
  private static let whole = 64

  /// The steps in blocks, where that helps; the results are the same, to the bit.
  static func split(_ steps: [TileStep]) -> [TileStep] {
    var rest = steps[...]
    var result: [TileStep] = []
    while let first = rest.first {
      guard let length = length(first), length > whole else {
        result.append(first)
        rest.removeFirst()
        continue
      }
      let chain = chain(rest, length)
      result += chain.before + blocks(chain.steps, length, after: chain.after)
      rest = chain.after[...]
    }
    return result
  }

  /// Rows that a step goes over one by one, as the first of a chain; nil where it needs several at once.
  private static func length(_ step: TileStep) -> Int? {
    let instruction = step.planned.instruction
    let candidates = [instruction.rows, instruction.n]
    return candidates.filter { axis(step, $0, made: []) != nil }.max()
  }

  /// What of a step is cut when it goes through blocks of so many rows; nil where it can't.
  private static func axis(_ step: TileStep, _ length: Int, made: Set<TileValue>) -> RowSelection.Axis? {
    let instruction = step.planned.instruction
    // what goes over some rows is short already, except where it changes a long value in place
    if instruction.selection != nil, !step.reads.contains(where: { $0 == step.writes }) { return nil }
    if step.isElementwise { return instruction.rows == length ? .rows : nil }
    switch instruction.op {
    // sums that are shorter than what is added go on from block to block; longer ones would leave the cache
    case .product where instruction.n == 1 && instruction.k == length && instruction.rows <= length && isMade(1, of: step, made),
      .productAdd where instruction.n == 1 && instruction.k == length && instruction.rows <= length / 2 && isMade(1, of: step, made):
      return .terms
    case .product where instruction.n == 1, .productAdd where instruction.n == 1, .accumulateRows:
      return instruction.rows == length ? .rows : nil
    case .accumulateProduct where instruction.k == 1:
      return instruction.rows == length ? .rows : instruction.n == length ? .columns : nil
    case .sum where instruction.rows == 1 && instruction.inner == 1, .sumSquares where instruction.rows == 1 && instruction.inner == 1,
      .sumWeightedSquares:
      return instruction.n == length ? .terms : nil
    default: return nil
    }
  }

  private static func isMade(_ operand: Int, of step: TileStep, _ made: Set<TileValue>) -> Bool {
    step.sources[operand].map { made.contains($0.value) } ?? false
  }

  /// The operands that a step reads block by block, with the distance of their rows.
  private static func aligned(_ step: TileStep, _ axis: RowSelection.Axis) -> [(operand: Int, stride: Int)] {
    let instruction = step.planned.instruction
    if step.isElementwise { return (0..<3).map { ($0, step.operand($0).stride) } }
    switch (instruction.op, axis) {
    case (.productAdd, .rows): return [(0, instruction.a.stride), (2, instruction.c.stride)]
    case (.product, .terms), (.productAdd, .terms): return [(0, instruction.a.inner), (1, instruction.b.stride)]
    case (.sumWeightedSquares, _): return [(0, instruction.a.stride), (1, instruction.b.stride)]
    case (_, .columns): return [(1, instruction.b.inner)]
    default: return [(0, instruction.a.stride)]
    }
  }

  /// The steps that can go through blocks of `length` rows together, and what of each is cut; those before them, which depend on none of
  /// them; and the rest.
  private static func chain(
    _ steps: ArraySlice<TileStep>, _ length: Int
  ) -> (before: [TileStep], steps: [(step: TileStep, axis: RowSelection.Axis)], after: [TileStep]) {
    var before: [TileStep] = []
    var inside: [(step: TileStep, axis: RowSelection.Axis)] = []
    var after: [TileStep] = []
    /// Made by the chain, block by block; and what waits for the whole of it.
    var made: Set<TileValue> = []
    var waiting: Set<TileValue> = []
    for step in steps {
      let waits = step.reads.contains { waiting.contains($0) }
      if !waits, let axis = axis(step, length, made: made), isAligned(step, axis, made) {
        inside.append((step, axis))
        // a sum is whole only when all blocks are through
        if let value = step.writes { if axis == .terms { waiting.insert(value) } else { made.insert(value) } }
      } else if waits || step.reads.contains(where: { made.contains($0) }) {
        after.append(step)
        if let value = step.writes { waiting.insert(value) }
      } else {
        before.append(step)
      }
    }
    return (before, inside, after)
  }

  /// Whether a step reads what the chain makes in the same blocks.
  private static func isAligned(_ step: TileStep, _ axis: RowSelection.Axis, _ made: Set<TileValue>) -> Bool {
    let aligned = aligned(step, axis)
    return step.sources.enumerated().allSatisfy { i, source in
      guard let source, made.contains(source.value) else { return true }
      return source.row == 0 && aligned.contains { $0.operand == i && $0.stride == lanes }
    }
  }

  /// The chain's steps, block by block.
  private static func blocks(
    _ chain: [(step: TileStep, axis: RowSelection.Axis)], _ length: Int, after: [TileStep]
  ) -> [TileStep] {
    // one instruction alone gains nothing
    guard chain.count > 1 else { return chain.map(\.step) }
    let readLater = Set(after.flatMap(\.reads))
    let local = Set(chain.compactMap { $0.axis == .terms ? nil : $0.step.writes }).subtracting(readLater)
    let count = (length + rows - 1) / rows
    var result: [TileStep] = []
    for block in 0..<count {
      let range = length * block / count..<length * (block + 1) / count
      for (step, axis) in chain { result.append(part(step, axis, range, block, local)) }
    }
    return result
  }

  /// A step over one block of its rows.
  private static func part(
    _ step: TileStep, _ axis: RowSelection.Axis, _ range: Range<Int>, _ block: Int, _ local: Set<TileValue>
  ) -> TileStep {
    var part = step
    for (i, stride) in aligned(step, axis) {
      if step.sources.indices.contains(i), let source = step.sources[i], local.contains(source.value), stride == lanes {
        part.sources[i]?.value.block = block
      } else {
        part.shift(i, by: range.lowerBound, of: stride)
      }
    }
    part.planned.instruction.selection?.offset = range.lowerBound
    let instruction = step.planned.instruction
    switch (instruction.op, axis) {
    case (.accumulateRows, _):
      part.planned.instruction.rows = range.count
      part.planned.instruction.accumulator += range.lowerBound
    case (.accumulateProduct, .rows):
      part.planned.instruction.rows = range.count
      part.planned.instruction.accumulator += range.lowerBound * instruction.n
    case (.accumulateProduct, _):
      part.planned.instruction.n = range.count
      part.planned.instruction.accumulator += range.lowerBound
    case (.sum, _), (.sumSquares, _), (.sumWeightedSquares, _):
      part.planned.instruction.n = range.count
      part.planned.instruction.continues = block > 0
    case (.product, .terms), (.productAdd, .terms):
      part.planned.instruction.k = range.count
      guard block > 0 else { break }
      part.planned.instruction.op = .product
      part.planned.instruction.continues = true
      (part.planned.instruction.c, part.planned.c) = (.none, nil)
      part.sources = Array(part.sources.prefix(2))
    default:
      part.planned.instruction.rows = range.count
      if let value = step.writes, local.contains(value) {
        part.writes?.block = block
        part.rows = range.count
      } else {
        part.offset = range.lowerBound
      }
    }
    return part
  }
}

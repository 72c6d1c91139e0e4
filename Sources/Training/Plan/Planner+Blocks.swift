import Instructions

/// Long values are worked on in blocks of rows, so that what one instruction writes is still in the first-level cache when
/// the next reads it: a chain of instructions that go row by row runs over the first block, then over the second. What only
/// the chain itself reads needs the rows of one block.
struct RowBlocks {
  /// Rows of a block; the blocks of a value differ by one row at the most.
  private static let rows = 24

  /// The steps in blocks, where that helps. Sums over the batch are made in another order, always the same.
  static func split(_ steps: [TileStep]) -> [TileStep] {
    var rest = steps
    var result: [TileStep] = []
    while let first = rest.first {
      guard let length = length(first), length > rows else {
        result.append(first)
        rest.removeFirst()
        continue
      }
      let chain = chain(rest, length)
      result += chain.before + blocks(chain.steps, length, after: chain.after)
      rest = chain.after
    }
    return result
  }

  /// Rows that a step goes over one by one; nil where it needs several at once.
  private static func length(_ step: TileStep) -> Int? {
    let instruction = step.planned.instruction
    if step.isElementwise { return instruction.rows }
    switch instruction.op {
    case .product where instruction.n == 1, .productAdd where instruction.n == 1: return instruction.rows
    case .accumulateRows: return instruction.rows
    case .accumulateProduct where instruction.k == 1: return max(instruction.rows, instruction.n)
    case .sum where instruction.rows == 1 && instruction.inner == 1, .sumSquares where instruction.rows == 1 && instruction.inner == 1:
      return instruction.n
    default: return nil
    }
  }

  private static func isSum(_ step: TileStep) -> Bool { [.sum, .sumSquares].contains(step.planned.instruction.op) }

  /// The operands that a step reads row by row, with the distance of their rows.
  private static func aligned(_ step: TileStep, _ length: Int) -> [(operand: Int, stride: Int)] {
    let instruction = step.planned.instruction
    if step.isElementwise { return (0..<3).map { ($0, step.operand($0).stride) } }
    switch instruction.op {
    case .productAdd: return [(0, instruction.a.stride), (2, instruction.c.stride)]
    case .accumulateProduct: return instruction.rows == length ? [(0, instruction.a.stride)] : [(1, instruction.b.inner)]
    default: return [(0, instruction.a.stride)]
    }
  }

  /// Whether what an operand reads may be the same block of rows.
  private static func isAligned(_ step: TileStep, _ operand: Int, _ length: Int) -> Bool {
    aligned(step, length).contains { $0.operand == operand && $0.stride == lanes }
  }

  /// The steps that can go through blocks of `length` rows together; those before them, which depend on none of them; and the rest.
  private static func chain(_ steps: [TileStep], _ length: Int) -> (before: [TileStep], steps: [TileStep], after: [TileStep]) {
    var before: [TileStep] = []
    var inside: [TileStep] = []
    var after: [TileStep] = []
    /// Made by the chain, block by block; and what waits for the whole of it.
    var made: Set<TileValue> = []
    var waiting: Set<TileValue> = []
    for step in steps {
      let waits = step.reads.contains { waiting.contains($0) }
      let fits =
        self.length(step) == length && !waits
        && step.sources.enumerated().allSatisfy { i, source in
          guard let source, made.contains(source.value) else { return true }
          return source.row == 0 && isAligned(step, i, length)
        }
      if fits {
        inside.append(step)
        // a sum is whole only when all blocks are through
        if let value = step.writes { if isSum(step) { waiting.insert(value) } else { made.insert(value) } }
      } else if waits || step.reads.contains(where: { made.contains($0) }) {
        after.append(step)
        if let value = step.writes { waiting.insert(value) }
      } else {
        before.append(step)
      }
    }
    return (before, inside, after)
  }

  /// The chain's steps, block by block.
  private static func blocks(_ chain: [TileStep], _ length: Int, after: [TileStep]) -> [TileStep] {
    // one instruction alone gains nothing
    guard chain.count > 1 else { return chain }
    let readLater = Set(after.flatMap(\.reads))
    let local = Set(chain.compactMap(\.writes)).subtracting(readLater)
    let count = (length + rows - 1) / rows
    var result: [TileStep] = []
    for block in 0..<count {
      let range = length * block / count..<length * (block + 1) / count
      for step in chain { result.append(part(step, range, block, count, length, local)) }
    }
    for step in chain where isSum(step) { result.append(total(step, count)) }
    return result
  }

  /// A step over one block of its rows.
  private static func part(
    _ step: TileStep, _ range: Range<Int>, _ block: Int, _ count: Int, _ length: Int, _ local: Set<TileValue>
  ) -> TileStep {
    var part = step
    for (i, stride) in aligned(step, length) {
      if step.sources.indices.contains(i), let source = step.sources[i], local.contains(source.value), stride == lanes {
        part.sources[i]?.value.block = block
      } else {
        part.shift(i, by: range.lowerBound, of: stride)
      }
    }
    switch step.planned.instruction.op {
    case .accumulateRows:
      part.planned.instruction.rows = range.count
      part.planned.instruction.accumulator += range.lowerBound
    case .accumulateProduct:
      if step.planned.instruction.rows == length {
        part.planned.instruction.rows = range.count
        part.planned.instruction.accumulator += range.lowerBound * step.planned.instruction.n
      } else {
        part.planned.instruction.n = range.count
        part.planned.instruction.accumulator += range.lowerBound
      }
    case .sum, .sumSquares:
      part.planned.instruction.n = range.count
      part.writes?.isPartials = true
      part.rows = count
      part.offset = block
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

  /// The sum of the blocks' sums.
  private static func total(_ step: TileStep, _ count: Int) -> TileStep {
    var total = step
    total.planned.instruction.op = .sum
    total.planned.instruction.n = count
    if var value = step.writes {
      value.isPartials = true
      total.sources = [TileStep.Source(value: value)]
    }
    return total
  }
}

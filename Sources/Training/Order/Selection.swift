import Instructions

/// Makes the steps around `where(c, f, 0)` go over its active rows only.
struct Selection {
  /// - steps: the tile program, sums over the batch among them.
  /// - choices: nodes, by the number of their ranges.
  static func selecting(_ steps: [TileStep], _ choices: [Int]) -> [TileStep] {
    var steps = steps
    for (number, node) in choices.enumerated() { steps = selecting(steps, number, TileValue(node: node)) }
    return steps
  }

  private static func selecting(_ steps: [TileStep], _ number: Int, _ value: TileValue) -> [TileStep] {
    guard let at = steps.firstIndex(where: { $0.writes == value }), steps[at].isElementwise else { return steps }
    var steps = steps
    let rows = steps[at].planned.instruction.rows
    /// Readers of each value, in steps.
    var readers: [TileValue: [Int]] = [:]
    for (i, step) in steps.enumerated() { for read in step.reads { readers[read, default: []].append(i) } }
    var inside: Set<Int> = [at]
    for i in stride(from: at - 1, through: 0, by: -1) {
      guard steps[i].isElementwise, steps[i].planned.instruction.rows == rows, steps[i].planned.instruction.selection == nil,
        let made = steps[i].writes, let readers = readers[made], readers.allSatisfy(inside.contains)
      else { continue }
      inside.insert(i)
    }
    for i in inside { steps[i].planned.instruction.selection = RowSelection(ranges: number, axis: .rows) }
    // the other rows are 0, so it cannot lie where its operands do
    steps[at].isElementwise = false
    /// What stands in place of a step.
    var replaced: [Int: [TileStep]] = [:]
    var isWhole = false
    for i in readers[value] ?? [] {
      if let axis = axis(steps[i], value, rows) {
        steps[i].planned.instruction.selection = RowSelection(ranges: number, axis: axis)
      } else if let pair = difference(steps[i], value, number) {
        replaced[i] = pair
      } else {
        isWhole = true
      }
    }
    if isWhole { replaced[at] = [cleared(steps[at]), steps[at]] }
    return steps.indices.flatMap { replaced[$0] ?? [steps[$0]] }
  }

  /// Sets a value to 0.
  private static func cleared(_ step: TileStep) -> TileStep {
    var clear = step
    let rows = step.planned.instruction.rows
    clear.planned = Planned(instruction: Instruction(.fill, rows: rows, width: lanes, d: Operand(nil, stride: lanes)), d: .tile(row: 0))
    clear.sources = []
    return clear
  }

  /// relu(a) − x: first without x, then, where x is other than 0, with it.
  private static func difference(_ step: TileStep, _ value: TileValue, _ number: Int) -> [TileStep]? {
    guard step.planned.instruction.op == .reluSub, let x = step.sources[1], x.value == value, let written = step.writes, x.row == 0,
      step.sources[0]?.value != value
    else { return nil }
    var whole = step
    whole.planned.instruction.op = .relu
    whole.planned.b = nil
    whole.planned.instruction.b = .none
    whole.sources = [step.sources[0]]
    var part = step
    part.planned.instruction.op = .sub
    part.planned.instruction.selection = RowSelection(ranges: number, axis: .rows)
    part.sources = [TileStep.Source(value: written), x]
    part.planned.instruction.a = step.planned.instruction.d
    return [whole, part]
  }

  /// What a sum over the rows of the value is to a step that reads it.
  private static func axis(_ step: TileStep, _ value: TileValue, _ rows: Int) -> RowSelection.Axis? {
    let instruction = step.planned.instruction
    func reads(_ operand: Int) -> Bool { step.sources.indices.contains(operand) && step.sources[operand]?.value == value }
    switch instruction.op {
    case .product where instruction.k == rows && (instruction.n == 1 && reads(1) || instruction.rows == 1 && reads(0)): return .terms
    // of a matrix that chunks share, threads add to neighbouring elements: a block must not be written past its end
    case .accumulateMatrix where step.writes == nil: return nil
    case .accumulateProduct, .accumulateMatrix:
      guard instruction.k == 1 else { return nil }
      return instruction.rows == rows && reads(0) ? .rows : instruction.n == rows && reads(1) ? .columns : nil
    case .accumulateRows where instruction.rows == rows && reads(0): return .rows
    default: return nil
    }
  }
}

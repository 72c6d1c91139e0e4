import Instructions

/// What one instruction of a step costs by itself, or several that run in one pass: repeated on its own operands, which are then in the nearest cache
/// that holds them.
public struct InstructionCost: Sendable {
  /// Its name, as in `Opcode`; of a pass, those of all of its instructions.
  public let name: String
  /// What it goes over: rows of 64 samples, or elements of a dense value; for a product rows × columns × terms.
  public let extent: String
  /// How often a step runs it.
  public let times: Int
  /// Of one run.
  public let nanoseconds: Double
  /// Microseconds that a step spends on it.
  public var microseconds: Double { nanoseconds * Double(times) / 1000 }
}

extension Execution {
  /// Costs of the instructions of a step, in the order in which they run, on one thread. To be asked after a step has run.
  public func costs() -> [InstructionCost] {
    let nothing = TileContext.none
    let ofTiles = tiles.firstTile { timed($0 + (tiles.matrices?.instructions ?? []), tiles.tiles, $1) }
    let ofBlocks = blockUpdates.flatMap { timed($0.instructions, $0.times, nothing) }
    return timed(before, 1, nothing) + ofTiles + timed(sums + after, 1, nothing) + ofBlocks + timed(updates, 1, nothing)
  }

  private func timed(_ program: [Instruction], _ times: Int, _ context: TileContext) -> [InstructionCost] {
    var costs: [InstructionCost] = []
    var rest = program[...]
    while let first = rest.first {
      let part = rest.prefix(first.pass?.count ?? 1)
      rest = rest.dropFirst(part.count)
      costs.append(
        InstructionCost(
          name: part.map { "\($0.op)" }.joined(separator: " "), extent: first.extent, times: times,
          nanoseconds: nanoseconds(of: Array(part), context)))
    }
    return costs
  }

  /// The best of several times.
  private func nanoseconds(of instructions: [Instruction], _ context: TileContext) -> Double {
    var (instructions, context) = (instructions, context)
    // what one does in place it does beside, so that it does the same each time
    let one = instructions[0]
    let beside = Memory(bytes: one.d.pointer == nil ? 0 : max(1, one.rows * max(1, one.n)) * one.width * 4)
    if instructions.count == 1, [one.a, one.b, one.c].contains(where: { $0.pointer == one.d.pointer }) {
      instructions[0].d.pointer = beside.base
    }
    func seconds(_ repetitions: Int) -> Double {
      let time = ContinuousClock().measure { for _ in 0..<repetitions { runTile(instructions, instructions.count, &context) } }
      return (Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18) / Double(repetitions)
    }
    // a measurement takes some microseconds, all of them together some milliseconds
    let first = seconds(1)
    let repetitions = max(1, min(50, Int(1e-4 / first)))
    let times = (0..<max(3, min(40, Int(1e-2 / first)))).map { _ in seconds(repetitions) }
    return times.reduce(first, min) * 1e9
  }
}

extension Instruction {
  fileprivate var extent: String {
    switch op {
    case .product, .productAdd, .accumulateProduct, .accumulateMatrix: "\(rows)×\(n)×\(k)"
    case .sum, .sumSquares, .sumWeightedSquares, .minimum, .maximum, .argmin, .argmax, .any, .all, .cumsum, .topMask:
      "\(rows)×\(n)×\(inner)"
    default: width == lanes ? "\(rows)" : "\(rows * width)"
    }
  }
}

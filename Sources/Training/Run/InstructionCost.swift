import Instructions

/// What one instruction of a step costs by itself: repeated on its own operands, which are then in the nearest cache that holds them.
public struct InstructionCost: Sendable {
  /// Its name, as in `Opcode`.
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
    return timed(before, 1, nothing) + tiles.firstTile { timed($0, tiles.tiles, $1) } + timed(sums, 1, nothing)
      + timed(after + updates, 1, nothing)
  }

  private func timed(_ program: [Instruction], _ times: Int, _ context: TileContext) -> [InstructionCost] {
    program.map { instruction in
      InstructionCost(
        name: "\(instruction.op)", extent: instruction.extent, times: times, nanoseconds: nanoseconds(of: instruction, context))
    }
  }

  /// The best of several times.
  private func nanoseconds(of instruction: Instruction, _ context: TileContext) -> Double {
    var (instruction, context) = (instruction, context)
    // what is done in place is done beside, so that it does the same each time
    let beside = Memory(bytes: instruction.d.pointer == nil ? 0 : max(1, instruction.rows * max(1, instruction.n)) * instruction.width * 4)
    if [instruction.a, instruction.b, instruction.c].contains(where: { $0.pointer == instruction.d.pointer }) {
      instruction.d.pointer = beside.base
    }
    let clock = ContinuousClock()
    let repetitions = 50
    var best = Duration.seconds(1)
    for _ in 0..<40 {
      let time = clock.measure { for _ in 0..<repetitions { runTile(&instruction, 1, &context) } }
      best = min(best, time)
    }
    return Double(best.components.attoseconds) * 1e-9 / Double(repetitions)
  }
}

extension Instruction {
  fileprivate var extent: String {
    switch op {
    case .product, .productAdd, .accumulateProduct, .accumulateMatrix: "\(rows)×\(n)×\(k)"
    case .sum, .sumSquares, .minimum, .maximum, .argmin, .argmax, .any, .all, .cumsum, .topMask: "\(rows)×\(n)×\(inner)"
    default: width == lanes ? "\(rows)" : "\(rows * width)"
    }
  }
}

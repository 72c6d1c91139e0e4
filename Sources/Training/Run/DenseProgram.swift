import Instructions
import Tensor

/// Instructions that are run once a step, in their order. Long element-wise ones that follow each other go through blocks together, so that
/// what one writes is still in the cache when the next reads it; the blocks are done by all threads. So are the rows of a large sum of chunks.
///
/// A class: the threads of a team share it.
final class DenseProgram: StoppableWork {
  private struct Part {
    var instructions: [Instruction]
    /// Elements, or rows of a sum of chunks, that are cut into blocks; 0 where all is run as a whole.
    var extent = 0
    var block = 1
    var isElementwise: Bool { instructions.allSatisfy(\.op.isElementwise) }
  }

  private let parts: [Part]
  private let team: Team
  private let machine: KernelSet.Run
  private let size: Int
  private var current = Part(instructions: [])

  /// Elements of a block, and of the shortest values for which blocks pay.
  private static let (block, shortest) = (4096, 8192)

  /// - size: bytes of an element.
  init(_ instructions: [Instruction], team: Team, size: Int, machine: @escaping KernelSet.Run) {
    var parts: [Part] = []
    for instruction in instructions {
      let (extent, block) = DenseProgram.cut(instruction) ?? (0, 1)
      let last = parts.indices.last
      if let last, parts[last].extent == extent, extent == 0 || instruction.op.isElementwise && parts[last].isElementwise {
        parts[last].instructions.append(instruction)
      } else {
        parts.append(Part(instructions: [instruction], extent: extent, block: block))
      }
    }
    (self.parts, self.team, self.size, self.machine) = (parts, team, size, machine)
    super.init()
  }

  /// What of an instruction is cut into blocks: how much there is, and how much a block has. Nil where it is short.
  private static func cut(_ instruction: Instruction) -> (extent: Int, block: Int)? {
    let (rows, columns) = (instruction.rows, instruction.op == .transpose ? instruction.n : instruction.k)
    switch instruction.op {
    case .sumChunks where rows > 1 && rows * columns >= shortest: return (rows, max(1, block / columns))
    // whole squares of 16, and whole cache lines of the result
    case .transpose where rows * columns >= shortest: return (rows, 16)
    case let op where op.isElementwise && rows == 1 && instruction.width >= shortest: return (instruction.width, block)
    default: return nil
    }
  }

  /// - Returns: false where it was interrupted.
  func run(isInterrupted: @escaping () -> Bool = { false }) -> Bool {
    for part in parts {
      if part.extent == 0 {
        var context = TileContext.none
        machine(part.instructions, part.instructions.count, &context)
        continue
      }
      current = part
      begin(isInterrupted: isInterrupted)
      team.run(self, jobs: (part.extent + part.block - 1) / part.block)
      if wasStopped { return false }
    }
    return true
  }

  override func run(job: Int, worker: Int) {
    if isStopped(worker: worker) { return }
    let first = job * current.block
    let count = min(current.block, current.extent - first)
    for instruction in current.instructions {
      var part = instruction
      part.form = nil
      switch part.op {
      case .sumChunks:
        part.rows = count
        part.d.advance(by: first * part.k * size)
        part.a.advance(by: first * part.a.inner * size)
      case .transpose:
        part.rows = count
        part.d.advance(by: first * size)
        part.a.advance(by: first * part.a.stride * size)
      default:
        part.width = count
        part.d.advance(by: first * size)
        part.a.advance(by: first * size)
        part.b.advance(by: first * size)
        part.c.advance(by: first * size)
      }
      var context = TileContext.none
      machine(&part, 1, &context)
    }
  }
}

extension TileContext {
  /// For instructions that are no part of a tile.
  static var none: TileContext {
    TileContext(key: (0, 0), step: 0, sample: 0, lanes: 1, weight: 1, indices: nil, accumulators: nil)
  }
}

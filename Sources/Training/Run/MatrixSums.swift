import Instructions
import Tensor

/// Sums over the batch of matrices so large that chunks can't have their own: there is one of each. When the tiles of a few chunks are through,
/// the threads add what these tiles give, each to blocks of its own; an element's sum goes in the order of the samples, whoever adds it.
///
/// A class: the threads of a team share it.
final class MatrixSums: StoppableWork {
  /// Rows and columns of one of the matrices, and the instructions that add to it.
  private struct Block {
    let instructions: [Int]
    let rows: Range<Int>
    let columns: Range<Int>
  }

  let base: UnsafeMutableRawPointer
  /// For each tile that is in memory, `accumulateMatrix` for all matrices; several may add to one.
  private let programs: [[Instruction]]
  private let blocks: [Block]
  /// Of each thread: room for `accumulateMatrix`.
  private let panels: [Memory]
  private let size: Int
  private let machine: KernelSet.Run
  /// How many tiles are added.
  private var tiles = 0
  private var isFirst = true

  /// Of a block: its part of a matrix, and of the rows that go into it, fit the second-level cache.
  private static let (mostRows, mostColumns) = (512, lanes)

  /// - Parameters:
  ///   - programs: for each tile that is in memory.
  ///   - base: of the memory that holds the matrices, and outlives this.
  ///   - size: bytes of an element.
  init(_ programs: [[Instruction]], base: UnsafeMutableRawPointer, workers: Int, size: Int, machine: @escaping KernelSet.Run) {
    (self.programs, self.base, self.size, self.machine) = (programs, base, size, machine)
    panels = (0..<workers).map { _ in Memory(bytes: lanes * lanes * size) }
    let sums = programs.first ?? []
    blocks = sums.indices.filter { i in sums.firstIndex { $0.accumulator == sums[i].accumulator } == i }.flatMap { first in
      let instructions = sums.indices.filter { sums[$0].accumulator == sums[first].accumulator }
      return MatrixSums.ranges(sums[first].rows, MatrixSums.mostRows).flatMap { rows in
        MatrixSums.ranges(sums[first].n, MatrixSums.mostColumns).map { Block(instructions: instructions, rows: rows, columns: $0) }
      }
    }
    super.init()
  }

  private static func ranges(_ count: Int, _ most: Int) -> [Range<Int>] {
    stride(from: 0, to: count, by: most).map { $0..<min($0 + most, count) }
  }

  /// The instructions of the first tile, for what they cost.
  var instructions: [Instruction] {
    (programs.first ?? []).map { sum in
      var sum = sum
      sum.d.pointer = panels[0].base
      return sum
    }
  }

  /// Adds what the tiles in memory give.
  /// - tiles: how many there are.
  /// - isFirst: they are the first of the batch.
  /// - Returns: false where it was interrupted.
  func add(tiles: Int, isFirst: Bool, team: Team, isInterrupted: @escaping () -> Bool) -> Bool {
    (self.tiles, self.isFirst) = (tiles, isFirst)
    begin(isInterrupted: isInterrupted)
    team.run(self, jobs: blocks.count)
    return !wasStopped
  }

  override func run(job: Int, worker: Int) {
    if isStopped(worker: worker) { return }
    let block = blocks[job]
    if isFirst, let first = block.instructions.first { clear(part(of: programs[0][first], block)) }
    var context = TileContext.none
    context.sums = base
    for tile in 0..<tiles {
      for instruction in block.instructions {
        var sum = part(of: programs[tile][instruction], block)
        sum.d.pointer = panels[worker].base
        machine(&sum, 1, &context)
      }
    }
  }

  private func part(of sum: Instruction, _ block: Block) -> Instruction {
    var part = sum
    (part.rows, part.n) = (block.rows.count, block.columns.count)
    part.a.pointer = sum.a.pointer.map { $0 + block.rows.lowerBound * sum.a.stride * size }
    part.b.pointer = sum.b.pointer.map { $0 + block.columns.lowerBound * sum.b.inner * size }
    part.accumulator += block.rows.lowerBound * sum.d.stride + block.columns.lowerBound
    return part
  }

  /// Sets a block to 0, up to the end of its vectors.
  private func clear(_ sum: Instruction) {
    for row in 0..<sum.rows {
      let start = base + (sum.accumulator + row * sum.d.stride) * size
      start.initializeMemory(as: UInt8.self, repeating: 0, count: MatrixSums.mostColumns * size)
    }
  }
}

import Instructions
import Tensor

/// What is run for the tiles in one place of memory: instructions with the addresses of its rows, and the rows that are active.
///
/// Addresses alone, so that no references are counted for each tile; whoever makes it gives its memory back.
struct TileProgram {
  let instructions: UnsafeMutableBufferPointer<Instruction>
  /// The instructions, in parts after which an interrupt is looked at: a tile of a large model takes long.
  let parts: UnsafeMutableBufferPointer<Range<Int>>
  let ranges: RangeLists
  /// For each instruction with a selection, what it does with one range of its rows.
  private let selected: UnsafeMutableBufferPointer<Instruction>

  /// Instructions of a part, at the most, but for what belongs to its last pass.
  static let length = 32

  /// - length: instructions of a part.
  init(_ program: [Instruction], length: Int, choices: [SampleOrder.Choice]) {
    ranges = RangeLists(choices)
    instructions = UnsafeMutableBufferPointer(copying: program)
    selected = UnsafeMutableBufferPointer(copying: program)
    for i in program.indices {
      selected[i].selection = nil
      instructions[i].selection?.part = selected.baseAddress.map { $0 + i }
    }
    var parts: [Range<Int>] = []
    var (i, start) = (0, 0)
    while i < program.count {
      let pass = Pass(program[i...])
      instructions[i].pass = pass
      i += pass?.count ?? 1
      if i - start >= length || i == program.count {
        parts.append(start..<i)
        start = i
      }
    }
    self.parts = UnsafeMutableBufferPointer(copying: parts)
  }

  func deallocate() {
    instructions.deallocate()
    selected.deallocate()
    parts.deallocate()
    ranges.deallocate()
  }

  @inline(__always)
  func run(_ part: Range<Int>, _ context: UnsafeMutablePointer<TileContext>, _ machine: KernelSet.Run) {
    guard let start = instructions.baseAddress else { return }
    machine(start + part.lowerBound, part.count, context)
  }
}

import Instructions

/// The elements of an operand, and how they lie.
struct Field {
  var values: [Float] = []
  var stride = 0
  var inner = 0
  var broadcast = false

  static let none = Field()
}

/// One instruction with the elements it reads and writes, so that each machine can run it on its own copy.
struct Case {
  var op: Opcode
  var rows = 1
  var width = 64
  var n = 0
  var k = 0
  var inner = 1
  var x = 0.0
  var accumulator = 0
  var d = Field.none
  var a = Field.none
  var b = Field.none
  var c = Field.none
  var map: [Int32] = []
  var indices: [Int32] = []
  var accumulators: [Float] = []
  var sample = 128
  var lanes = 64
  var continues = false
  var skipsZeros = false
  /// Elements of d that may hold anything afterwards.
  var scratch = 0
  var selection: RowSelection?
  /// The rows that `selection` names.
  var ranges: [Range<Int>] = []
  /// d and a are the same memory.
  var inPlace = false
  var name = ""

  init(_ op: Opcode) { self.op = op }

  /// What is left in memory after the instruction.
  struct Result: Equatable {
    var d: [Double]
    var accumulators: [Double]
    var fault: Int32
    var faultIndex: Double
  }

  func run(on machine: Machine) -> Result {
    if case .plainDouble = machine { return run(Double.self, machine) }
    return run(Float.self, machine)
  }

  private func run<T: BinaryFloatingPoint>(_: T.Type, _ machine: Machine) -> Result {
    let memory = [d, a, b, c].map { Memory<T>($0.values) }
    let panel = Memory<T>(Array(repeating: 0, count: scratch))
    let sums = Memory<T>(accumulators)
    func operand(_ field: Field, _ memory: Memory<T>) -> Operand {
      Operand(memory.pointer, stride: field.stride, inner: field.inner, broadcast: field.broadcast)
    }
    return map.withUnsafeBufferPointer { map in
      indices.withUnsafeBufferPointer { indices in
        var instruction = Instruction(
          op, rows: rows, width: width, d: operand(d, memory[inPlace ? 1 : 0]), a: operand(a, memory[1]), b: operand(b, memory[2]),
          c: operand(c, memory[3]), map: map.baseAddress)
        (instruction.n, instruction.k, instruction.inner, instruction.x) = (n, k, inner, x)
        (instruction.accumulator, instruction.place, instruction.stream, instruction.row) = (accumulator, 6, 5, 3)
        var context = TileContext(
          key: (17, 29), step: 11, sample: sample, lanes: lanes, weight: 1.0 / 48, indices: indices.isEmpty ? nil : indices.baseAddress,
          accumulators: sums.pointer)
        context.sums = context.accumulators
        if scratch > 0 { instruction.d.pointer = UnsafeMutableRawPointer(panel.pointer) }
        (instruction.continues, instruction.selection, instruction.skipsZeros) = (continues, selection, skipsZeros)
        let part = UnsafeMutablePointer<Instruction>.allocate(capacity: 1)
        defer { part.deallocate() }
        part.initialize(to: instruction)
        part.pointee.selection = nil
        instruction.selection?.part = part
        let list = ranges.map { RowRange(start: Int32($0.lowerBound), count: Int32($0.count)) }
        list.withUnsafeBufferPointer { list in
          let all = list.baseAddress.map { [RowRanges(first: $0, count: list.count)] } ?? []
          all.withUnsafeBufferPointer { all in
            context.ranges = all.baseAddress
            machine.run([instruction], &context)
          }
        }
        return Result(
          d: memory[inPlace ? 1 : 0].values, accumulators: sums.values, fault: context.fault, faultIndex: context.faultIndex)
      }
    }
  }
}

/// A copy of some elements, as a machine's element type.
private final class Memory<T: BinaryFloatingPoint> {
  let pointer: UnsafeMutablePointer<T>
  let count: Int

  init(_ values: [Float]) {
    count = values.count
    pointer = UnsafeMutableRawPointer.allocate(byteCount: (count + 1) * MemoryLayout<T>.stride, alignment: 64).bindMemory(
      to: T.self, capacity: count + 1)
    for (i, x) in values.enumerated() { pointer[i] = T(x) }
  }

  var values: [Double] { (0..<count).map { Double(pointer[$0]) } }

  deinit { pointer.deallocate() }
}

import Instructions

/// Turns the places of a plan into addresses.
struct Resolver {
  let dense: UnsafeMutableRawPointer
  let numbers: UnsafeMutableRawPointer
  /// Bytes of an element.
  let size: Int
  let external: (Int) -> UnsafeMutableRawPointer?
  let sorter: Sorter?

  /// - tile: first row of a thread's tile.
  func resolve(_ planned: Planned, tile: UnsafeMutableRawPointer?) -> Instruction {
    var instruction = planned.instruction
    instruction.d.pointer = planned.d.flatMap { address($0, tile) }
    instruction.a.pointer = planned.a.flatMap { address($0, tile) }
    instruction.b.pointer = planned.b.flatMap { address($0, tile) }
    instruction.c.pointer = planned.c.flatMap { address($0, tile) }
    // the table lives as long as the plan, which holds it
    instruction.map = planned.table?.pointer
    instruction.form = Instruction.Form(of: instruction)
    return instruction
  }

  private func address(_ location: Location, _ tile: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    switch location {
    case .tile(let row): tile.map { $0 + row * lanes * size }
    case .dense(let place): dense + place * size
    case .number(let place): numbers + place * MemoryLayout<Double>.size
    case .external(let number): external(number)
    case .drawn(let row): sorter?.row(row)
    }
  }
}

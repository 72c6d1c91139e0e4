import Instructions
import Tensor

extension Planner {
  /// Values per sample: instructions in the order of the graph, then rows by lifetime.
  mutating func emitTiles() {
    var steps: [TileStep] = []
    for id in nodes.indices where needed[id] && nodes[id].level == .sample && !fused[id] && !isAlias(id) { steps += compute(id) }
    steps = fusing(steps)
    // sums are added as soon as their input is there
    var sums: [TileStep] = []
    var at = 0
    for id in nodes.indices where needed[id] && nodes[id].primitive is BatchSum {
      for input in nodes[id].inputs { sums.append(accumulate(input, at: plan.sums[at].from)) }
      at += 1
    }
    for (i, stored) in goal.stored.enumerated() { sums.append(store(stored.id, output: i)) }
    steps = merged(steps, sums)
    placeRows(steps)
  }

  /// A reshape has the rows of its input.
  private func isAlias(_ id: Int) -> Bool { nodes[id].primitive is Reshape && nodes[id].level == .sample }

  private func root(_ id: Int) -> Int {
    var id = id
    while isAlias(id) { id = nodes[id].inputs[0] }
    return id
  }

  private func form(_ id: Int) -> Form { Form(count: nodes[id].count, isTile: nodes[id].level == .sample) }

  /// Where an operand lies: in a tile under its node's number, or densely.
  private mutating func operand(_ id: Int) -> (location: Location, node: Int?) {
    if nodes[id].level == .sample { return (.tile(row: 0), root(id)) }
    return (.dense(densePlace(id)), nil)
  }

  private mutating func compute(_ id: Int) -> [TileStep] {
    let node = nodes[id]
    return node.primitive.emit(node.inputs.map(form), form(id)).map { draft in
      let operands = draft.sources.map { operand(node.inputs[$0]) }
      var planned = Planned(draft, d: .tile(row: 0), operands.map(\.location))
      planned.instruction.place = Int32(id)
      if node.primitive is Input { planned.a = .external(id) }
      simplify(&planned, node.inputs)
      return TileStep(
        planned: planned, writes: id, reads: operands.compactMap(\.node), offset: draft.offset, sources: operands.map(\.node),
        isElementwise: node.primitive is Elementwise)
    }
  }

  /// Adds a value per sample, or the product or scatter that makes it, to the accumulators from `start` on.
  private mutating func accumulate(_ id: Int, at start: Int) -> TileStep {
    let id = root(id)
    let node = nodes[id]
    var instruction: Instruction
    var inputs = [id]
    if fused[id], let product = node.primitive as? Product {
      instruction = product.instruction(.accumulateProduct, node.inputs.map(form), form(id))
      inputs = node.inputs
    } else if fused[id], let scatter = node.primitive as? TakeBack {
      instruction = scatter.instruction(.accumulateTake, node.inputs.map(form), form(id))
      inputs = node.inputs
    } else {
      instruction = Instruction(.accumulateRows, rows: node.count, width: lanes, a: Operand(nil, stride: lanes))
    }
    instruction.accumulator = start
    instruction.place = Int32(id)
    let operands = inputs.map { operand($0) }
    let planned = Planned(
      instruction: instruction, d: nil, a: operands[0].location, b: operands.count > 1 ? operands[1].location : nil)
    return TileStep(planned: planned, writes: nil, reads: operands.compactMap(\.node), sources: operands.map(\.node))
  }

  private mutating func store(_ id: Int, output: Int) -> TileStep {
    let count = nodes[id].count
    let source = operand(id)
    var instruction = Instruction(.store, rows: count, width: lanes)
    instruction.n = count
    instruction.a = Operand(nil, stride: form(id).step, broadcast: !form(id).isTile)
    let planned = Planned(instruction: instruction, d: .external(-1 - output), a: source.location)
    return TileStep(planned: planned, writes: nil, reads: source.node.map { [$0] } ?? [], sources: [source.node])
  }

  /// Puts each of `sums` right behind the last step that makes what it reads.
  private func merged(_ steps: [TileStep], _ sums: [TileStep]) -> [TileStep] {
    var made: [Int: Int] = [:]
    for (i, step) in steps.enumerated() { if let id = step.writes { made[id] = i } }
    var behind: [Int: [TileStep]] = [:]
    for sum in sums { behind[sum.reads.compactMap { made[$0] }.max() ?? -1, default: []].append(sum) }
    var result = behind[-1] ?? []
    for (i, step) in steps.enumerated() {
      result.append(step)
      result += behind[i] ?? []
    }
    return result
  }

  /// Gives each value rows for as long as it is read. An element-wise result takes the rows of an operand that ends there.
  private mutating func placeRows(_ steps: [TileStep]) {
    var last: [Int: Int] = [:]
    for (i, step) in steps.enumerated() { for id in step.reads { last[id] = i } }
    var rows: [Int: Range<Int>] = [:]
    var allocator = RowAllocator()
    for (i, step) in steps.enumerated() {
      var step = step
      var ending = Set(step.reads.filter { last[$0] == i })
      if let id = step.writes, rows[id] == nil {
        let count = Swift.max(nodes[id].count, 1)
        let heir = step.reads.first { ending.contains($0) && nodes[$0].count == count && step.isElementwise }
        if let heir, let range = rows[heir] {
          rows[id] = range
          rows[heir] = nil
          ending.remove(heir)
          locate(&step, at: heir, range)
        } else {
          let start = allocator.take(count)
          rows[id] = start..<start + count
        }
        if last[id] == nil { last[id] = i }
      }
      for source in step.sources { if let source, let range = rows[source] { locate(&step, at: source, range) } }
      if let id = step.writes, let range = rows[id] { step.planned.d = .tile(row: range.lowerBound + step.offset) }
      plan.tile.append(step.planned)
      if let id = step.writes, last[id] == i { ending.insert(id) }
      for id in ending {
        if let range = rows.removeValue(forKey: id) { allocator.give(range) }
      }
    }
    plan.tileRows = allocator.end
  }

  private func locate(_ step: inout TileStep, at id: Int, _ range: Range<Int>) {
    let place = Location.tile(row: range.lowerBound)
    if step.sources.count > 0, step.sources[0] == id { step.planned.a = place }
    if step.sources.count > 1, step.sources[1] == id { step.planned.b = place }
    if step.sources.count > 2, step.sources[2] == id { step.planned.c = place }
  }
}

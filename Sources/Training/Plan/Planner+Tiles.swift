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
      for input in nodes[id].inputs { sums.append(accumulate(input, in: plan.sums[at])) }
      at += 1
    }
    for (i, stored) in goal.stored.enumerated() { sums.append(store(stored.id, output: i)) }
    steps = merged(steps, sums)
    if let draws = plan.draws { steps = Selection.selecting(steps, draws.choices.map(\.node)) }
    steps = RowBlocks.split(steps)
    let late = plan.chunks.shareMatrices ? steps.filter(\.isMatrixSum) : []
    if !late.isEmpty { steps = steps.filter { !$0.isMatrixSum } + late }
    placeRows(steps)
    plan.matrices = plan.tile.suffix(late.count)
    plan.tile.removeLast(late.count)
  }

  /// A reshape has the rows of its input.
  func isAlias(_ id: Int) -> Bool { nodes[id].primitive is Reshape && nodes[id].level == .sample }

  /// The node whose rows a value has.
  func root(_ id: Int) -> Int {
    var id = id
    while isAlias(id) { id = nodes[id].inputs[0] }
    return id
  }

  private func form(_ id: Int) -> Form { Form(count: nodes[id].count, isTile: nodes[id].level == .sample) }

  /// Where an operand lies: in a tile under its node's number, or densely.
  private mutating func operand(_ id: Int) -> (location: Location, source: TileStep.Source?) {
    if nodes[id].level == .sample { return (.tile(row: 0), TileStep.Source(value: TileValue(node: root(id)))) }
    return (.dense(densePlace(id)), nil)
  }

  private mutating func compute(_ id: Int) -> [TileStep] {
    let node = nodes[id]
    if let draws = plan.draws, node.primitive is Draw { return draws.loads(of: id, count: node.count) }
    return node.primitive.emit(node.inputs.map(form), form(id)).map { draft in
      let operands = draft.sources.map { operand(node.inputs[$0]) }
      var planned = Planned(draft, d: .tile(row: 0), operands.map(\.location))
      planned.instruction.place = Int32(id)
      if node.primitive is Input { planned.a = .external(id) }
      simplify(&planned, node.inputs)
      if let product = node.primitive as? Product { readByRows(&planned, product, node.inputs[0]) }
      return TileStep(
        planned: planned, writes: TileValue(node: id), rows: Swift.max(1, node.count), offset: draft.offset,
        sources: operands.map(\.source), isElementwise: node.primitive is Elementwise)
    }
  }

  /// A large matrix that a product would read by columns is transposed, once a step, so that it can be read by rows.
  private mutating func readByRows(_ planned: inout Planned, _ product: Product, _ matrix: Int) {
    guard product.aTransposed, nodes[matrix].level != .sample, product.isLarge else { return }
    let place = turned[matrix] ?? reserve(nodes[matrix].count)
    if turned[matrix] == nil {
      turned[matrix] = place
      var transpose = Instruction(.transpose, rows: product.k, width: lanes)
      (transpose.n, transpose.d.stride, transpose.a.stride) = (product.m, product.k, product.m)
      let step = Planned(instruction: transpose, d: .dense(place), a: .dense(densePlace(matrix)))
      if nodes[matrix].level == .constant { plan.once.append(step) } else { plan.before.append(step) }
    }
    planned.a = .dense(place)
    (planned.instruction.a.stride, planned.instruction.a.inner) = (product.k, 1)
  }

  /// Adds a value per sample, or the product or scatter that makes it, to the accumulators from `start` on.
  private mutating func accumulate(_ id: Int, in total: BatchTotal) -> TileStep {
    let id = root(id)
    let node = nodes[id]
    var instruction: Instruction
    var inputs = [id]
    if fused[id], let product = node.primitive as? Product {
      instruction = product.instruction(total.isMatrix ? .accumulateMatrix : .accumulateProduct, node.inputs.map(form), form(id))
      instruction.d.stride = total.isMatrix ? total.stride : product.n
      inputs = node.inputs
    } else if fused[id], let scatter = node.primitive as? TakeBack {
      instruction = scatter.instruction(.accumulateTake, node.inputs.map(form), form(id))
      inputs = node.inputs
    } else {
      instruction = Instruction(.accumulateRows, rows: node.count, width: lanes, a: Operand(nil, stride: lanes))
    }
    instruction.accumulator = total.from
    instruction.place = Int32(id)
    let operands = inputs.map { operand($0) }
    let planned = Planned(
      instruction: instruction, d: nil, a: operands[0].location, b: operands.count > 1 ? operands[1].location : nil)
    var step = TileStep(planned: planned, sources: operands.map(\.source))
    if total.isMatrix, !plan.chunks.shareMatrices {
      // the panel
      step.writes = TileValue(node: -1 - id)
      step.rows = lanes
    }
    return step
  }

  private mutating func store(_ id: Int, output: Int) -> TileStep {
    let count = nodes[id].count
    let source = operand(id)
    var instruction = Instruction(.store, rows: count, width: lanes)
    instruction.n = count
    instruction.a = Operand(nil, stride: form(id).step, broadcast: !form(id).isTile)
    let planned = Planned(instruction: instruction, d: .external(-1 - output), a: source.location)
    return TileStep(planned: planned, sources: [source.source])
  }

  /// Puts each of `sums` right behind the last step that makes what it reads; but a number that nobody else reads, the loss, goes to the end: it
  /// would stand between instructions that run in one pass.
  private func merged(_ steps: [TileStep], _ sums: [TileStep]) -> [TileStep] {
    var made: [TileValue: Int] = [:]
    for (i, step) in steps.enumerated() { if let value = step.writes { made[value] = i } }
    let read = Set(steps.flatMap(\.reads))
    func waits(_ sum: TileStep) -> Bool {
      sum.planned.instruction.op == .accumulateRows && sum.planned.instruction.rows == 1 && read.isDisjoint(with: sum.reads)
    }
    var behind: [Int: [TileStep]] = [:]
    for sum in sums where !waits(sum) { behind[sum.reads.compactMap { made[$0] }.max() ?? -1, default: []].append(sum) }
    var result = behind[-1] ?? []
    for (i, step) in steps.enumerated() {
      result.append(step)
      result += behind[i] ?? []
    }
    return result + sums.filter(waits)
  }

  /// Gives each value rows for as long as it is read. An element-wise result takes the rows of an operand that ends there.
  private mutating func placeRows(_ steps: [TileStep]) {
    var last: [TileValue: Int] = [:]
    for (i, step) in steps.enumerated() { for value in step.reads { last[value] = i } }
    var rows: [TileValue: Range<Int>] = [:]
    var allocator = RowAllocator()
    for (i, step) in steps.enumerated() {
      var ending = Set(step.reads.filter { last[$0] == i })
      let sources = step.sources.map { source in source.flatMap { source in rows[source.value].map { $0.lowerBound + source.row } } }
      if let value = step.writes, rows[value] == nil {
        let heir = step.sources.compactMap { $0 }.first { source in
          ending.contains(source.value) && rows[source.value]?.count == step.rows && source.row == 0 && step.isElementwise
        }
        if let heir, let range = rows.removeValue(forKey: heir.value) {
          rows[value] = range
          ending.remove(heir.value)
        } else {
          let start = allocator.take(step.rows)
          rows[value] = start..<start + step.rows
        }
      }
      var planned = step.planned
      if let value = step.writes, let range = rows[value] {
        planned.d = .tile(row: range.lowerBound + step.offset)
        planned.instruction.reach = Swift.max(0, (last[value] ?? i) - i)
        if last[value] ?? -1 <= i, isLastWrite(of: value, steps, after: i) { ending.insert(value) }
      }
      if sources.count > 0, let row = sources[0] { planned.a = .tile(row: row) }
      if sources.count > 1, let row = sources[1] { planned.b = .tile(row: row) }
      if sources.count > 2, let row = sources[2] { planned.c = .tile(row: row) }
      plan.tile.append(planned)
      for value in ending { if let range = rows.removeValue(forKey: value) { allocator.give(range) } }
    }
    plan.tileRows = allocator.end
  }

  /// Whether no later step reads or writes a value: nobody wants it.
  private func isLastWrite(of value: TileValue, _ steps: [TileStep], after i: Int) -> Bool {
    !steps[(i + 1)...].contains { $0.writes == value || $0.reads.contains(value) }
  }
}

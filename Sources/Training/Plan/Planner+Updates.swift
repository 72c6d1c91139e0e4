import Instructions

/// How inputs get their new values at the end of a step, all at once: from places beside them; or, where large values follow element by element
/// from what they are and from what no update changes, as an optimizer's do, block by block, in their own places. Nothing is changed before all
/// parameters are known to be finite.
extension Planner {
  /// Finds what is made block by block: nodes that only updates of inputs of their size follow from, element by element.
  /// - count: elements of the shortest input that is worth it.
  mutating func findBlockwise(from count: Int) {
    var readers = Array(repeating: [Int](), count: nodes.count)
    for id in nodes.indices where needed[id] { for input in nodes[id].inputs { readers[input].append(id) } }
    let results = Set((goal.results + goal.stored).map(\.id))
    for size in Set(goal.updates.map(\.input.node.count)).sorted() where size > 1 && size >= count {
      let values = Set(goal.updates.filter { $0.input.node.count == size }.map(\.value.id))
      for id in nodes.indices.reversed() where needed[id] && isAfter[id] && nodes[id].count == size {
        guard nodes[id].primitive is Elementwise, !results.contains(id), values.contains(id) || !readers[id].isEmpty else { continue }
        isBlockwise[id] = readers[id].allSatisfy { isBlockwise[$0] }
      }
    }
  }

  /// Values that the end of a step reads, beside results: what updates copy, and what blocks start from.
  var resting: [Int] {
    goal.updates.map(\.value.id).filter { !isBlockwise[$0] }
      + nodes.indices.filter { isBlockwise[$0] }.flatMap { nodes[$0].inputs }.filter { !isBlockwise[$0] }
  }

  mutating func emitUpdates() {
    let blockwise = goal.updates.indices.filter { isBlockwise[goal.updates[$0].value.id] }
    for size in Set(blockwise.map { goal.updates[$0].input.node.count }).sorted() {
      emitBlockwise(blockwise.filter { goal.updates[$0].input.node.count == size }, size)
    }
    let changed = Set(goal.updates.map(\.input.id))
    for (i, update) in goal.updates.enumerated() where !isBlockwise[update.value.id] && update.value.id != update.input.id {
      let place = changed.contains(update.value.id) ? placeBefore(update.value) : densePlace(update.value.id)
      plan.updates.append(
        copy(to: densePlace(update.input.id), update.input.node.count, from: .dense(place), of: update.value.node.count))
      if i < goal.guarded { plan.checked.append(place..<place + update.value.node.count) }
    }
  }

  /// The place of what an input is before it changes.
  private mutating func placeBefore(_ input: Symbol) -> Int {
    let (place, count) = (reserve(input.node.count), input.node.count)
    plan.after.append(copy(to: place, count, from: .dense(densePlace(input.id)), of: count))
    return place
  }

  private func copy(to place: Int, _ count: Int, from value: Location, of size: Int) -> Planned {
    var copy = Instruction(.copy, rows: 1, width: precision.padded(count))
    copy.d.stride = count
    copy.a = Operand(nil, stride: 0, broadcast: size == 1 && count > 1)
    return Planned(instruction: copy, d: .dense(place), a: value)
  }

  /// Updates of inputs of one size: the parameters' new values alone, to see whether they are finite; then all, in their places.
  private mutating func emitBlockwise(_ updates: [Int], _ size: Int) {
    let inside = nodes.indices.filter { isBlockwise[$0] && nodes[$0].count == size }
    let guarded = updates.filter { $0 < goal.guarded }.map { goal.updates[$0].value.id }
    var behind = Set(guarded)
    for id in inside.reversed() where behind.contains(id) { behind.formUnion(nodes[id].inputs) }
    var block = BlockUpdate(count: size)
    var trial = BlockRows(lasting: guarded)
    block.trial = emitRows(inside.filter { behind.contains($0) }, &trial)
    block.checked = guarded.compactMap { trial.rows[$0] }

    var places: [Int: Location] = [:]
    for i in updates {
      let (input, value) = (goal.updates[i].input.id, goal.updates[i].value.id)
      // where nobody reads the old value any more
      let isFree = !inside.contains { $0 > value && nodes[$0].inputs.contains(input) }
      if isFree, places[value] == nil { places[value] = .dense(densePlace(input)) }
    }
    var rows = BlockRows(lasting: updates.map { goal.updates[$0].value.id }, places)
    block.updates = emitRows(inside, &rows)
    for i in updates {
      let (input, value) = goal.updates[i]
      let to = densePlace(input.id)
      if let place = rows.location(of: value.id), place != .dense(to) { block.updates.append(copy(to: to, size, from: place, of: size)) }
    }
    block.rows = max(trial.end, rows.end)
    plan.blockUpdates.append(block)
  }

  /// Instructions of values that lie in a block's rows, in the order of the graph.
  private mutating func emitRows(_ ids: [Int], _ rows: inout BlockRows) -> [Planned] {
    var last: [Int: Int] = [:]
    for id in ids { for input in nodes[id].inputs { last[input] = id } }
    var result: [Planned] = []
    for id in ids {
      let sources = Dictionary(nodes[id].inputs.map { ($0, rows.location(of: $0)) }) { first, _ in first }.compactMapValues { $0 }
      // element by element it may write where it reads
      for input in Set(nodes[id].inputs).sorted() where last[input] == id { rows.give(input) }
      let place = rows.take(id)
      result += planDense(id, sources.merging([id: place]) { _, own in own })
    }
    return result
  }
}

/// Where the values of a block lie: in a thread's rows, or in the places of inputs.
private struct BlockRows {
  /// First row of each value that has rows.
  private(set) var rows: [Int: Int] = [:]
  /// One past the highest row.
  var end: Int { allocator.end }
  private let places: [Int: Location]
  private let lasting: Set<Int>
  private var allocator = RowAllocator()

  /// - Parameters:
  ///   - lasting: values that are read when all are made.
  ///   - places: of values that get no rows.
  init(lasting: [Int], _ places: [Int: Location] = [:]) { (self.lasting, self.places) = (Set(lasting), places) }

  func location(of id: Int) -> Location? { places[id] ?? rows[id].map { .tile(row: $0) } }

  mutating func take(_ id: Int) -> Location {
    if let place = places[id] { return place }
    let row = allocator.take(BlockUpdate.rowsOfValue)
    rows[id] = row
    return .tile(row: row)
  }

  mutating func give(_ id: Int) {
    guard !lasting.contains(id), let row = rows[id] else { return }
    allocator.give(row..<row + BlockUpdate.rowsOfValue)
  }
}

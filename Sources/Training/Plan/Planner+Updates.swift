import Instructions

/// How inputs get their new values at the end of a step, all at once: from places beside them; or, where a large value follows element by element
/// from itself and from what no update changes, as an optimizer's mean does, by making it once more in its own place. Nothing is changed before all
/// parameters are known to be finite.
extension Planner {
  /// Instructions that making a value once more may take.
  private static let longestRemaking = 12

  mutating func findRemade(from count: Int) {
    let changed = Set(goal.updates.map(\.input.id))
    for (i, update) in goal.updates.enumerated() where i >= goal.guarded && update.input.node.count >= count {
      remade[i] = remaking(of: update.value.id, in: update.input.id, changed)
    }
  }

  /// The nodes that make a value from the old one, in order; nil where they can't be run in its place.
  private func remaking(of value: Int, in input: Int, _ changed: Set<Int>) -> [Int]? {
    var inside: Set<Int> = []
    var open = [value]
    while let id = open.popLast() {
      if isRemade(id, count: nodes[input].count) {
        if inside.insert(id).inserted { open += nodes[id].inputs }
      } else if changed.contains(id), id != input {
        return nil
      }
    }
    let node = nodes[value]
    let forms = node.inputs.map { Form(count: nodes[$0].count, isTile: false) }
    guard inside.contains(value), inside.count <= Planner.longestRemaking,
      node.primitive.emit(forms, Form(count: node.count, isTile: false)).count == 1
    else { return nil }
    return inside.sorted()
  }

  private func isRemade(_ id: Int, count: Int) -> Bool {
    nodes[id].primitive is Elementwise && isAfter[id] && nodes[id].count == count
  }

  /// Values that the end of a step reads, beside results: what updates copy, and what remaking starts from.
  var resting: [Int] {
    goal.updates.enumerated().flatMap { i, update -> [Int] in
      guard let inside = remade[i] else { return [update.value.id] }
      return inside.flatMap { nodes[$0].inputs }.filter { !inside.contains($0) }
    }
  }

  mutating func emitUpdates() {
    for (i, inside) in remade.sorted(by: { $0.key < $1.key }) { emitRemaking(goal.updates[i], inside) }
    for (i, update) in goal.updates.enumerated() where remade[i] == nil {
      emitCopy(update)
      guard i < goal.guarded else { continue }
      let place = densePlace(update.value.id)
      plan.checked.append(place..<place + update.value.node.count)
    }
  }

  private mutating func emitCopy(_ update: (input: Symbol, value: Symbol)) {
    let count = update.input.node.count
    var copy = Instruction(.copy, rows: 1, width: precision.padded(count))
    copy.d.stride = count
    copy.a = Operand(nil, stride: 0, broadcast: update.value.node.count == 1 && count > 1)
    plan.updates.append(
      Planned(instruction: copy, d: .dense(densePlace(update.input.id)), a: .dense(densePlace(update.value.id))))
  }

  private mutating func emitRemaking(_ update: (input: Symbol, value: Symbol), _ inside: [Int]) {
    let count = update.input.node.count
    var places = [update.value.id: densePlace(update.input.id)]
    for id in inside where id != update.value.id { places[id] = takeVacant(count) ?? reserve(count) }
    for id in inside { plan.updates += planDense(id, places) }
    for (id, place) in places.sorted(by: { $0.key < $1.key }) where id != update.value.id { giveVacant(place, count) }
  }
}

/// Where values lie that depend on no sample.
extension Planner {
  /// Elements of dense memory, rounded up so that a vector may run past the end.
  private func whole(_ count: Int) -> Int { (count + 63) / 64 * 64 }

  mutating func reserve(_ count: Int) -> Int {
    defer { plan.denseCount += whole(count) }
    return plan.denseCount
  }

  /// Gives up the places of a node's inputs that it is the last to read. Only places of one size follow each other, so that instructions on long
  /// values can still go block by block together.
  mutating func vacate(_ id: Int, _ inputs: [Int]) {
    for input in Set(inputs).sorted() where lastReader[input] == id {
      guard let place = dense[input] else { continue }
      lastReader[input] = .max
      giveVacant(place, nodes[input].count)
    }
  }

  mutating func giveVacant(_ place: Int, _ count: Int) { vacant[whole(count), default: []].append(place) }
  mutating func takeVacant(_ count: Int) -> Int? { vacant[whole(count)]?.popLast() }

  /// The dense place of a node that depends on no sample; constants and numbers get one when they are first read.
  mutating func densePlace(_ id: Int) -> Int {
    if let place = dense[id] { return place }
    let node = nodes[id]
    // sums over the batch are there before anything follows from them
    let place = (isAfter[id] && !(node.primitive is BatchSum) ? takeVacant(node.count) : nil) ?? reserve(node.count)
    dense[id] = place
    if let constant = node.primitive as? Constant {
      plan.constants.append((place, constant.value.doubles))
    } else if node.level == .number, let from = numbers[id] {
      plan.conversions.append((from, place))
    }
    return place
  }

  /// Where chunks share the sums of large matrices, these lie where the results go, if the rows there are as long; else in places of their own.
  mutating func placeSharedMatrices() {
    guard plan.chunks.shareMatrices else { return }
    for (i, total) in plan.sums.enumerated() where total.isMatrix {
      plan.sums[i].from = total.stride == total.columns ? total.to : reserve(total.rows * total.stride + lanes)
    }
  }

  /// Dense place of a number that the graph does not hold.
  mutating func constantPlace(_ x: Double) -> Int {
    if let place = extra[x.bitPattern] { return place }
    let place = reserve(1)
    plan.constants.append((place, [x]))
    extra[x.bitPattern] = place
    return place
  }
}

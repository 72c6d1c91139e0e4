import Instructions
import Tensor

/// Turns a graph into a plan: which nodes are needed, when each is computed, which instructions that takes, and where its
/// value lies.
struct Planner {
  let goal: Goal
  let precision: Precision
  /// Samples of a step.
  let batch: Int
  var nodes: [Node]
  /// What sums over the batch are multiplied by.
  var factors: [Int: [Factors.Factor]] = [:]
  var plan = Plan()
  /// Nodes that a result depends on.
  var needed: [Bool]
  /// How many needed nodes read each node, and whether the caller does.
  var uses: [Int]
  /// Nodes that a sum over the batch precedes, and what only they read.
  var isAfter: [Bool]
  /// Products and scatters that are summed over the batch as they are made, and never stored.
  var fused: [Bool]
  /// Nodes that are made at the end of a step, block by block, with the updates that follow from them.
  var isBlockwise: [Bool]
  /// The last node that reads each node's dense place; `.max` where it must stay.
  var lastReader: [Int]
  /// Dense places that nobody reads any more, by size.
  var vacant: [Int: [Int]] = [:]
  /// Dense place of each node that has one.
  var dense: [Int?]
  var numbers: [Int?]
  /// Dense places of matrices that are held transposed too, for products that would read them by columns.
  var turned: [Int: Int] = [:]
  /// Constants that instructions need beside the graph's own.
  var extra: [UInt64: Int] = [:]

  /// - Parameters:
  ///   - matrixBytes: beyond these, chunks share large matrices; see `Chunks`.
  ///   - blockwiseFrom: elements from which on updates are made block by block, in place.
  static func plan(
    _ goal: Goal, precision: Precision, batch: Int, matrixBytes: Int = Chunks.matrixBytes, blockwiseFrom: Int = 1 << 16
  ) -> Plan {
    var planner = Planner(goal, precision, batch)
    planner.findNeeded()
    planner.takeFactors()
    planner.delay()
    planner.countUses()
    planner.findBlockwise(from: blockwiseFrom)
    planner.findLastReaders()
    planner.findOrder()
    planner.findFused()
    planner.placeInputs()
    planner.emitOutsideTiles()
    planner.plan.chunks = Chunks(planner.plan, precision, batch: batch, matrixBytes: matrixBytes)
    planner.placeSharedMatrices()
    planner.emitTiles()
    if !goal.updates.isEmpty { planner.plan.skipZeros() }
    return planner.plan
  }

  private init(_ goal: Goal, _ precision: Precision, _ batch: Int) {
    self.goal = goal
    self.batch = batch
    nodes = batch % lanes == 0 ? Planner.weightless(goal.graph.nodes, batch) : goal.graph.nodes
    self.precision = precision
    let count = goal.graph.nodes.count
    needed = Array(repeating: false, count: count)
    uses = Array(repeating: 0, count: count)
    isAfter = Array(repeating: false, count: count)
    fused = Array(repeating: false, count: count)
    isBlockwise = Array(repeating: false, count: count)
    lastReader = Array(repeating: .max, count: count)
    dense = Array(repeating: nil, count: count)
    numbers = Array(repeating: nil, count: count)
  }

  /// The same nodes for a batch of whole tiles, in which all samples have one weight: a constant, as is what follows from it alone.
  private static func weightless(_ nodes: [Node], _ batch: Int) -> [Node] {
    var result: [Node] = []
    for node in nodes {
      var (primitive, level) = (node.primitive, node.level)
      if primitive is SampleWeight {
        (primitive, level) = (Constant(value: Tensor(1 / Double(batch))), .constant)
      } else if level == .sample, !node.inputs.isEmpty {
        level = node.inputs.map { result[$0].level }.max() ?? level
      } else if primitive is BatchSum, node.inputs.contains(where: { result[$0].level != .sample }) {
        // it sums what lies in tiles
        return nodes
      }
      result.append(Node(primitive: primitive, inputs: node.inputs, shape: node.shape, level: level, origin: node.origin))
    }
    return result
  }

  /// What the caller reads.
  private var roots: [Symbol] { goal.results + goal.updates.map(\.value) + goal.stored }

  private mutating func findNeeded() {
    for root in roots { needed[root.id] = true }
    for id in nodes.indices.reversed() where needed[id] { for input in nodes[id].inputs { needed[input] = true } }
    for id in nodes.indices {
      isAfter[id] = nodes[id].primitive is BatchSum || nodes[id].inputs.contains { isAfter[$0] }
    }
  }

  private mutating func takeFactors() {
    let found = Factors(nodes, needed: needed, roots: Set(roots.map(\.id)), batch: batch)
    (nodes, factors) = (found.nodes, found.ofSums)
  }

  /// What nobody reads before the sums over the batch are there is computed when it is read: then it needs a place for a short time.
  private mutating func delay() {
    var isReadEarly = Array(repeating: false, count: nodes.count)
    for id in goal.results.map(\.id) + factors.values.flatMap({ $0.map(\.number) }) { isReadEarly[id] = true }
    for id in nodes.indices.reversed() where needed[id] {
      let node = nodes[id]
      if node.level == .step, node.primitive is Elementwise, !isReadEarly[id] { isAfter[id] = true }
      if !isAfter[id] || node.primitive is BatchSum { for input in node.inputs { isReadEarly[input] = true } }
    }
  }

  private mutating func countUses() {
    for root in roots { uses[root.id] += 1 }
    for id in nodes.indices where needed[id] { for input in nodes[id].inputs { uses[input] += 1 } }
    // who reads a reshape in tiles reads the rows of its input
    for id in nodes.indices.reversed() where needed[id] && isAlias(id) { uses[nodes[id].inputs[0]] += uses[id] - 1 }
  }

  /// What follows from the sums can give its place to what is computed later.
  private mutating func findLastReaders() {
    for id in nodes.indices where needed[id] && isAfter[id] { lastReader[id] = id }
    for id in nodes.indices where needed[id] { for input in nodes[id].inputs where isAfter[input] { lastReader[input] = id } }
    for id in goal.results.map(\.id) + resting { lastReader[id] = .max }
  }

  /// In Double, the reference, samples stay in their order.
  private mutating func findOrder() {
    guard precision == .float32, goal.stored.isEmpty, let order = SampleOrder.find(nodes, needed, batch: batch) else { return }
    plan.draws = DrawPlan(order, nodes, needed)
  }

  /// A product or a scatter whose only reader is a sum over the batch is added to the accumulators directly.
  private mutating func findFused() {
    for id in nodes.indices where needed[id] && nodes[id].primitive is BatchSum {
      for input in nodes[id].inputs.map(root) where uses[input] == 1 {
        let node = nodes[input]
        let perSample = node.inputs.allSatisfy { nodes[$0].level == .sample }
        fused[input] = perSample && (node.primitive is Product || node.primitive is TakeBack)
      }
    }
  }

  private mutating func placeInputs() {
    for input in goal.inputs where input.level == .step {
      dense[input.id] = reserve(input.node.count)
    }
    for id in nodes.indices where nodes[id].level == .number && nodes[id].primitive is Input {
      numbers[id] = number(id)
      plan.numberInputs[id] = numbers[id]
    }
    for update in goal.updates where dense[update.input.id] == nil { dense[update.input.id] = reserve(update.input.node.count) }
    for id in nodes.indices { if let place = dense[id] { plan.dense[id] = place } }
  }

  private mutating func number(_ id: Int) -> Int {
    defer { plan.numberCount += 1 }
    return plan.numberCount
  }

  /// Numbers, constants and values per step, in the order of the graph.
  private mutating func emitOutsideTiles() {
    for id in nodes.indices where needed[id] && nodes[id].level != .sample && !isBlockwise[id] && !(nodes[id].primitive is Input) {
      let node = nodes[id]
      if node.level == .number {
        emitNumber(id)
      } else if node.primitive is BatchSum {
        reserveSum(id)
        for factor in factors[id] ?? [] { plan.factors.append(multiplied(id, by: factor)) }
      } else if !(node.primitive is Constant) {
        // element by element it may write where it reads
        if node.primitive is Elementwise { vacate(id, node.inputs.filter { nodes[$0].count == node.count }) }
        let planned = planDense(id)
        vacate(id, node.inputs)
        if node.level == .constant { plan.once += planned } else if isAfter[id] { plan.after += planned } else { plan.before += planned }
      }
    }
    for result in goal.results { plan.dense[result.id] = densePlace(result.id) }
    emitUpdates()
  }

  private mutating func reserveSum(_ id: Int) {
    let (count, to) = (nodes[id].count, densePlace(id))
    let products = nodes[id].inputs.map(root).map { fused[$0] ? nodes[$0].primitive as? Product : nil }
    if let product = products[0], products.allSatisfy({ $0?.isLargeMatrix(lanes) == true }) {
      // an instruction may write up to the next 64 elements, of the last row too
      let stride = (product.n + lanes - 1) / lanes * lanes
      plan.sums.append(
        BatchTotal(isMatrix: true, from: plan.matrixCount, rows: product.m, columns: product.n, stride: stride, to: to))
      plan.matrixCount += product.m * stride + lanes
    } else {
      plan.sums.append(BatchTotal(isMatrix: false, from: plan.accumulatorCount, rows: 1, columns: count, stride: count, to: to))
      plan.accumulatorCount += count
    }
  }

  /// Multiplies a sum over the batch in its place.
  private mutating func multiplied(_ id: Int, by factor: Factors.Factor) -> Planned {
    let (count, place) = (nodes[id].count, densePlace(id))
    var times = Instruction(factor.op, rows: 1, width: precision.padded(count))
    times.d.stride = count
    times.a = Operand(nil, stride: 0, broadcast: false)
    times.b = Operand(nil, stride: 0, broadcast: count > 1)
    var planned = Planned(instruction: times, d: .dense(place), a: .dense(place), b: .dense(densePlace(factor.number)))
    simplify(&planned, [id, factor.number])
    return planned
  }

  private mutating func emitNumber(_ id: Int) {
    let node = nodes[id]
    let place = number(id)
    numbers[id] = place
    for draft in node.primitive.emit(node.inputs.map { _ in Form(count: 1, isTile: false) }, Form(count: 1, isTile: false)) {
      let sources = draft.sources.map { numberSource(node.inputs[$0]) }
      plan.numbers.append(Planned(draft, d: .number(place + draft.offset), sources))
    }
  }

  private mutating func numberSource(_ id: Int) -> Location {
    if let place = numbers[id] { return .number(place) }
    let place = number(id)
    numbers[id] = place
    if let constant = nodes[id].primitive as? Constant {
      var fill = Instruction(.fill, rows: 1, width: 1, d: Operand(nil, stride: 1))
      fill.x = constant.value.doubles[0]
      plan.numbers.append(Planned(instruction: fill, d: .number(place)))
    } else {
      emitNumber(id)
      return .number(numbers[id] ?? place)
    }
    return .number(place)
  }

  /// Instructions of a value that depends on no sample.
  /// - places: of values that lie elsewhere than in their dense places.
  mutating func planDense(_ id: Int, _ places: [Int: Location] = [:]) -> [Planned] {
    let node = nodes[id]
    let forms = node.inputs.map { Form(count: nodes[$0].count, isTile: false) }
    return node.primitive.emit(forms, Form(count: node.count, isTile: false)).map { draft in
      let sources = draft.sources.map { places[node.inputs[$0]] ?? .dense(densePlace(node.inputs[$0])) }
      var planned = Planned(draft, d: places[id] ?? .dense(densePlace(id) + draft.offset), sources)
      if node.primitive is Elementwise { planned.instruction.width = precision.padded(planned.instruction.width) }
      simplify(&planned, node.inputs)
      return planned
    }
  }

  /// A division by a constant is a multiplication by its reciprocal; in Double it stays a division.
  mutating func simplify(_ planned: inout Planned, _ inputs: [Int]) {
    guard precision == .float32, planned.instruction.op == .div, inputs.count == 2,
      let constant = nodes[inputs[1]].primitive as? Constant, constant.value.count == 1
    else { return }
    planned.instruction.op = .mul
    planned.b = .dense(constantPlace(1 / constant.value.doubles[0]))
  }
}

extension Planned {
  init(_ draft: Draft, d: Location, _ sources: [Location]) {
    self.init(
      instruction: draft.instruction, d: d, a: sources.count > 0 ? sources[0] : nil, b: sources.count > 1 ? sources[1] : nil,
      c: sources.count > 2 ? sources[2] : nil, table: draft.table)
  }
}

/// The numbers that the machine calculates with.
public enum Precision: Sendable {
  /// Float, by the fast kernels.
  case float32
  /// Double, by the plain kernels.
  case float64

  var size: Int { self == .float32 ? MemoryLayout<Float>.size : MemoryLayout<Double>.size }

  /// Fast kernels run over whole vectors of 64; the memory behind a dense value allows that.
  func padded(_ count: Int) -> Int { self == .float32 ? (count + 63) / 64 * 64 : count }
}

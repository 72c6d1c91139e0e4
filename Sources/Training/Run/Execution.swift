import Instructions
import KernelsBase
import Synchronization
import Tensor

/// A plan with memory and threads: runs steps. What each instruction reads and writes is settled when it is made.
///
/// A class: its threads share its memory.
public final class Execution {
  /// An index that left its range while the program ran.
  public struct Fault: Error {
    public var origin: Origin
    public var index: Double
    public var length: Int
  }

  let goal: Goal
  let plan: Plan
  let precision: Precision
  let team: Team
  let dense: Memory
  private let numbers: Memory
  let runTile: KernelSet.Run
  let tiles: TileWork
  let sums: [Instruction]
  /// Held here, since instructions point into them.
  private let external: [Samples]
  private let numberProgram: [Instruction]
  let before: [Instruction]
  let after: [Instruction]
  let updates: [Instruction]
  private let beforeProgram: DenseProgram
  private let sumProgram: DenseProgram
  private let afterProgram: DenseProgram
  let blockUpdates: [BlockUpdates]
  private let updateProgram: DenseProgram
  /// New values that must be finite.
  private let checked: [Range<Int>]

  /// - Parameters:
  ///   - batch: samples a step.
  ///   - tables: what sample inputs read: a row for each sample, by node.
  ///   - outputs: where stored values go, as many as `goal.stored`.
  /// - Throws: `TensorError` where it would need more memory than a process may have; nothing has been allocated then.
  public convenience init(
    _ goal: Goal, precision: Precision, team: Team, batch: Int, tables: [Int: Samples] = [:], outputs: [Samples] = []
  ) throws(TensorError) {
    let plan = Planner.plan(goal, precision: precision, batch: batch)
    try self.init(goal, plan, precision: precision, team: team, batch: batch, tables: tables, outputs: outputs)
  }

  init(
    _ goal: Goal, _ plan: Plan, precision: Precision, team: Team, batch: Int, tables: [Int: Samples] = [:], outputs: [Samples] = []
  ) throws(TensorError) {
    self.plan = plan
    self.goal = goal
    self.precision = precision
    self.team = team
    external = Array(tables.values) + outputs
    try TileWork.check(plan, precision: precision, batch: batch, workers: team.threads)
    dense = Memory(bytes: plan.denseCount * precision.size)
    numbers = Memory(bytes: plan.numberCount * MemoryLayout<Double>.size)
    let plain: KernelSet.Run = { program, count, context in runPlainDouble(program, count, context) }
    runTile = precision == .float32 ? KernelSet.best.runTile : plain
    let sorter = plan.draws.map { [runTile] in Sorter($0, batch: batch, chunks: plan.chunks, machine: runTile) }
    let resolver = Resolver(
      dense: dense.base, numbers: numbers.base, size: precision.size,
      external: { number in number < 0 ? outputs[-1 - number].memory.base : tables[number]?.memory.base }, sorter: sorter)
    numberProgram = plan.numbers.map { resolver.resolve($0, tile: nil) }
    before = plan.before.map { resolver.resolve($0, tile: nil) }
    after = plan.after.map { resolver.resolve($0, tile: nil) }
    updates = plan.updates.map { resolver.resolve($0, tile: nil) }
    checked = plan.checked
    beforeProgram = DenseProgram(before, team: team, size: precision.size, machine: runTile)
    afterProgram = DenseProgram(after, team: team, size: precision.size, machine: runTile)
    blockUpdates = plan.blockUpdates.map { [runTile] in
      BlockUpdates($0, resolver: resolver, precision: precision, team: team, machine: runTile)
    }
    updateProgram = DenseProgram(updates, team: team, size: precision.size, machine: runTile)
    tiles = TileWork(
      plan: plan, resolver: resolver, precision: precision, team: team, batch: batch, sorter: sorter, machine: runTile)
    sums = tiles.sums(into: dense) + plan.factors.map { resolver.resolve($0, tile: nil) }
    sumProgram = DenseProgram(sums, team: team, size: precision.size, machine: runTile)
    for (to, values) in plan.constants { write(values, at: to) }
    _ = DenseProgram(plan.once.map { resolver.resolve($0, tile: nil) }, team: team, size: precision.size, machine: runTile).run()
  }

  /// A thread may sort samples for a step that nobody will ask for; the team would hold them until it is used again.
  deinit { team.finish() }

  /// Sets the value of an input that changes at most once a step.
  public func set(_ input: Symbol, _ tensor: Tensor) {
    guard let place = plan.dense[input.id] else { return }
    switch precision {
    case .float32: dense.write(tensor.floats, at: place)
    case .float64: dense.write(tensor.doubles, at: place)
    }
  }

  public func set(_ input: Symbol, _ number: Double) {
    guard let place = plan.numberInputs[input.id] else { return }
    numbers[place, as: Double.self] = number
  }

  /// The value of an input or a result.
  public func value(of symbol: Symbol) -> Tensor {
    let place = plan.dense[symbol.id] ?? 0
    switch precision {
    case .float32: return Tensor(dense.elements(place, symbol.node.count, as: Float.self), shape: symbol.shape)
    case .float64: return Tensor(dense.elements(place, symbol.node.count, as: Double.self), shape: symbol.shape)
    }
  }

  /// The value of a result of one element.
  public func number(of symbol: Symbol) -> Double {
    let place = plan.dense[symbol.id] ?? 0
    return precision == .float32 ? Double(dense[place, as: Float.self]) : dense[place, as: Double.self]
  }

  private func write(_ values: [Double], at place: Int) {
    switch precision {
    case .float32: dense.write(values.map { Float($0) }, at: place)
    case .float64: dense.write(values, at: place)
    }
  }

  /// Computes everything up to the sums over the batch. Nothing that was set changes until `finish`.
  /// - Parameters:
  ///   - indices: which rows of the tables the samples read; the sample's own number where nil.
  ///   - isInterrupted: looked at every few instructions.
  /// - Returns: false where it was interrupted; the step is then dropped.
  public func begin(
    key: UInt64, step: Int, indices: UnsafePointer<Int32>? = nil, isInterrupted: @escaping () -> Bool
  ) throws(Fault) -> Bool {
    var nothing = TileContext.none
    runPlainDouble(numberProgram, numberProgram.count, &nothing)
    for (from, to) in plan.conversions {
      let x = numbers[from, as: Double.self]
      if precision == .float32 { dense[to, as: Float.self] = Float(x) } else { dense[to, as: Double.self] = x }
    }
    guard beforeProgram.run(isInterrupted: isInterrupted) else { return false }
    guard !plan.tile.isEmpty else { return !isInterrupted() }
    tiles.key = (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32))
    tiles.step = UInt32(truncatingIfNeeded: step)
    tiles.indices = indices
    guard tiles.run(isInterrupted: isInterrupted) else { return false }
    if let fault = tiles.fault {
      let node = goal.graph.nodes[Int(fault.place)]
      let length = node.primitive is Take ? goal.graph.nodes[node.inputs[0]].shape[0] : node.shape[0]
      throw Fault(origin: node.origin, index: fault.index, length: length)
    }
    return sumProgram.run(isInterrupted: isInterrupted)
  }

  /// How the end of a step went.
  public enum Ending {
    case done
    /// A new value of a guarded input is infinite or NaN; the inputs keep what they have.
    case notFinite
    /// The user interrupted; the inputs keep what they have.
    case interrupted
  }

  /// Computes what follows from the sums, and gives the inputs their new values.
  public func finish(isInterrupted: @escaping () -> Bool = { false }) -> Ending {
    guard afterProgram.run(isInterrupted: isInterrupted) else { return .interrupted }
    guard checked.allSatisfy({ dense.isFinite($0, precision) }) else { return .notFinite }
    for update in blockUpdates {
      let ending = update.tried(isInterrupted: isInterrupted)
      guard ending == .done else { return ending }
    }
    for update in blockUpdates { update.run() }
    _ = updateProgram.run()
    return .done
  }
}

/// A table of samples, a row each: what sample inputs read, or where stored values go.
public final class Samples {
  public let count: Int
  public let features: Int
  let precision: Precision
  let memory: Memory

  public init(count: Int, features: Int, precision: Precision) {
    self.count = count
    self.features = features
    self.precision = precision
    memory = Memory(bytes: count * features * precision.size)
  }

  public convenience init(_ tensor: Tensor, precision: Precision) {
    let count = tensor.shape.first ?? 0
    self.init(count: count, features: count == 0 ? 0 : tensor.count / count, precision: precision)
    switch precision {
    case .float32: memory.write(tensor.floats, at: 0)
    case .float64: memory.write(tensor.doubles, at: 0)
    }
  }

  /// The table as a tensor of the given shape per sample.
  public func tensor(shape: [Int]) -> Tensor {
    switch precision {
    case .float32: return Tensor(memory.elements(0, count * features, as: Float.self), shape: [count] + shape)
    case .float64: return Tensor(memory.elements(0, count * features, as: Double.self), shape: [count] + shape)
    }
  }
}

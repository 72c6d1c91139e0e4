import Instructions
import Synchronization
import Tensor

/// The part of a step that is done per sample: chunks of tiles, and the accumulators of each chunk.
///
/// A class: the threads of a team share it.
final class TileWork: TeamWork {
  /// Samples of the batch.
  let batch: Int
  let chunks: Int
  let tilesAChunk: Int
  var key: (UInt32, UInt32) = (0, 0)
  var step: UInt32 = 0
  var indices: UnsafePointer<Int32>?
  var isInterrupted: () -> Bool = { false }
  let stopped = Atomic<Bool>(false)

  private let plan: Plan
  private let precision: Precision
  private let machine: @Sendable (UnsafePointer<Instruction>, Int, UnsafeMutablePointer<TileContext>) -> Void
  /// A thread's rows, and its program with their addresses.
  private let arenas: [Memory]
  private let programs: [TileProgram]
  /// A thread's accumulators, for the chunk that it does, 0 before and after it; and the sums of all chunks.
  private let accumulators: [Memory]
  private let chunkSums: Memory
  private let sorter: Sorter?
  /// Of each thread.
  private let ranges: [RangeLists]
  /// First fault of each chunk: place + 1 (0: none) and the index.
  private let faults: UnsafeMutableBufferPointer<(place: Int32, index: Double)>

  /// Tiles in a chunk: a quarter of the batch, as far as that lies between these. The threads don't matter, since sums follow the chunks.
  private static let tilesAChunk = 2...4
  /// The sums of more than two chunks take no more than this, in bytes; larger models have fewer, larger chunks.
  private static let sumBytes = 64 << 20

  init(
    plan: Plan, resolver: Resolver, precision: Precision, workers: Int, batch: Int, sorter: Sorter?,
    machine: @escaping @Sendable (UnsafePointer<Instruction>, Int, UnsafeMutablePointer<TileContext>) -> Void
  ) {
    self.plan = plan
    self.precision = precision
    self.batch = batch
    self.machine = machine
    self.sorter = sorter
    (chunks, tilesAChunk) = TileWork.chunks(plan, precision, batch)
    // any thread of the team may come first
    let count = chunks > 1 || sorter != nil ? workers : 1
    arenas = (0..<count).map { _ in Memory(bytes: plan.tileRows * lanes * precision.size) }
    programs = arenas.map { arena in TileProgram(plan.tile.map { resolver.resolve($0, tile: arena.base) }) }
    ranges = arenas.map { _ in RangeLists(plan.draws?.choices ?? []) }
    accumulators = arenas.map { _ in Memory(bytes: plan.accumulatorCount * 16 * precision.size) }
    chunkSums = Memory(bytes: chunks * plan.sumCount * precision.size)
    faults = .allocate(capacity: max(1, chunks))
    faults.initialize(repeating: (0, 0))
    super.init()
  }

  deinit { faults.deallocate() }

  /// How many chunks there are, and of how many tiles: by the plan and the batch alone.
  private static func chunks(_ plan: Plan, _ precision: Precision, _ batch: Int) -> (count: Int, tiles: Int) {
    let tiles = (batch + lanes - 1) / lanes
    let bytes = max(1, plan.sumCount * precision.size)
    let most = max(2, sumBytes / bytes)
    let quarter = min(max(tiles / 4, tilesAChunk.lowerBound), tilesAChunk.upperBound)
    let each = max(quarter, (tiles + most - 1) / most)
    return ((tiles + each - 1) / each, each)
  }

  /// Refuses a plan that needs more memory than a process may have.
  static func check(_ plan: Plan, precision: Precision, workers: Int, batch: Int) throws(TensorError) {
    let size = Double(precision.size)
    let accumulators =
      Double(chunks(plan, precision, batch).count) * Double(plan.sumCount) * size + Double(workers * 16) * Double(plan.accumulatorCount)
      * size
    let bytes = Double(plan.denseCount) * size + Double(workers * plan.tileRows * lanes) * size + accumulators
    guard bytes <= Double(Tensor.maximumBytes) else {
      let (needed, most) = (Int((bytes / 1e6).rounded()), Tensor.maximumBytes / 1_000_000)
      throw TensorError("this would need \(needed) MB of memory; the limit is \(most) MB, half of this machine's")
    }
  }

  /// The first fault in the order of the samples.
  var fault: (place: Int32, index: Double)? {
    faults.first { $0.place != 0 }.map { ($0.place - 1, $0.index) }
  }

  /// What threads claim one by one: the chunks, and where samples are sorted, before them, the order of the next step.
  var jobs: Int { sorter == nil ? chunks : chunks + 1 }

  /// Does one job; called from several threads at once, each with a number of its own.
  override func run(job: Int, worker: Int) {
    guard let sorter else { return run(chunk: job, worker: worker) }
    if job == 0 { sorter.prepare(key: key, step: step &+ 1, machine) } else { run(chunk: job - 1, worker: worker) }
  }

  private func run(chunk: Int, worker: Int) {
    let (accumulators, sums) = (accumulators[worker].base, matrices(chunk: chunk))
    sums.initializeMemory(as: UInt8.self, repeating: 0, count: plan.matrixCount * precision.size)
    faults[chunk] = (0, 0)
    let (program, machine, isInterrupted) = (programs[worker], machine, isInterrupted)
    let parts = program.parts
    guard let start = program.instructions.baseAddress else { return }
    var context = context(accumulators, sums)
    let samples = TileSamples(self, ranges[worker])
    for tile in chunk * tilesAChunk..<(chunk + 1) * tilesAChunk where tile * lanes < batch {
      samples.go(to: tile, &context)
      for part in parts {
        if isStopped(isInterrupted) {
          // the next chunk starts from 0
          accumulators.initializeMemory(as: UInt8.self, repeating: 0, count: plan.accumulatorCount * 16 * precision.size)
          return
        }
        machine(start + part.lowerBound, part.count, &context)
      }
      if context.fault != 0, faults[chunk].place == 0 { faults[chunk] = (context.fault, context.faultIndex) }
    }
    sumLanes(chunk: chunk, accumulators)
  }

  /// Whether the user or another thread stopped the step.
  private func isStopped(_ isInterrupted: () -> Bool) -> Bool {
    if stopped.load(ordering: .relaxed) { return true }
    guard isInterrupted() else { return false }
    stopped.store(true, ordering: .relaxed)
    return true
  }

  /// Tiles of a step.
  var tiles: Int { (batch + lanes - 1) / lanes }

  /// The first thread's program, and what it knows of the batch's first tile.
  func firstTile<Result>(_ body: ([Instruction], TileContext) -> Result) -> Result {
    var context = context(accumulators[0].base, matrices(chunk: 0))
    TileSamples(self, ranges[0]).go(to: 0, &context)
    return body(Array(programs[0].instructions), context)
  }

  /// What is the same for all tiles of a chunk.
  private func context(_ accumulators: UnsafeMutableRawPointer, _ sums: UnsafeMutableRawPointer) -> TileContext {
    var context = TileContext(
      key: key, step: step, sample: 0, lanes: lanes, weight: 1 / Double(batch), indices: indices, accumulators: accumulators)
    context.sums = sums
    return context
  }

  /// The samples of a step, and the rows that are active in a tile of them.
  private struct TileSamples {
    let sorter: Sorter?
    let ranges: RangeLists
    let step: UInt32
    let batch: Int

    init(_ work: TileWork, _ ranges: RangeLists) {
      (sorter, self.ranges, step, batch) = (work.sorter, ranges, work.step, work.batch)
    }

    @inline(__always)
    func go(to tile: Int, _ context: inout TileContext) {
      let first = tile * lanes
      (context.sample, context.first, context.lanes, context.fault) = (first, first, min(lanes, batch - first), 0)
      guard let sorter else { return }
      sorter.select(first: first, step: step, into: ranges)
      context.first = sorter.start(step: step) + first
      context.ranges = UnsafePointer(ranges.lists)
    }
  }

  /// What is done for the whole batch before its tiles.
  func prepare() { sorter?.prepare(key: key, step: step, machine) }

  private func sums(chunk: Int) -> UnsafeMutableRawPointer { chunkSums.base + chunk * plan.sumCount * precision.size }
  private func matrices(chunk: Int) -> UnsafeMutableRawPointer { sums(chunk: chunk) + plan.laneSums * precision.size }

  /// Adds the lanes of a chunk's accumulators, and clears them.
  private func sumLanes(chunk: Int, _ accumulators: UnsafeMutableRawPointer) {
    guard plan.accumulatorCount > 0 else { return }
    var sum = Instruction(.sumLanes, rows: plan.accumulatorCount, width: lanes)
    sum.d = Operand(self.sums(chunk: chunk), stride: 1)
    sum.a = Operand(accumulators, stride: 16)
    sum.form = Instruction.Form(of: sum)
    var context = TileContext.none
    machine(&sum, 1, &context)
  }

  /// Adds the chunks' sums in their order.
  func sums(into dense: Memory) -> [Instruction] {
    plan.sums.map { total in
      var sum = Instruction(.sumChunks, rows: total.rows, width: lanes)
      (sum.n, sum.k) = (chunks, total.columns)
      sum.d = Operand(dense.base + total.to * precision.size, stride: 1)
      let start = total.isMatrix ? matrices(chunk: 0) : sums(chunk: 0)
      sum.a = Operand(start + total.from * precision.size, stride: plan.sumCount, inner: total.stride)
      sum.form = Instruction.Form(of: sum)
      return sum
    }
  }
}

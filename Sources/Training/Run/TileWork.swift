import Instructions
import Tensor

/// The part of a step that is done per sample: chunks of tiles, and the accumulators of each chunk.
///
/// A class: the threads of a team share it.
final class TileWork: StoppableWork {
  /// Samples of the batch.
  let batch: Int
  var key: (UInt32, UInt32) = (0, 0)
  var step: UInt32 = 0
  var indices: UnsafePointer<Int32>?

  private let plan: Plan
  private let precision: Precision
  private let team: Team
  private let machine: KernelSet.Run
  /// The tiles that are in memory at once: their rows, and programs with their addresses. Where matrices are shared, all tiles of some chunks,
  /// which stay until they have been added; else one for each thread.
  private let arenas: [Memory]
  private let programs: UnsafeMutableBufferPointer<TileProgram>
  /// Tiles that one job goes through together, instruction by instruction, so that a large matrix is read once for all of them.
  private let tilesTogether: Int
  /// A thread's accumulators, for the chunk that it does, 0 before and after it; and the sums of all chunks.
  private let accumulators: [Memory]
  private let chunkSums: Memory
  let matrices: MatrixSums?
  private let sorter: Sorter?
  private let order: SortedKeys?
  /// First fault of each chunk: place + 1 (0: none) and the index.
  private let faults: UnsafeMutableBufferPointer<(place: Int32, index: Double)>
  /// The chunks under way.
  private var group = 0..<0

  init(
    plan: Plan, resolver: Resolver, precision: Precision, team: Team, batch: Int, sorter: Sorter?, machine: @escaping KernelSet.Run
  ) {
    (self.plan, self.precision, self.team, self.batch, self.sorter, self.machine) = (plan, precision, team, batch, sorter, machine)
    order = sorter?.keys
    let chunks = plan.chunks
    // any thread of the team may come first
    let workers = chunks.count > 1 || sorter != nil ? team.threads : 1
    let length = chunks.shareMatrices ? 1 : TileProgram.length
    tilesTogether = chunks.shareMatrices ? chunks.tiles : 1
    arenas = (0..<workers * tilesTogether).map { _ in Memory(bytes: plan.tileRows * lanes * precision.size) }
    let programs = arenas.map { arena in
      TileProgram(plan.tile.map { resolver.resolve($0, tile: arena.base) }, length: length, choices: plan.draws?.choices ?? [])
    }
    self.programs = UnsafeMutableBufferPointer(copying: programs)
    accumulators = (0..<workers).map { _ in Memory(bytes: plan.accumulatorCount * 16 * precision.size) }
    chunkSums = Memory(bytes: chunks.count * plan.sumCount * precision.size)
    let sums = arenas.map { arena in plan.matrices.map { resolver.resolve($0, tile: arena.base) } }
    matrices =
      plan.matrices.isEmpty ? nil : MatrixSums(sums, base: resolver.dense, workers: team.threads, size: precision.size, machine: machine)
    faults = .allocate(capacity: max(1, chunks.count))
    faults.initialize(repeating: (0, 0))
    super.init()
  }

  deinit {
    faults.deallocate()
    for program in programs { program.deallocate() }
    programs.deallocate()
  }

  /// Refuses a plan that needs more memory than a process may have.
  static func check(_ plan: Plan, precision: Precision, batch: Int, workers: Int) throws(TensorError) {
    let (size, workers) = (Double(precision.size), Double(workers))
    let sums = Double(plan.chunks.count) * Double(plan.sumCount)
    let rows = Double(plan.tileRows * lanes) * (plan.chunks.shareMatrices ? Double(plan.chunks.tiles) : 1)
    let order = plan.draws.map { Sorter.bytes($0, batch: batch, chunks: plan.chunks) } ?? 0
    let bytes = order + size * (Double(plan.denseCount) + sums + workers * (rows + 16 * Double(plan.accumulatorCount)))
    if let refusal = Room.refusal(of: bytes) {
      throw TensorError("this would need \(approximate(bytes)) bytes of memory; \(refusal)")
    }
  }

  /// The first fault in the order of the samples.
  var fault: (place: Int32, index: Double)? {
    faults.first { $0.place != 0 }.map { ($0.place - 1, $0.index) }
  }

  /// Goes through the batch.
  /// - isInterrupted: looked at every few instructions.
  /// - Returns: false where it was interrupted.
  func run(isInterrupted: @escaping () -> Bool) -> Bool {
    begin(isInterrupted: isInterrupted)
    if let sorter, !sorter.prepare(key: key, step: step, team, isInterrupted: isInterrupted) { return false }
    for chunk in 0..<plan.chunks.count { faults[chunk] = (0, 0) }
    let together = max(1, matrices == nil ? plan.chunks.count : arenas.count / tilesTogether)
    for first in stride(from: 0, to: plan.chunks.count, by: together) {
      group = first..<min(first + together, plan.chunks.count)
      team.run(self, jobs: sorter == nil ? group.count : 2 * group.count)
      if wasStopped { return false }
      if let matrices {
        let tiles = tiles(of: group.upperBound - 1).upperBound - tiles(of: first).lowerBound
        guard matrices.add(tiles: tiles, isFirst: first == 0, team: team, isInterrupted: isInterrupted) else { return false }
      }
    }
    // while the sums are added and the updates made
    sorter?.sort(key: key, step: step &+ 1, team)
    return true
  }

  /// Does one chunk, or, after all of these, the next step's draws for one.
  override func run(job: Int, worker: Int) {
    if job < group.count {
      run(chunk: group.lowerBound + job, worker: worker)
    } else if !isStopped(worker: worker) {
      sorter?.draw(chunk: group.lowerBound + job - group.count, key: key, step: step &+ 1)
    }
  }

  private func run(chunk: Int, worker: Int) {
    let (accumulators, sums, together) = (accumulators[worker].base, chunkMatrices(chunk), tilesTogether)
    if matrices == nil { sums.initializeMemory(as: UInt8.self, repeating: 0, count: plan.matrixCount * precision.size) }
    let first = firstArena(chunk: chunk, worker: worker)
    let (machine, parts, samples) = (machine, programs[first].parts, TileSamples(self))
    let tiles = tiles(of: chunk)
    withUnsafeTemporaryAllocation(of: TileContext.self, capacity: together) { contexts in
      guard let context = contexts.baseAddress else { return }
      for tile in stride(from: tiles.lowerBound, to: tiles.upperBound, by: together) {
        let count = min(together, tiles.upperBound - tile)
        for i in 0..<count {
          (context + i).initialize(to: self.context(accumulators, sums))
          samples.go(to: tile + i, &context[i], programs[first + i].ranges)
        }
        if tile + count == tiles.upperBound {
          prefetchToWrite(self.sums(chunk: chunk), bytes: plan.accumulatorCount * precision.size)
        }
        for part in parts {
          if isStopped(worker: worker) {
            // the next chunk starts from 0
            accumulators.initializeMemory(as: UInt8.self, repeating: 0, count: plan.accumulatorCount * 16 * precision.size)
            return
          }
          for i in 0..<count { programs[first + i].run(part, context + i, machine) }
        }
        for i in 0..<count where context[i].fault != 0 && faults[chunk].place == 0 {
          faults[chunk] = (context[i].fault, context[i].faultIndex)
        }
      }
      sumLanes(chunk: chunk, accumulators)
    }
  }

  private func tiles(of chunk: Int) -> Range<Int> { plan.chunks.tiles(of: chunk, batch: batch) }

  /// The first of the arenas in which a chunk's tiles lie.
  private func firstArena(chunk: Int, worker: Int) -> Int {
    (matrices == nil ? worker : chunk - group.lowerBound) * tilesTogether
  }

  /// Tiles of a step.
  var tiles: Int { (batch + lanes - 1) / lanes }

  /// The first thread's program, and what it knows of the batch's first tile.
  func firstTile<Result>(_ body: ([Instruction], TileContext) -> Result) -> Result {
    var context = context(accumulators[0].base, matrices?.base ?? chunkMatrices(0))
    TileSamples(self).go(to: 0, &context, programs[0].ranges)
    return body(Array(programs[0].instructions), context)
  }

  /// What is the same for all tiles of a chunk.
  private func context(_ accumulators: UnsafeMutableRawPointer, _ sums: UnsafeMutableRawPointer) -> TileContext {
    var context = TileContext(
      key: key, step: step, sample: 0, lanes: lanes, weight: 1 / Double(batch), indices: indices, accumulators: accumulators)
    context.sums = sums
    return context
  }

  /// The samples of a step.
  private struct TileSamples {
    let order: SortedKeys?
    let step: UInt32
    let batch: Int

    init(_ work: TileWork) { (order, step, batch) = (work.order, work.step, work.batch) }

    /// - ranges: get the rows that are active in the tile.
    @inline(__always)
    func go(to tile: Int, _ context: inout TileContext, _ ranges: RangeLists) {
      let first = tile * lanes
      (context.sample, context.first, context.lanes) = (first, first, min(lanes, batch - first))
      guard let order else { return }
      ranges.set(order.buckets(ofTile: first, step: step))
      context.first = order.start(step: step) + first
      context.ranges = UnsafePointer(ranges.lists)
    }
  }

  private func sums(chunk: Int) -> UnsafeMutableRawPointer { chunkSums.base + chunk * plan.sumCount * precision.size }
  private func chunkMatrices(_ chunk: Int) -> UnsafeMutableRawPointer { sums(chunk: chunk) + plan.laneSums * precision.size }

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
    plan.sums.filter { !$0.isMatrix || matrices == nil || $0.from != $0.to }.map { total in
      var sum = Instruction(.sumChunks, rows: total.rows, width: lanes)
      let shared = total.isMatrix ? matrices?.base : nil
      (sum.n, sum.k) = (shared == nil ? plan.chunks.count : 1, total.columns)
      sum.d = Operand(dense.base + total.to * precision.size, stride: 1)
      let start = shared ?? (total.isMatrix ? chunkMatrices(0) : sums(chunk: 0))
      sum.a = Operand(start + total.from * precision.size, stride: plan.sumCount, inner: total.stride)
      sum.form = Instruction.Form(of: sum)
      return sum
    }
  }
}

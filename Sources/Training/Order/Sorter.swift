import Instructions
import Tensor

/// Draws for a whole batch, with the samples sorted by one of the draws: a stable counting sort by bucket. It holds the sorted draws of an even and of
/// an odd step, so that the next step's can be sorted while threads read this one's.
///
/// A class: the threads of a team share it.
final class Sorter: TeamWork {
  private let plan: DrawPlan
  private let batch: Int
  private let chunks: Chunks
  /// Samples of a step, whole tiles of them.
  private let stride: Int
  private let machine: KernelSet.Run
  /// A row for each draw: as drawn, and sorted, for the even step and behind it for the odd one.
  private let drawn: Memory
  private let sorted: Memory
  private let bucketOf: UnsafeMutablePointer<UInt8>
  /// How many samples of each chunk are in each bucket.
  private let counts: UnsafeMutablePointer<Int32>
  /// Instructions for the first tile.
  private let draws: [Instruction]
  /// Which step each half holds.
  private var held: InlineArray<2, (key: (UInt32, UInt32), step: UInt32)?> = [nil, nil]
  /// Where the step begins that is sorted next.
  private var start = 0

  init(_ plan: DrawPlan, batch: Int, chunks: Chunks, machine: @escaping KernelSet.Run) {
    (self.plan, self.batch, self.chunks, self.machine) = (plan, batch, chunks, machine)
    stride = (batch + lanes - 1) / lanes * lanes
    drawn = Memory(bytes: plan.rows * stride * MemoryLayout<Float>.size)
    sorted = Memory(bytes: plan.rows * 2 * stride * MemoryLayout<Float>.size)
    bucketOf = .allocate(capacity: stride)
    bucketOf.initialize(repeating: 0, count: stride)
    counts = .allocate(capacity: chunks.count * SampleOrder.buckets)
    counts.initialize(repeating: 0, count: chunks.count * SampleOrder.buckets)
    draws = plan.draws.map { [drawn, stride] draw, row in
      var draw = draw
      draw.d = Operand(drawn.base + row * stride * MemoryLayout<Float>.size, stride: stride)
      draw.form = Instruction.Form(of: draw)
      return draw
    }
    super.init()
  }

  /// Bytes that it needs.
  static func bytes(_ plan: DrawPlan, batch: Int, chunks: Chunks) -> Double {
    let size = MemoryLayout<Float>.size
    return Double(batch) * Double(3 * plan.rows * size + 1) + Double(chunks.count) * Double(SampleOrder.buckets * size)
  }

  deinit {
    bucketOf.deallocate()
    counts.deallocate()
  }

  /// A draw's samples in their order, of an even step.
  func row(_ row: Int) -> UnsafeMutableRawPointer { sorted.base + row * 2 * stride * MemoryLayout<Float>.size }

  /// What it sorts by.
  var keys: SortedKeys { SortedKeys(keys: row(plan.key).assumingMemoryBound(to: Float.self), stride: stride, batch: batch) }

  /// Makes a step's draws and sorts them, if they are not there already.
  /// - Returns: false where it was interrupted.
  func prepare(key: (UInt32, UInt32), step: UInt32, _ team: Team, isInterrupted: () -> Bool) -> Bool {
    team.finish()
    if let known = held[Int(step & 1)], known.key == key, known.step == step { return true }
    for chunk in 0..<chunks.count {
      if isInterrupted() { return false }
      draw(chunk: chunk, key: key, step: step)
    }
    sort(key: key, step: step, team)
    team.finish()
    return true
  }

  /// Makes the draws of a chunk and counts what is in each bucket. Several threads may, each for chunks of its own.
  func draw(chunk: Int, key: (UInt32, UInt32), step: UInt32) {
    let (tiles, size) = (chunks.tiles(of: chunk, batch: batch), MemoryLayout<Float>.size)
    var context = TileContext(key: key, step: step, sample: 0, lanes: lanes, weight: 1, indices: nil, accumulators: nil)
    for row in 0..<plan.rows {
      prefetchToWrite(drawn.base + (row * stride + tiles.lowerBound * lanes) * size, bytes: tiles.count * lanes * size)
    }
    prefetchToWrite(bucketOf + tiles.lowerBound * lanes, bytes: tiles.count * lanes)
    prefetchToWrite(counts + chunk * SampleOrder.buckets, bytes: SampleOrder.buckets * MemoryLayout<Int32>.size)
    for var draw in draws {
      draw.d.advance(by: tiles.lowerBound * lanes * MemoryLayout<Float>.size)
      for tile in tiles {
        (context.sample, context.lanes) = (tile * lanes, min(lanes, batch - tile * lanes))
        machine(&draw, 1, &context)
        draw.d.advance(by: lanes * MemoryLayout<Float>.size)
      }
    }
    let keys = drawn.base.assumingMemoryBound(to: Float.self) + plan.key * stride
    let samples = tiles.lowerBound * lanes..<min(tiles.upperBound * lanes, batch)
    let (bucketOf, counts) = (bucketOf, counts + chunk * SampleOrder.buckets)
    for sample in samples { bucketOf[sample] = SortedKeys.bucket(keys[sample]) }
    for bucket in 0..<SampleOrder.buckets { counts[bucket] = 0 }
    for sample in samples { counts[Int(bucketOf[sample])] &+= 1 }
  }

  /// Has a thread of the team sort what was drawn for a step.
  func sort(key: (UInt32, UInt32), step: UInt32, _ team: Team) {
    held[Int(step & 1)] = (key, step)
    start = keys.start(step: step)
    team.start(self, jobs: 1)
  }

  override func run(job: Int, worker: Int) { sort() }

  private func sort() {
    let (rows, count, stride) = (plan.rows, batch, stride)
    let (from, to) = (drawn.base.assumingMemoryBound(to: Float.self), sorted.base.assumingMemoryBound(to: Float.self) + start)
    let (bucketOf, counts) = (bucketOf, counts)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * SampleOrder.buckets) { memory in
      guard let starts = memory.baseAddress else { return }
      let places = starts + SampleOrder.buckets
      for bucket in 0..<SampleOrder.buckets { starts[bucket] = counts[bucket] }
      for chunk in 1..<chunks.count {
        for bucket in 0..<SampleOrder.buckets { starts[bucket] &+= counts[chunk &* SampleOrder.buckets &+ bucket] }
      }
      var first: Int32 = 0
      for bucket in 0..<SampleOrder.buckets { (starts[bucket], first) = (first, first &+ starts[bucket]) }
      // two rows at a time
      for row in Swift.stride(from: 0, to: rows, by: 2) {
        let other = min(row + 1, rows - 1)
        let (a, b) = (from + row &* stride, from + other &* stride)
        let (sortedA, sortedB) = (to + row &* 2 &* stride, to + other &* 2 &* stride)
        prefetchToWrite(sortedA, bytes: count * MemoryLayout<Float>.size)
        prefetchToWrite(sortedB, bytes: count * MemoryLayout<Float>.size)
        for bucket in 0..<SampleOrder.buckets { places[bucket] = starts[bucket] }
        for sample in 0..<count {
          let bucket = Int(bucketOf[sample])
          let place = Int(places[bucket])
          places[bucket] &+= 1
          sortedA[place] = a[sample]
          sortedB[place] = b[sample]
        }
      }
    }
  }
}

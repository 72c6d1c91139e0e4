import Instructions

/// Draws for a whole batch, with the samples sorted by one of the draws: a stable counting sort by bucket. It holds the draws of an even and of an
/// odd step, so that the next step's can be made while threads read this one's.
///
/// A class: the threads of a team read it.
final class Sorter {
  private let plan: DrawPlan
  private let batch: Int
  /// Samples of a step, whole tiles of them.
  private let stride: Int
  /// A row for each draw: as drawn, and sorted, for the even step and behind it for the odd one.
  private let drawn: Memory
  private let sorted: Memory
  private let bucketOf: UnsafeMutablePointer<UInt8>
  /// Instructions for one tile, with their targets in the tile that was drawn last.
  private let program: UnsafeMutableBufferPointer<Instruction>
  /// Which step each half holds.
  private var held: InlineArray<2, (key: (UInt32, UInt32), step: UInt32)?> = [nil, nil]

  init(_ plan: DrawPlan, batch: Int) {
    self.plan = plan
    self.batch = batch
    stride = (batch + lanes - 1) / lanes * lanes
    drawn = Memory(bytes: plan.rows * stride * MemoryLayout<Float>.size)
    sorted = Memory(bytes: plan.rows * 2 * stride * MemoryLayout<Float>.size)
    bucketOf = .allocate(capacity: stride)
    bucketOf.initialize(repeating: 0, count: stride)
    program = .allocate(capacity: plan.draws.count)
    for (i, (draw, row)) in plan.draws.enumerated() {
      var draw = draw
      draw.d = Operand(drawn.base + row * stride * MemoryLayout<Float>.size, stride: stride)
      draw.form = Instruction.Form(of: draw)
      program.initializeElement(at: i, to: draw)
    }
  }

  deinit {
    bucketOf.deallocate()
    program.deallocate()
  }

  /// A draw's samples in their order, of an even step.
  func row(_ row: Int) -> UnsafeMutableRawPointer { sorted.base + row * 2 * stride * MemoryLayout<Float>.size }

  /// Where a step's samples begin in a row.
  func start(step: UInt32) -> Int { Int(step & 1) * stride }

  /// Makes the draws of a step and sorts them, if they are not there already.
  func prepare(
    key: (UInt32, UInt32), step: UInt32, _ machine: (UnsafePointer<Instruction>, Int, UnsafeMutablePointer<TileContext>) -> Void
  ) {
    if let known = held[Int(step & 1)], known.key == key, known.step == step { return }
    held[Int(step & 1)] = (key, step)
    guard let draws = program.baseAddress else { return }
    for first in Swift.stride(from: 0, to: batch, by: lanes) {
      for (i, draw) in plan.draws.enumerated() {
        draws[i].d.pointer = drawn.base + (draw.row * stride + first) * MemoryLayout<Float>.size
      }
      var context = TileContext(
        key: key, step: step, sample: first, lanes: min(lanes, batch - first), weight: 1, indices: nil, accumulators: nil)
      machine(draws, program.count, &context)
    }
    sort(start(step: step))
  }

  /// Adding 1.5·2²³ rounds to whole numbers. A key that is the border of two buckets may go to either.
  private static func bucket(_ key: Float) -> UInt8 {
    let bucket = (key * Float(SampleOrder.buckets) - 0.5) + 0x1.8p23
    return UInt8(truncatingIfNeeded: bucket.bitPattern)
  }

  private func sort(_ start: Int) {
    let (rows, count, stride) = (plan.rows, batch, stride)
    let (from, to) = (drawn.base.assumingMemoryBound(to: Float.self), sorted.base.assumingMemoryBound(to: Float.self) + start)
    let (bucketOf, keys) = (bucketOf, from + plan.key * stride)
    for sample in 0..<stride { bucketOf[sample] = Sorter.bucket(keys[sample]) }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * SampleOrder.buckets) { memory in
      guard let starts = memory.baseAddress else { return }
      let places = starts + SampleOrder.buckets
      for bucket in 0..<SampleOrder.buckets { starts[bucket] = 0 }
      for sample in 0..<count { starts[Int(bucketOf[sample])] &+= 1 }
      var first: Int32 = 0
      for bucket in 0..<SampleOrder.buckets { (starts[bucket], first) = (first, first &+ starts[bucket]) }
      // two rows at a time
      for row in Swift.stride(from: 0, to: rows, by: 2) {
        let other = min(row + 1, rows - 1)
        let (a, b) = (from + row &* stride, from + other &* stride)
        let (sortedA, sortedB) = (to + row &* 2 &* stride, to + other &* 2 &* stride)
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

  /// The active rows of the choices in the tile whose first sample is in this place.
  func select(first: Int, step: UInt32, into worker: RangeLists) {
    let keys = row(plan.key).assumingMemoryBound(to: Float.self) + start(step: step)
    worker.set(Int(Sorter.bucket(keys[first]))...Int(Sorter.bucket(keys[min(first + lanes, batch) - 1])))
  }
}

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
  /// Bucket of each sample, and its place in the order.
  private let bucketOf: UnsafeMutablePointer<UInt8>
  private let placeOf: UnsafeMutablePointer<Int32>
  /// Instructions for one tile: their targets are those of tile 0.
  private var program: [Instruction] = []
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
    placeOf = .allocate(capacity: stride)
    placeOf.initialize(repeating: 0, count: stride)
    for (draw, row) in plan.draws {
      var draw = draw
      draw.d = Operand(drawn.base + row * stride * MemoryLayout<Float>.size, stride: stride)
      draw.form = Instruction.Form(of: draw)
      program.append(draw)
    }
  }

  deinit {
    bucketOf.deallocate()
    placeOf.deallocate()
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
    var tile = program
    for first in Swift.stride(from: 0, to: batch, by: lanes) {
      let offset = first * MemoryLayout<Float>.size
      for (i, draw) in program.enumerated() { tile[i].d.pointer = draw.d.pointer.map { $0 + offset } }
      var context = TileContext(
        key: key, step: step, sample: first, lanes: min(lanes, batch - first), weight: 1, indices: nil, accumulators: nil)
      machine(tile, tile.count, &context)
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
    let (bucketOf, placeOf) = (bucketOf, placeOf)
    let (keys, sortedKeys) = (from + plan.key * stride, to + plan.key * 2 * stride)
    for sample in 0..<stride { bucketOf[sample] = Sorter.bucket(keys[sample]) }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: SampleOrder.buckets) { places in
      guard let places = places.baseAddress else { return }
      for bucket in 0..<SampleOrder.buckets { places[bucket] = 0 }
      for sample in 0..<count { places[Int(bucketOf[sample])] &+= 1 }
      var first: Int32 = 0
      for bucket in 0..<SampleOrder.buckets { (places[bucket], first) = (first, first &+ places[bucket]) }
      for sample in 0..<count {
        let bucket = Int(bucketOf[sample])
        let place = places[bucket]
        places[bucket] = place &+ 1
        placeOf[sample] = place
        sortedKeys[Int(place)] = keys[sample]
      }
    }
    for row in 0..<rows where row != plan.key {
      let (from, to) = (from + row &* stride, to + row &* 2 &* stride)
      for sample in 0..<count { to[Int(placeOf[sample])] = from[sample] }
    }
  }

  /// The active rows of the choices in the tile whose first sample is in this place.
  func select(first: Int, step: UInt32, into worker: RangeLists) {
    let keys = row(plan.key).assumingMemoryBound(to: Float.self) + start(step: step)
    worker.set(Int(Sorter.bucket(keys[first]))...Int(Sorter.bucket(keys[min(first + lanes, batch) - 1])))
  }
}

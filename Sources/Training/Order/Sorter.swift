import Instructions

/// Draws for a whole batch, and sorts its samples by one of the draws: a stable counting sort by bucket. It holds the orders of an even and of an
/// odd step, so that the next step's can be made while threads read this one's.
///
/// A class: the threads of a team read it.
final class Sorter {
  private let plan: DrawPlan
  private let batch: Int
  /// Samples of a step, whole tiles of them; what is held for each sample is held twice, for the even step and for the odd one.
  private let stride: Int
  /// Places of the samples' draws in their order; past the end stands the last one.
  private let order: UnsafeMutablePointer<Int32>
  /// Bucket of each sample.
  private let bucketOf: UnsafeMutablePointer<UInt8>
  /// A row for each draw.
  private let draws: Memory
  /// Instructions for one tile: their targets are those of an even step's tile 0.
  private var program: [Instruction] = []
  /// Which step each half holds.
  private var held: InlineArray<2, (key: (UInt32, UInt32), step: UInt32)?> = [nil, nil]

  init(_ plan: DrawPlan, batch: Int) {
    self.plan = plan
    self.batch = batch
    stride = (batch + lanes - 1) / lanes * lanes
    draws = Memory(bytes: plan.rows * 2 * stride * MemoryLayout<Float>.size)
    order = .allocate(capacity: 2 * stride)
    order.initialize(repeating: 0, count: 2 * stride)
    bucketOf = .allocate(capacity: 2 * stride)
    bucketOf.initialize(repeating: 0, count: 2 * stride)
    for (draw, row) in plan.draws {
      var draw = draw
      draw.d = Operand(self.row(row), stride: 2 * stride)
      program.append(draw)
    }
  }

  deinit {
    order.deallocate()
    bucketOf.deallocate()
  }

  func row(_ row: Int) -> UnsafeMutableRawPointer { draws.base + row * 2 * stride * MemoryLayout<Float>.size }

  private func half(_ step: UInt32) -> Int { Int(step & 1) * stride }

  /// For each place of a step, where its sample's draws are in a row.
  func order(step: UInt32) -> UnsafePointer<Int32> { UnsafePointer(order + half(step)) }

  /// Makes the draws of a step and its order, if they are not there already.
  func prepare(
    key: (UInt32, UInt32), step: UInt32, _ machine: (UnsafePointer<Instruction>, Int, UnsafeMutablePointer<TileContext>) -> Void
  ) {
    if let known = held[Int(step & 1)], known.key == key, known.step == step { return }
    held[Int(step & 1)] = (key, step)
    var tile = program
    for first in Swift.stride(from: 0, to: batch, by: lanes) {
      let offset = (half(step) + first) * MemoryLayout<Float>.size
      for (i, draw) in program.enumerated() { tile[i].d.pointer = draw.d.pointer.map { $0 + offset } }
      var context = TileContext(
        key: key, step: step, sample: first, lanes: min(lanes, batch - first), weight: 1, indices: nil, accumulators: nil)
      machine(tile, tile.count, &context)
    }
    sort(half(step))
  }

  private func sort(_ start: Int) {
    let (order, bucketOf) = (order + start, bucketOf + start)
    let keys = row(plan.key).assumingMemoryBound(to: Float.self) + start
    // Adding 1.5·2²³ rounds to whole numbers. A key that is the border of two buckets may go to either.
    for sample in 0..<stride {
      let bucket = (keys[sample] * Float(SampleOrder.buckets) - 0.5) + 0x1.8p23
      bucketOf[sample] = UInt8(truncatingIfNeeded: bucket.bitPattern)
    }
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: SampleOrder.buckets) { places in
      guard let places = places.baseAddress else { return }
      for bucket in 0..<SampleOrder.buckets { places[bucket] = 0 }
      for sample in 0..<batch { places[Int(bucketOf[sample])] &+= 1 }
      var first: Int32 = 0
      for bucket in 0..<SampleOrder.buckets { (places[bucket], first) = (first, first &+ places[bucket]) }
      for sample in 0..<batch {
        let bucket = Int(bucketOf[sample])
        order[Int(places[bucket])] = Int32(truncatingIfNeeded: start &+ sample)
        places[bucket] &+= 1
      }
    }
    for place in batch..<stride { order[place] = order[batch - 1] }
  }

  /// The active rows of each choice in the tile whose first sample is in this place.
  func select(first: Int, step: UInt32, into worker: RangeLists) {
    let order = order(step: step)
    func bucket(_ place: Int) -> Int { Int(bucketOf[Int(order[place])]) }
    let buckets = bucket(first)...bucket(min(first + lanes, batch) - 1)
    for (i, choice) in plan.choices.enumerated() { worker.set(i, choice, buckets) }
  }
}

/// The ranges of one thread's tile.
///
/// A class: instructions read what it holds.
final class RangeLists {
  let lists: UnsafeMutablePointer<RowRanges>
  private let ranges: [UnsafeMutablePointer<RowRange>]
  private let mask: UnsafeMutablePointer<UInt64>

  /// - rows: of each choice.
  init(rows: [Int]) {
    ranges = rows.map { .allocate(capacity: $0 / 2 + 1) }
    lists = .allocate(capacity: max(1, rows.count))
    for (i, range) in ranges.enumerated() { (lists + i).initialize(to: RowRanges(first: range, count: 0)) }
    mask = .allocate(capacity: (rows.max() ?? 0) / 64 + 1)
  }

  deinit {
    ranges.forEach { $0.deallocate() }
    lists.deallocate()
    mask.deallocate()
  }

  func set(_ list: Int, _ choice: SampleOrder.Choice, _ buckets: ClosedRange<Int>) {
    let words = choice.words
    choice.active.withUnsafeBufferPointer { active in
      for i in 0..<words {
        mask[i] = 0
        for bucket in buckets { mask[i] |= active[bucket &* words &+ i] }
      }
    }
    var count = 0
    var row = next(0, words, set: true)
    while row < words * 64 {
      let end = next(row, words, set: false)
      ranges[list][count] = RowRange(start: Int32(row), count: Int32(end - row))
      count += 1
      row = next(end, words, set: true)
    }
    lists[list].count = count
  }

  /// The first row from `row` on that is active, or is not; the end where there is none.
  private func next(_ row: Int, _ words: Int, set: Bool) -> Int {
    var (word, bits) = (row / 64, ~UInt64(0) << UInt64(row % 64))
    while word < words {
      let found = (set ? mask[word] : ~mask[word]) & bits
      if found != 0 { return word * 64 + found.trailingZeroBitCount }
      (word, bits) = (word + 1, ~0)
    }
    return words * 64
  }
}

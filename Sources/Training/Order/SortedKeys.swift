/// The draw by which a batch is sorted, in the order that it gives. A few addresses: for threads that read them at the same time.
struct SortedKeys {
  let keys: UnsafePointer<Float>
  /// Samples of a step, whole tiles of them: those of an odd step lie behind those of an even one.
  let stride: Int
  let batch: Int

  /// Where a step's samples begin in a row.
  func start(step: UInt32) -> Int { Int(step & 1) * stride }

  /// The buckets of the samples in a tile.
  /// - first: the tile's first sample.
  func buckets(ofTile first: Int, step: UInt32) -> ClosedRange<Int> {
    let keys = keys + start(step: step)
    return Int(SortedKeys.bucket(keys[first]))...Int(SortedKeys.bucket(keys[min(first + lanes, batch) - 1]))
  }

  /// Adding 1.5·2²³ rounds to whole numbers. A key that is the border of two buckets may go to either.
  static func bucket(_ key: Float) -> UInt8 {
    let bucket = (key * Float(SampleOrder.buckets) - 0.5) + 0x1.8p23
    return UInt8(truncatingIfNeeded: bucket.bitPattern)
  }
}

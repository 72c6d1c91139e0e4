#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Zeroed memory, aligned to a cache line. A class, so that it is freed with its last reader.
final class Memory: @unchecked Sendable {
  let base: UnsafeMutableRawPointer
  let bytes: Int
  /// What was allocated: `base` is the first address in it that is aligned.
  private let block: UnsafeMutableRawPointer
  /// Bytes of a large page.
  private static let page = 1 << 21

  /// - bytes: rounded up to a cache line.
  init(bytes: Int) {
    self.bytes = max(64, (bytes + 63) / 64 * 64)
    let alignment = self.bytes >= Memory.page ? Memory.page : 64
    // of a large one the system gives pages of zeros, each when it is first written to
    guard let block = calloc(1, self.bytes + alignment) else { preconditionFailure("out of memory") }
    (self.block, base) = (block, block.alignedUp(toMultipleOf: alignment))
    #if canImport(Glibc)
      // the rows of a large matrix are a page apart, and a processor knows few pages by heart
      if self.bytes >= Memory.page { madvise(base, self.bytes / Memory.page * Memory.page, MADV_HUGEPAGE) }
    #endif
  }

  deinit { free(block) }

  subscript<T: BinaryFloatingPoint>(_ i: Int, as type: T.Type) -> T {
    get { base.load(fromByteOffset: i * MemoryLayout<T>.stride, as: T.self) }
    set { base.storeBytes(of: newValue, toByteOffset: i * MemoryLayout<T>.stride, as: T.self) }
  }

  /// Elements from `start` on.
  func elements<T: BinaryFloatingPoint>(_ start: Int, _ count: Int, as type: T.Type) -> [T] {
    Array(UnsafeBufferPointer(start: base.assumingMemoryBound(to: T.self) + start, count: count))
  }

  func write<T: BinaryFloatingPoint>(_ values: [T], at start: Int) {
    values.withUnsafeBufferPointer { values in
      guard let first = values.baseAddress else { return }
      (base.assumingMemoryBound(to: T.self) + start).update(from: first, count: values.count)
    }
  }
}

extension UnsafeMutableBufferPointer {
  /// A copy in memory of its own, which whoever asks for it gives back.
  init(copying elements: some Collection<Element>) {
    self = .allocate(capacity: elements.count)
    _ = initialize(from: elements)
  }
}

extension Memory {
  /// Whether all elements of a range are finite: where all bits of an exponent are set, its lowest carries into the sign.
  func isFinite(_ range: Range<Int>, _ precision: Precision) -> Bool {
    switch precision {
    case .float32: carries(range, of: Float.infinity.bitPattern, 1 << 23) >> 31 == 0
    case .float64: carries(range, of: Double.infinity.bitPattern, 1 << 52) >> 63 == 0
    }
  }

  @inline(__always)
  private func carries<Bits: FixedWidthInteger>(_ range: Range<Int>, of exponent: Bits, _ lowest: Bits) -> Bits {
    let words = base.assumingMemoryBound(to: Bits.self) + range.lowerBound
    var found: Bits = 0
    for i in 0..<range.count { found |= (words[i] & exponent) &+ lowest }
    return found
  }
}

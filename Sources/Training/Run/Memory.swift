#if canImport(Glibc)
  import Glibc
#endif

/// Zeroed memory, aligned to a cache line. A class, so that it is freed with its last reader.
final class Memory: @unchecked Sendable {
  let base: UnsafeMutableRawPointer
  let bytes: Int
  /// Bytes of a large page.
  private static let page = 1 << 21

  /// - bytes: rounded up to a cache line.
  init(bytes: Int) {
    self.bytes = max(64, (bytes + 63) / 64 * 64)
    base = UnsafeMutableRawPointer.allocate(byteCount: self.bytes, alignment: self.bytes >= Memory.page ? Memory.page : 64)
    #if canImport(Glibc)
      // the rows of a large matrix are a page apart, and a processor knows few pages by heart
      if self.bytes >= Memory.page { madvise(base, self.bytes / Memory.page * Memory.page, MADV_HUGEPAGE) }
    #endif
    base.initializeMemory(as: UInt8.self, repeating: 0, count: self.bytes)
  }

  deinit { base.deallocate() }

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

import CVector

/// Some of at most 64 rows, in their order.
struct RowSet: Sequence, IteratorProtocol {
  private var bits: UInt64 = 0

  @inline(__always) init() {}
  /// The first rows, at least one.
  @inline(__always) init(first count: Int) { bits = .max &>> UInt64(truncatingIfNeeded: 64 &- count) }
  /// The rows whose mark, of 64, is not 0.
  @inline(__always) init(marked marks: UnsafePointer<UInt8>) { bits = cv_marked64(marks) }
  @inline(__always) mutating func insert(_ row: Int) { bits |= 1 &<< UInt64(truncatingIfNeeded: row) }
  @inline(__always) func contains(_ row: Int) -> Bool { bits &>> UInt64(truncatingIfNeeded: row) & 1 != 0 }
  @inline(__always) static func | (_ a: RowSet, _ b: RowSet) -> RowSet {
    var both = a
    both.bits |= b.bits
    return both
  }

  @inline(__always)
  mutating func next() -> Int? {
    guard bits != 0 else { return nil }
    defer { bits &= bits &- 1 }
    return bits.trailingZeroBitCount
  }
}

/// Some of at most 64 rows, in their order.
struct RowSet: Sequence, IteratorProtocol {
  private var bits: UInt64 = 0

  @inline(__always) init() {}
  /// The first rows, at least one.
  @inline(__always) init(first count: Int) { bits = .max &>> UInt64(truncatingIfNeeded: 64 &- count) }
  @inline(__always) mutating func insert(_ row: Int, if condition: Bool = true) {
    bits |= (condition ? 1 : 0) &<< UInt64(truncatingIfNeeded: row)
  }
  /// Some rows that follow each other, at least one of them.
  @inline(__always) mutating func insert(_ some: Range<Int>) {
    bits |= RowSet(first: some.count).bits &<< UInt64(truncatingIfNeeded: some.lowerBound)
  }
  /// Takes out the rows from `first` on whose bit is set.
  @inline(__always) mutating func remove(_ some: UInt32, from first: Int) {
    bits &= ~(UInt64(some) &<< UInt64(truncatingIfNeeded: first))
  }
  @inline(__always) func contains(_ row: Int) -> Bool { bits &>> UInt64(truncatingIfNeeded: row) & 1 != 0 }
  @inline(__always) static func - (_ a: RowSet, _ b: RowSet) -> RowSet {
    var rest = a
    rest.bits &= ~b.bits
    return rest
  }
  @inline(__always) static func & (_ a: RowSet, _ b: RowSet) -> RowSet {
    var both = a
    both.bits &= b.bits
    return both
  }
  @inline(__always) static func | (_ a: RowSet, _ b: RowSet) -> RowSet {
    var either = a
    either.bits |= b.bits
    return either
  }

  @inline(__always)
  mutating func next() -> Int? {
    guard bits != 0 else { return nil }
    defer { bits &= bits &- 1 }
    return bits.trailingZeroBitCount
  }
}

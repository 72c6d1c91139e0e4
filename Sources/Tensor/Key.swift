import Instructions

/// 64 bits that name a stream of random numbers.
///
/// Keys form a tree: a session has one, its i-th draw takes `child(i)`, and what that draw does in turn may take children of it.
public struct Key: Sendable, Hashable {
  public var bits: UInt64

  public init(_ bits: UInt64) { self.bits = bits }

  /// As the two words of a Philox key, the low one first.
  public var words: (UInt32, UInt32) {
    (UInt32(truncatingIfNeeded: bits), UInt32(truncatingIfNeeded: bits >> 32))
  }

  /// Key number i under this one: 64 bits of a Philox block, apart from the blocks of which `Generator` and the tile machine make numbers.
  public func child(_ i: UInt64) -> Key {
    let counter = (UInt32(truncatingIfNeeded: i), UInt32(truncatingIfNeeded: i >> 32), UInt32.max, UInt32.max)
    let block = philox(counter: counter, key: words)
    return Key(UInt64(block.1) << 32 | UInt64(block.0))
  }
}

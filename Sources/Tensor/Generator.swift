import Instructions

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Random numbers for eager draws: the Philox 4×32-10 blocks of a key, counted from 0. A value: a copy repeats what its original draws.
///
/// The words are the same on every machine; `normal` also depends on the last bits of the machine's `log`, `sin` and `cos`.
public struct Generator: Sendable {
  public let key: Key
  /// Number of the next block, the first two words of its counter; the others are 0.
  private var block: UInt64 = 0
  /// Words of the last block, of which `used` are gone.
  private var words: (UInt32, UInt32, UInt32, UInt32) = (0, 0, 0, 0)
  private var used = 4
  /// The second of a pair of normal numbers.
  private var spare: Double?

  public init(_ key: Key) { self.key = key }
}

extension Generator: RandomNumberGenerator {
  private mutating func word() -> UInt32 {
    if used == 4 {
      let counter = (UInt32(truncatingIfNeeded: block), UInt32(truncatingIfNeeded: block >> 32), UInt32(0), UInt32(0))
      words = philox(counter: counter, key: key.words)
      block &+= 1
      used = 0
    }
    used += 1
    switch used {
    case 1: return words.0
    case 2: return words.1
    case 3: return words.2
    default: return words.3
    }
  }

  /// 64 random bits: two words, the low one first.
  public mutating func next() -> UInt64 {
    let low = word()
    return UInt64(word()) << 32 | UInt64(low)
  }

  /// Uniform on [0, 1), a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Normal with mean 0 and variance 1.
  ///
  /// Source: Box and Muller, "A note on the generation of random normal deviates", 1958: from u, v uniform the pair
  /// √(−2 ln u)·(cos 2πv, sin 2πv).
  public mutating func normal() -> Double {
    if let second = spare {
      spare = nil
      return second
    }
    let radius = (-2 * log(1 - uniform())).squareRoot()
    let angle = 2 * Double.pi * uniform()
    spare = radius * sin(angle)
    return radius * cos(angle)
  }

  /// A whole number 0 ..< n: the high half of 64 random bits times n, which favours no number by more than n/2⁶⁴.
  /// - Precondition: n > 0.
  public mutating func integer(below n: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(n)).high)
  }
}

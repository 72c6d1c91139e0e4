import Foundation
import Testing

@testable import TensorFiles

/// Valid files with bytes changed, taken away, doubled and put in: each is refused, or is a valid file all the same.
@Suite("Mutated safetensors files")
struct MutationTests {
  /// How many; more where TEGUM_MUTATIONS says so.
  private static let count = ProcessInfo.processInfo.environment["TEGUM_MUTATIONS"].flatMap(Int.init) ?? 20_000

  private static func seeds() throws -> [[UInt8]] {
    let one = try StoredTensor(.float32, shape: [2, 2], bytes: [UInt8](0..<16))
    return [
      try Maker.file([("W", one), ("b", try StoredTensor(.float64, shape: [1], bytes: [UInt8](0..<8)))]),
      try Maker.file(Maker.everyType(), texts: [("format", "pt"), ("θ", "a\"b\n")]),
      try Maker.file([("state.W.m", one), ("empty", try StoredTensor(.int64, shape: [0, 3], bytes: []))], texts: [("seed", "00ff")]),
      try Maker.file([]),
    ]
  }

  /// What stands in headers, and what does not.
  private static let words = [
    "{", "}", "[", "]", ",", ":", "\"", "\\u0000", "\\ud800", "-1", "1e9", "0.5", "18446744073709551615", "9223372036854775807",
    "4294967296", "null", "true",
    "\"F32\"", "\"BF16\"", "\"F8_E4M3\"", "\"shape\":[1,2,3],", "\"a\":{},", "data_offsets", "__metadata__", "\u{FEFF}", "[[[[[[[[", "  ",
  ].map { Array($0.utf8) }

  private static func mutated(_ bytes: [UInt8], _ random: inout Sequence64) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      // mostly in the header, where there is more to break
      let reach = Bool.random(using: &random) ? bytes.count : min(bytes.count, 200)
      let at = reach == 0 ? 0 : Int.random(in: 0..<reach, using: &random)
      switch Int.random(in: 0..<8, using: &random) {
      case 0 where !bytes.isEmpty: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 1 where !bytes.isEmpty: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 2: bytes.removeLast(bytes.count - at)
      case 3: bytes.insert(contentsOf: words[Int.random(in: 0..<words.count, using: &random)], at: at)
      case 4 where !bytes.isEmpty: bytes.removeSubrange(at..<min(bytes.count, at + Int.random(in: 1...8, using: &random)))
      case 5 where !bytes.isEmpty: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 40)], at: at)
      case 6 where !bytes.isEmpty: bytes[at] = UInt8(ascii: "0") + UInt8.random(in: 0..<10, using: &random)
      default: bytes.append(UInt8.random(in: 0...255, using: &random))
      }
    }
    // the header's length follows, half of the time, so that what is behind it is looked at
    if bytes.count >= 8, Bool.random(using: &random), let end = bytes.lastIndex(of: UInt8(ascii: "}")), end >= 8 {
      for i in 0..<8 { bytes[i] = UInt8(truncatingIfNeeded: (end - 7) >> (8 * i)) }
    }
    return bytes
  }

  @Test("Every mutation is refused with an error or reads as a whole file")
  func mutations() throws {
    let seeds = try Self.seeds()
    var random = Sequence64(state: 2024)
    var readable = 0
    for i in 0..<Self.count {
      let bytes = Self.mutated(seeds[i % seeds.count], &random)
      guard let header = try? SafetensorsHeader(reading: bytes) else { continue }
      readable += 1
      var end = 0
      for entry in header.entries {
        #expect(entry.offsets.lowerBound == end && entry.type.bytes(of: entry.shape) == entry.offsets.count)
        end = entry.offsets.upperBound
        _ = try? header.tensor(entry, from: bytes).tensor()
      }
      #expect(header.length + end == bytes.count)
    }
    #expect(readable > Self.count / 200 && readable < Self.count / 2, "\(readable) of \(Self.count) are files all the same")
  }
}

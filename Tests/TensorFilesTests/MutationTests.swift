import Testing

@testable import TensorFiles

/// Valid files with bytes changed, taken away, doubled and put in: each is refused, or is a valid file all the same.
@Suite("Mutated safetensors files")
struct MutationTests {
  private static let count = Mutator.count

  private static func seeds() throws -> [[UInt8]] {
    let one = try StoredTensor(.float32, shape: [2, 2], bytes: [UInt8](0..<16))
    return [
      try Maker.file([("W", one), ("b", try StoredTensor(.float64, shape: [1], bytes: [UInt8](0..<8)))]),
      try Maker.file(Maker.everyType(), texts: [("format", "pt"), ("θ", "a\"b\n")]),
      try Maker.file([("state.W.m", one), ("empty", try StoredTensor(.int64, shape: [0, 3], bytes: []))], texts: [("seed", "00ff")]),
      try Maker.file([]),
    ]
  }

  private static let words = [
    "{", "}", "[", "]", ",", ":", "\"", "\\u0000", "\\ud800", "-1", "1e9", "0.5", "18446744073709551615", "9223372036854775807",
    "4294967296", "null", "true",
    "\"F32\"", "\"BF16\"", "\"F8_E4M3\"", "\"shape\":[1,2,3],", "\"a\":{},", "data_offsets", "__metadata__", "\u{FEFF}", "[[[[[[[[", "  ",
  ]

  /// The header's length follows, half of the time, so that what is behind it is looked at.
  private static func mended(_ bytes: [UInt8], _ random: inout Sequence64) -> [UInt8] {
    guard bytes.count >= 8, Bool.random(using: &random), let end = bytes.lastIndex(of: UInt8(ascii: "}")), end >= 8 else { return bytes }
    return LittleEndian.bytes(end - 7, 8) + bytes[8...]
  }

  @Test("Every mutation is refused with an error or reads as a whole file")
  func mutations() throws {
    let seeds = try Self.seeds()
    var mutator = Mutator(words: Self.words)
    var readable = 0
    for i in 0..<Self.count {
      let bytes = Self.mended(mutator.changed(seeds[i % seeds.count]), &mutator.random)
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

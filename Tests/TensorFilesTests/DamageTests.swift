import Testing

@testable import TensorFiles

/// A file that is wrong in one way, and part of what is said about it.
struct Damage: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let message: String
  var testDescription: String { message }

  /// - header: its JSON.
  init(_ header: String, data: Int = 0, count: UInt64? = nil, _ message: String) {
    bytes = Maker.file(header, data: [UInt8](repeating: 0, count: data), count: count)
    self.message = message
  }

  /// A file of one tensor a.
  static func entry(_ fields: String, data: Int = 1, _ message: String) -> Damage { Damage("{\"a\":{\(fields)}}", data: data, message) }

  init(bytes: [UInt8], _ message: String) {
    self.bytes = bytes
    self.message = message
  }

  static let ofHeader = [
    Damage(bytes: [], "it has 0 bytes, and a safetensors file has at least 8"),
    Damage(bytes: [2, 0, 0, 0, 0, 0, 0], "it has 7 bytes"),
    Damage("{}", count: 3, "claims a header of 3 bytes, and has 2 behind"),
    Damage("{}", count: 100_000_001, "the limit is 100000000"),
    Damage("{}", count: .max, "is it a safetensors file?"),
    Damage("", "does not begin with {"),
    Damage(" {}", "does not begin with {"),
    Damage("[]", "does not begin with {"),
    Damage("{}x", "at byte 10, expected the end of the text, not x"),
    Damage("{\"a\":1}", "the tensor \"a\" is described by no object"),
    Damage("{}", data: 1, "its tensors have 0 bytes, and 1 stand behind"),
    Damage(#"{"a":{},"a":{}}"#, "the name \"a\" stands twice"),
    Damage(#"{"__metadata__":{"a":1}}"#, "\"a\" in its __metadata__ is no string"),
    Damage(#"{"__metadata__":[]}"#, "its __metadata__ is no object"),
    Damage(#"{"a\ud800":{}}"#, "half of a surrogate pair"),
    Damage("{\"a", "is not closed"),
    Damage(
      #"{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}"#, data: 3,
      "the tensors \"a\" and \"b\" overlap"),
    Damage(
      #"{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}"#, data: 3,
      "the bytes 1 to 2 before the tensor \"b\" belong to no tensor"),
  ]

  static let ofEntries = [
    entry(#""dtype":"F32","shape":[1],"data_offsets":[0,4]"#, data: 2, "ends at byte 4 of the data, and there are 2"),
    entry(#""dtype":"F32","shape":[2],"data_offsets":[0,4]"#, data: 4, "has 4 bytes, and its shape and dtype make 8"),
    entry(#""dtype":"U8","shape":[1],"data_offsets":[1,2]"#, data: 2, "the bytes 0 to 1 before the tensor \"a\" belong to no tensor"),
    entry(#""dtype":"U8","shape":[1],"data_offsets":[2,1]"#, data: 2, "are no beginning and end"),
    entry(#""dtype":"U8","shape":[1],"data_offsets":[0]"#, "are no beginning and end"),
    entry(#""dtype":"U8","shape":[-1],"data_offsets":[0,1]"#, "the shape of the tensor \"a\" holds something other than whole numbers"),
    entry(#""dtype":"U8","shape":[1.0],"data_offsets":[0,1]"#, "other than whole numbers"),
    entry(#""dtype":"U8","shape":[1],"data_offsets":[-1,1]"#, "the data_offsets of the tensor \"a\" holds something other"),
    entry(#""dtype":"F64","shape":[18446744073709551617],"data_offsets":[0,8]"#, data: 8, "other than whole numbers"),
    entry(#""dtype":"U8","shape":1,"data_offsets":[0,1]"#, "the shape of the tensor \"a\" is no array"),
    entry(#""dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,0]"#, data: 0, "more bytes than can be counted"),
    entry(#""dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,0]"#, data: 0, "more bytes than can be counted"),
    entry(#""dtype":"F8_E4M3","shape":[1],"data_offsets":[0,1]"#, "has the dtype \"F8_E4M3\"; known are BOOL"),
    entry(#""dtype":1,"shape":[1],"data_offsets":[0,1]"#, "the dtype of the tensor \"a\" is no string"),
    entry(#""shape":[1],"data_offsets":[0,1]"#, "has no dtype"),
    entry(#""dtype":"U8","data_offsets":[0,1]"#, "has no shape"),
    entry(#""dtype":"U8","shape":[1]"#, "has no data_offsets"),
    entry(#""dtype":"U8","shape":[1],"data_offsets":[0,1],"scale":2"#, "the field \"scale\", which the format does not know"),
  ]
}

@Suite("Damaged safetensors files")
struct DamageTests {
  @Test("Damage is refused with one clear error", arguments: Damage.ofHeader + Damage.ofEntries)
  func damage(_ damage: Damage) {
    let error = #expect(throws: TensorFileError.self) { try Maker.read(damage.bytes) }
    #expect(error?.message.contains(damage.message) == true, "\(error?.message ?? "")")
  }

  @Test("A file that is right is not refused")
  func whole() throws {
    let right = Damage.entry(#""dtype":"U8","shape":[1],"data_offsets":[0,1]"#, "")
    #expect(try Maker.read(right.bytes).tensors.count == 1)
  }
}

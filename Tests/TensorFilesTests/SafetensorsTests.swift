import Testing

@testable import TensorFiles

@Suite("safetensors")
struct SafetensorsTests {
  @Test("What is written is read again: every type, texts, empty tensors, single numbers, odd names")
  func roundTrip() throws {
    var tensors = try Maker.everyType()
    tensors.append(("", try StoredTensor(.float32, shape: [], bytes: [0, 0, 128, 63])))
    tensors.append(("empty", try StoredTensor(.float64, shape: [0, 7], bytes: [])))
    tensors.append(("θ \"\\\n\u{1F600}", try StoredTensor(.bool, shape: [1], bytes: [1])))
    let texts = [("format", "pt"), ("a \"b\"", "line\nline"), ("", "")]
    let bytes = try Maker.file(tensors, texts: texts)
    let read = try Maker.read(bytes)
    #expect(read.texts.map(\.name) == texts.map(\.0) && read.texts.map(\.text) == texts.map(\.1))
    #expect(read.tensors.count == tensors.count)
    for (name, tensor) in tensors { #expect(read.tensors.first { $0.name == name }?.tensor == tensor) }
    #expect(try Maker.file(tensors.reversed(), texts: texts) == bytes)
    #expect(try SafetensorsHeader(reading: bytes).length % 8 == 0)
  }

  @Test("The bytes are those of the reference implementation: widest types first, then names, spaces up to a multiple of 8")
  func bytes() throws {
    let tensors = [
      ("b", try StoredTensor(.float32, shape: [], bytes: [1, 2, 3, 4])),
      ("a", try StoredTensor(.float32, shape: [1], bytes: [5, 6, 7, 8])),
      ("t", try StoredTensor(.bool, shape: [], bytes: [1])), ("Z", try StoredTensor(.float64, shape: [1, 0], bytes: [])),
    ]
    let header =
      #"{"Z":{"dtype":"F64","shape":[1,0],"data_offsets":[0,0]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"#
      + #""b":{"dtype":"F32","shape":[],"data_offsets":[4,8]},"t":{"dtype":"BOOL","shape":[],"data_offsets":[8,9]}}"#
    let padded = header + String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    #expect(try Maker.file(tensors) == Maker.file(padded, data: [5, 6, 7, 8, 1, 2, 3, 4, 1]))
    #expect(try Maker.file([]) == Maker.file("{}      "))
  }

  @Test("A file in another order, and with spaces elsewhere, is read")
  func foreign() throws {
    let header = #"{ "b" : {"shape":[2], "data_offsets":[1, 3],"dtype":"U8"} , "a":{"data_offsets":[0,1],"dtype":"I8","shape":[]}}   "#
    let read = try Maker.read(Maker.file(header, data: [255, 1, 2]))
    #expect(read.tensors.map(\.name) == ["a", "b"] && read.tensors[1].tensor.bytes == [1, 2])
  }

  @Test("Names that are not UTF-8 are refused")
  func encoding() {
    let header = Array("{\"".utf8) + [0xFF] + Array("\":{}}".utf8)
    let bytes = Maker.file("", count: UInt64(header.count)) + header
    let error = #expect(throws: TensorFileError.self) { try Maker.read(bytes) }
    #expect(error?.message.contains("not UTF-8") == true)
  }

  @Test("What cannot be written is refused")
  func unwritable() throws {
    let one = try StoredTensor(.bool, shape: [], bytes: [1])
    #expect(throws: TensorFileError.self) { try Maker.file([("a", one), ("a", one)]) }
    #expect(throws: TensorFileError.self) { try Maker.file([("__metadata__", one)]) }
    #expect(throws: TensorFileError.self) { try Maker.file([], texts: [("a", ""), ("a", "")]) }
    #expect(throws: TensorFileError.self) { try SafetensorsHeader.writing([("a", .float64, [1 << 62])], texts: []) }
    #expect(throws: TensorFileError.self) { try SafetensorsHeader.writing([("a", .float64, [-1])], texts: []) }
    let long = String(repeating: "x", count: SafetensorsHeader.longest)
    #expect(throws: TensorFileError.self) { try SafetensorsHeader.writing([], texts: [("a", long)]) }
    #expect(throws: TensorFileError.self) { try StoredTensor(.float32, shape: [2], bytes: [0, 0, 0, 0]) }
  }
}

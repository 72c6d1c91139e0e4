import Testing

@testable import TensorFiles

/// Files of NumPy and vectors of words that are wrong in one way, and part of what is said about it.
@Suite("Damaged files of NumPy")
struct NumPyDamageTests {
  private static func header(_ text: String, data: Int = 12, version: UInt8 = 1, count: Int? = nil, _ message: String) -> Damage {
    Damage(bytes: NumPyTests.file(text, data: [UInt8](repeating: 0, count: data), version: version, count: count), message)
  }

  private static func shape(_ shape: String, data: Int = 12, _ message: String) -> Damage {
    header("{'descr': '<u2', 'fortran_order': False, 'shape': \(shape)}", data: data, message)
  }

  private static func type(_ descr: String, _ message: String) -> Damage {
    header("{'descr': \(descr), 'fortran_order': False, 'shape': (1,)}", message)
  }

  static let arrays = [
    Damage(bytes: [], "it has 0 bytes, and an array of NumPy at least 10"),
    Damage(bytes: [UInt8](repeating: 0x93, count: 10), "it does not begin like an array of NumPy"),
    header(NumPyTests.numbers, version: 4, "it has the version 4.0"),
    header(NumPyTests.numbers, count: 5000, "it claims a header of 5000 bytes, and has"),
    header(NumPyTests.numbers, version: 2, count: 1_000_000_000, "it claims a header of 1000000000 bytes, and the limit is 10000"),
    Damage(bytes: NumPyHeader.magic + [2, 0, 0, 0], "its header is not whole"),
    header(NumPyTests.numbers, data: 11, "its shape and type make 12 bytes, and 11 stand behind its header"),
    header(NumPyTests.numbers, data: 13, "and 13 stand behind its header"),
    header("", "at its byte 0, expected {"),
    header("{'descr': '<u2'}", "its header has descr, and not descr, fortran_order and shape"),
    header("{'descr': '<u2', 'descr': '<u2', 'fortran_order': False, 'shape': (1,)}", "its header has descr, descr, fortran_order"),
    header("{'descr': '<u2', 'fortran_order': 1, 'shape': (1,)}", "expected a text in quotes, True, False or a tuple"),
    header("{'descr': '<u2', 'fortran_order': 'False', 'shape': (1,)}", "the fortran_order in its header is of the wrong kind"),
    header(NumPyTests.numbers + "x", "expected the end"),
    header("{'descr: (1", "expected a text that ends"),
    header("{'de\\scr': 1}", "expected a text that ends"),
    shape("(1)", "expected a comma"),
    shape("(-1,)", "expected a whole number from 0 on"),
    shape("(1.5,)", "expected a comma"),
    shape("(,)", "expected a whole number from 0 on"),
    shape("(99999999999999999999,)", "expected a whole number from 0 on"),
    shape("(1000000000000,)", "its shape and type make 2000000000000 bytes, and 12 stand"),
    shape("(4611686018427387904, 4611686018427387904)", "its shape has more bytes than can be counted"),
    shape("(4611686018427387904, 4611686018427387904, 0)", data: 0, "its shape has more bytes than can be counted"),
    type("'<c8'", "its type is \"<c8\"; known are b1, u1"),
    type("'<U4'", "its type is \"<U4\""),
    type("'|O'", "its type is \"|O\""),
    type("'u2'", "its type is \"u2\""),
    type("''", "its type is \"\""),
    type("[('a', '<f8')]", "expected a text in quotes, True, False or a tuple"),
  ]

  @Test("An array says what is wrong with it", arguments: arrays)
  func array(_ damage: Damage) {
    let error = #expect(throws: TensorFileError.self) { try StoredTensor(numPy: damage.bytes).tensor() }
    #expect(error?.message.contains(damage.message) == true, "\(error?.message ?? "no error")")
  }

  private static let good = ArchiveMaker.File(
    name: "a.npy", contents: NumPyTests.file(NumPyTests.numbers, data: [UInt8](repeating: 0, count: 12)))

  private static func one(_ message: String, _ change: (inout ArchiveMaker.File) -> Void) -> Damage {
    var file = good
    change(&file)
    return Damage(bytes: ArchiveMaker.archive([file]), message)
  }

  static let archives = [
    Damage(bytes: [], "it has 0 bytes, and a ZIP archive at least 22"),
    Damage(bytes: [UInt8](repeating: 0, count: 100), "it has no record of ZIP at its end: it is no archive, or not whole"),
    Damage(bytes: Array(ArchiveMaker.archive([good]).dropLast(30)), "it is no archive, or not whole"),
    Damage(bytes: ArchiveMaker.archive([good], entries: 2), "it claims 2 files in a directory of 51 bytes"),
    Damage(bytes: ArchiveMaker.archive([good, good], entries: 1), "its directory lists 1 files, and has more behind them"),
    Damage(bytes: Array(ArchiveMaker.archive([good]).dropFirst(10)), "its directory does not lie in it"),
    one("\"a.txt\" in it is no .npy file") { $0.name = "a.txt" },
    one("\"a.npy\" is encrypted") { $0.flags = 1 },
    one("\"a.npy\" is packed by method 12") { $0.method = 12 },
    one("\"a\": its contents do not fit their checksum") { $0.check = 1 },
    one("\"a.npy\" claims 5 bytes, and 81 in the archive do not make that many") { $0.count = 5 },
    one("do not make that many") { ($0.isDeflated, $0.count) = (true, 1_000_000_000) },
    one("\"a\": its deflated bytes are damaged, or not 80 bytes") { ($0.isDeflated, $0.count) = (true, 80) },
    one("\"a\": its deflated bytes are damaged, or not 82 bytes") { ($0.isDeflated, $0.count) = (true, 82) },
    one("\"a\": its deflated bytes are damaged") { $0.method = 8 },
    one("\"a.npy\" does not lie in the archive") { ($0.count, $0.storedCount) = (5000, 5000) },
    one("\"a.npy\" does not lie in the archive") { $0.start = 4_000_000 },
    one("\"a\": it has no header") { ($0.start, $0.count, $0.storedCount) = (1, 70, 70) },
    Damage(
      bytes: ArchiveMaker.archive([good, .init(name: "b.npy", contents: good.contents, start: 0)]), "overlaps with what stands before it"),
    one("\"a\": it does not begin like an array of NumPy") { $0.contents = [UInt8](repeating: 1, count: 20) },
  ]

  @Test("An archive says what is wrong with it", arguments: archives)
  func archive(_ damage: Damage) {
    let error = #expect(throws: TensorFileError.self) {
      let archive = try NumPyArchive(damage.bytes)
      for i in archive.names.indices { _ = try archive.tensor(i) }
    }
    #expect(error?.message.contains(damage.message) == true, "\(error?.message ?? "no error")")
  }

  static let words = [
    Damage(bytes: [], "it does not begin with two whole numbers of at least 1: the number of words is none"),
    Damage(bytes: Array("2 x".utf8), "the length of the vectors is none"),
    Damage(bytes: Array("1000000000000 300\na 1".utf8), "it claims 1000000000000 words with vectors of length 300, and has 21 bytes"),
    Damage(bytes: Array("9223372036854775807 9223372036854775807\na 1".utf8), "it claims 9223372036854775807 words"),
    Damage(bytes: Array("2 1\na 1\nb nothing\n".utf8), "the vector of \"b\" holds \"nothing\", which is no number"),
    Damage(bytes: Array("2 1\na 1\nb     ".utf8), "the vector of \"b\" holds \"\", which is no number"),
    Damage(bytes: Array("2 1\na 1\n      ".utf8), "it ends before the last word"),
    Damage(bytes: Array("2 1\na 1\na 2\n".utf8), "the word \"a\" stands twice"),
    Damage(bytes: Array("1 1\na 1\nb 2\n".utf8), "it has more behind its last vector"),
    Damage(bytes: Array("1 1\n".utf8) + [0xFF, 0x20, 0x31], "a word in it is not UTF-8"),
  ]

  @Test("Vectors of words say what is wrong with them", arguments: words)
  func wordVectors(_ damage: Damage) {
    let error = #expect(throws: TensorFileError.self) { try WordVectors(damage.bytes, as: .text) }
    #expect(error?.message.contains(damage.message) == true, "\(error?.message ?? "no error")")
  }
}

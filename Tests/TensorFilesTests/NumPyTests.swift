import Testing

@testable import TensorFiles

@Suite("Files of NumPy")
struct NumPyTests {
  /// A .npy file of a header's text and bytes behind it.
  static func file(_ text: String, data: [UInt8] = [], version: UInt8 = 1, count: Int? = nil) -> [UInt8] {
    let claim = LittleEndian.bytes(count ?? text.utf8.count, version == 1 ? 2 : 4)
    return NumPyHeader.magic + [version, 0] + claim + Array(text.utf8) + data
  }

  static let numbers = "{'descr': '<u2', 'fortran_order': False, 'shape': (2, 3), }"

  @Test("The bytes that NumPy writes")
  func bytes() throws {
    let tensor = try StoredTensor(.float32, shape: [2], bytes: [0, 0, 128, 63, 0, 0, 0, 64])
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }"
    let padding = String(repeating: " ", count: 128 - 10 - text.utf8.count - 1) + "\n"
    #expect(try tensor.numPy() == Self.file(text + padding, data: tensor.bytes))
  }

  @Test("Every type and shape comes back", arguments: ElementType.allCases.filter { $0 != .bfloat16 })
  func comesBack(_ type: ElementType) throws {
    for shape in [[], [0], [5], [2, 3], [0, 4], [2, 1, 3]] {
      let count = shape.reduce(1, *)
      let tensor = try StoredTensor(type, shape: shape, bytes: (0..<count * type.size).map { UInt8(truncatingIfNeeded: $0 * 7) })
      #expect(try StoredTensor(numPy: try tensor.numPy()) == tensor)
      #expect(try tensor.numPy().count % 64 == count * type.size % 64)
    }
  }

  @Test("bfloat16 has no name there")
  func bfloat16() throws {
    let tensor = try StoredTensor(.bfloat16, shape: [1], bytes: [0, 0])
    #expect(throws: TensorFileError("NumPy has no type bfloat16")) { try tensor.numPy() }
  }

  @Test("First axis fastest, most significant byte first, and both; later versions; another order of the keys")
  func orders() throws {
    let expected = try StoredTensor(.uint16, shape: [2, 3], bytes: [0, 1, 2, 1, 4, 1, 6, 1, 8, 1, 10, 1])
    let fortran: [UInt8] = [0, 1, 6, 1, 2, 1, 8, 1, 4, 1, 10, 1]
    func swapped(_ bytes: [UInt8]) -> [UInt8] { stride(from: 0, to: bytes.count, by: 2).flatMap { [bytes[$0 + 1], bytes[$0]] } }
    func text(_ descr: String, _ fortran: String) -> String { "{'shape': (2, 3), \"fortran_order\": \(fortran), 'descr': '\(descr)'}\n" }
    for version in [1, 2, 3] as [UInt8] {
      for (bytes, descr, order) in [
        (expected.bytes, "<u2", "False"), (fortran, "<u2", "True"), (swapped(expected.bytes), ">u2", "False"),
        (swapped(fortran), ">u2", "True"),
      ] { #expect(try StoredTensor(numPy: Self.file(text(descr, order), data: bytes, version: version)) == expected) }
    }
    let cube = try StoredTensor(.uint8, shape: [2, 3, 2], bytes: [UInt8](0..<12))
    let text3 = "{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 2L)}"
    #expect(try StoredTensor(numPy: Self.file(text3, data: [0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11])) == cube)
  }

  @Test("Archives: stored and deflated, with numbers of 64 bits, a comment, and as written here")
  func archives() throws {
    let one = try StoredTensor(.float64, shape: [50], bytes: [UInt8](repeating: 3, count: 400))
    let other = try StoredTensor(.bool, shape: [], bytes: [1])
    var files: [ArchiveMaker.File] = [
      .init(name: "W.0.npy", contents: try one.numPy()), .init(name: "on.npy", contents: try other.numPy()),
    ]
    var archives = [
      ArchiveMaker.archive(files), ArchiveMaker.archive(files, isWide: true),
      ArchiveMaker.archive(files, comment: "PK\u{5}\u{6} made by hand, as long as a record of ZIP"),
    ]
    files[0].isDeflated = true
    archives.append(ArchiveMaker.archive(files))
    #expect(archives[3].count < archives[0].count - 300)
    var writer = NumPyArchiveWriter()
    archives.append(try writer.add("W.0", one) + writer.add("on", other) + writer.footer())
    for bytes in archives {
      let archive = try NumPyArchive(bytes)
      #expect(archive.names == ["W.0", "on"])
      #expect(try archive.tensor(0) == one && archive.tensor(1) == other)
    }
    #expect(try NumPyArchive(NumPyArchiveWriter().footer()).names == [])
    #expect(throws: TensorFileError("the name \"on.npy\" stands twice")) { try writer.add("on", other) }
  }
}

import Tensor
import Testing

@testable import TensorFiles

/// Files of NumPy and vectors of words with bytes changed: each is refused, or reads as a whole file.
@Suite("Mutated files of NumPy and of words")
struct NumPyMutationTests {
  private static let signs = [
    "{", "}", "(", ")", ",", ":", "'", "\"", "\\", "-1", "1e9", "0.5", "18446744073709551615", "9223372036854775807", "4294967296", "True",
    "False", "'<f4'", "'>f8'", "'|b1'", "'<c16'", "'|O'", "'shape': (1, 2, 3), ", "fortran_order", "(2,)", "\u{FEFF}", "((((", "  ", "\n",
    "PK\u{1}\u{2}", "PK\u{3}\u{4}", "PK\u{5}\u{6}", "\u{0}\u{0}\u{0}\u{0}",
  ]

  /// Changes files, and counts those that still are some.
  /// - read: gives whether a file is one; throws where it is none.
  private func change(_ seeds: [[UInt8]], _ read: (inout Sequence64, [UInt8]) throws -> Void) -> Int {
    var mutator = Mutator(words: Self.signs)
    var readable = 0
    for i in 0..<Mutator.count {
      let bytes = mutator.changed(seeds[i % seeds.count])
      if (try? read(&mutator.random, bytes)) != nil { readable += 1 }
    }
    return readable
  }

  private static func someArrays() throws -> [[UInt8]] {
    let text = "{'descr': '>u2', 'fortran_order': True, 'shape': (2, 3), }"
    return try Maker.everyType().filter { $0.tensor.type != .bfloat16 }.map { try $0.tensor.numPy() }
      + [NumPyTests.file(text, data: [UInt8](0..<12)), NumPyTests.file(NumPyTests.numbers, data: [UInt8](0..<12), version: 3)]
  }

  @Test("Arrays")
  func arrays() throws {
    let readable = change(try Self.someArrays()) { _, bytes in
      let stored = try StoredTensor(numPy: bytes)
      #expect(stored.type.bytes(of: stored.shape) == stored.bytes.count && stored.bytes.count < bytes.count)
      _ = try? stored.tensor()
    }
    #expect(readable > Mutator.count / 200 && readable < Mutator.count / 2, "\(readable) of \(Mutator.count) are files all the same")
  }

  @Test("Archives, and archives of changed arrays")
  func archives() throws {
    let arrays = try Self.someArrays()
    let files = arrays.enumerated().map { ArchiveMaker.File(name: "a\($0).npy", contents: $1, isDeflated: $0 % 2 == 0) }
    let archives = [
      ArchiveMaker.archive(files), ArchiveMaker.archive(Array(files[..<2]), comment: "two", isWide: true), NumPyArchiveWriter().footer(),
    ]
    let readable = change(archives + arrays) { random, bytes in
      // a changed array gets into a whole archive, where its checksum is right
      let isArray = bytes.starts(with: NumPyHeader.magic)
      let archive = try NumPyArchive(
        isArray ? ArchiveMaker.archive([.init(name: "a.npy", contents: bytes, isDeflated: .random(using: &random))]) : bytes)
      for i in archive.names.indices { _ = try archive.tensor(i).tensor() }
    }
    #expect(readable > Mutator.count / 200 && readable < Mutator.count / 2, "\(readable) of \(Mutator.count) are files all the same")
  }

  @Test("Vectors of words", arguments: [WordVectors.Form.text, .binary])
  func words(_ form: WordVectors.Form) throws {
    let some = try WordVectors(words: ["the", "θ"], vectors: Tensor([0.1, -2, 3e38, 1e-30] as [Float], shape: [2, 2]))
    let readable = change([some.pieces(as: form).flatMap { $0 }]) { _, bytes in
      let read = try WordVectors(bytes, as: form)
      #expect(read.vectors.shape[0] == read.words.count && read.vectors.count * 2 < bytes.count)
    }
    #expect(readable > Mutator.count / 200 && readable < Mutator.count * 3 / 4, "\(readable) of \(Mutator.count) are files all the same")
  }
}

import Tensor
import Testing

@testable import TensorFiles

@Suite("Vectors of words")
struct WordVectorTests {
  private static let some = try? WordVectors(
    words: ["the", "θ", "1"], vectors: Tensor([0.1, -2, 3.4e38, 1e-30, .infinity, -0.0] as [Float], shape: [3, 2]))

  @Test("Come back as text and in binary, with the same bits", arguments: [WordVectors.Form.text, .binary])
  func comeBack(_ form: WordVectors.Form) throws {
    let some = try #require(Self.some)
    let bytes = some.pieces(as: form).flatMap { $0 }
    let back = try WordVectors(bytes, as: form)
    #expect(back.words == some.words && back.vectors.floats.map(\.bitPattern) == some.vectors.floats.map(\.bitPattern))
    // a binary file whose last number has no newline behind it
    if form == .binary { #expect(try WordVectors(Array(bytes.dropLast()), as: form).words == some.words) }
  }

  @Test("Bytes of a binary file without newlines, and of a text with blanks at the ends of lines")
  func otherForms() throws {
    let binary = Array("2 1\na ".utf8) + [0, 0, 128, 63] + Array("b ".utf8) + [0, 0, 0, 64]
    #expect(try WordVectors(binary, as: .binary).vectors.floats == [1, 2])
    #expect(try WordVectors(Array("2 2\r\na 1 2 \r\nb 3 4 \r\n".utf8), as: .text).vectors.floats == [1, 2, 3, 4])
  }

  @Test("What cannot be written is refused")
  func refused() {
    let one = Tensor([1] as [Float], shape: [1, 1])
    for (words, vectors, message) in [
      (["a b"], one, "the word \"a b\" is empty or holds a blank"), ([""], one, "the word \"\" is empty"),
      (["a", "b"], one, "2 words want a matrix with a row for each"),
      (["a", "a"], Tensor([1, 2] as [Float], shape: [2, 1]), "stands twice"),
    ] {
      let error = #expect(throws: TensorFileError.self) { try WordVectors(words: words, vectors: vectors) }
      #expect(error?.message.contains(message) == true, "\(error?.message ?? "no error")")
    }
  }
}

import JSONSyntax
import Tensor

/// Words and a vector for each, as word2vec writes them: `V d`, a newline, then for each word its text, a blank, and d numbers, as text or
/// as Float32.
///
/// Mikolov et al., 2013; code.google.com/archive/p/word2vec. Blanks and newlines around a word are left out: some programs end a
/// word's numbers by one, others do not.
public struct WordVectors: Sendable {
  public let words: [String]
  /// [words × d], in Float32.
  public let vectors: Tensor

  /// How the numbers of a file are written.
  public enum Form: Sendable {
    case text
    case binary
  }

  /// - Throws: where there is no vector for each word, a word is empty or holds a blank, or one stands twice.
  public init(words: [String], vectors: Tensor) throws(TensorFileError) {
    guard vectors.rank == 2, vectors.shape[0] == words.count else {
      throw TensorFileError("\(words.count) words want a matrix with a row for each, not a tensor \(shapeText(vectors.shape))")
    }
    var known: Set<String> = []
    for word in words {
      guard !word.isEmpty, !word.utf8.contains(where: WordReader.isBlank) else {
        throw TensorFileError("the word \(JSON.quoted(word)) is empty or holds a blank")
      }
      guard known.insert(word).inserted else { throw TensorFileError("the word \(JSON.quoted(word)) stands twice") }
    }
    self.words = words
    self.vectors = vectors
  }

  /// Reads a file.
  /// - Throws: the first thing that is wrong. No memory is taken for words that the file is too short for.
  public init(_ bytes: [UInt8], as form: Form) throws(TensorFileError) {
    var reader = WordReader(bytes)
    let (count, width) = (try reader.count("number of words"), try reader.count("length of the vectors"))
    // a word has at least one byte and a blank, a number as text a digit and a blank
    let least = form == .binary ? 4 : 2
    guard count <= bytes.count, width <= bytes.count, count.multipliedFullWidth(by: 2 + least * width) <= (0, UInt(bytes.count) + 1) else {
      throw TensorFileError("it claims \(count) words with vectors of length \(width), and has \(bytes.count) bytes")
    }
    let needed = 4 * Double(count) * Double(width)
    if let refusal = Room.refusal(of: needed) { throw TensorFileError("its vectors need \(Int(needed)) bytes; \(refusal)") }
    var (words, numbers): ([String], [Float]) = ([], [])
    words.reserveCapacity(count)
    numbers.reserveCapacity(count * width)
    for _ in 0..<count {
      let word = try reader.word()
      words.append(word)
      for _ in 0..<width { numbers.append(form == .binary ? try reader.float(of: word) : try reader.number(of: word)) }
    }
    try reader.end()
    try self.init(words: words, vectors: Tensor(numbers, shape: [count, width]))
  }

  /// The bytes of a file, a piece at a time: what stands at its beginning, and the line of each word.
  public func pieces(as form: Form) -> some Sequence<[UInt8]> {
    let width = vectors.shape[1], floats = vectors.floats
    let lines = words.indices.lazy.map { row in
      let numbers = floats[row * width..<(row + 1) * width]
      switch form {
      case .text: return Array("\(words[row]) \(numbers.map { "\($0)" }.joined(separator: " "))\n".utf8)
      case .binary: return Array("\(words[row]) ".utf8) + numbers.flatMap { LittleEndian.bytes(Int($0.bitPattern), 4) } + Array("\n".utf8)
      }
    }
    return [[Array("\(words.count) \(width)\n".utf8)], Array(lines)].joined()
  }
}

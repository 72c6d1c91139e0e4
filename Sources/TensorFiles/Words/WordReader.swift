import JSONSyntax

/// Reads words and numbers, one after another.
struct WordReader {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || (9...13).contains(byte) }

  /// What stands up to the next blank, and the blank itself; "" at the end.
  private mutating func next() -> ArraySlice<UInt8> {
    while at < bytes.count, Self.isBlank(bytes[at]) { at += 1 }
    let start = at
    while at < bytes.count, !Self.isBlank(bytes[at]) { at += 1 }
    defer { at = min(at + 1, bytes.count) }
    return bytes[start..<at]
  }

  /// A whole number of at least 1.
  mutating func count(_ what: String) throws(TensorFileError) -> Int {
    guard let number = Int(String(decoding: next().prefix(20), as: UTF8.self)), number > 0 else {
      throw TensorFileError("it does not begin with two whole numbers of at least 1: the \(what) is none")
    }
    return number
  }

  mutating func word() throws(TensorFileError) -> String {
    let found = next()
    guard !found.isEmpty else { throw TensorFileError("it ends before the last word") }
    guard let word = String(validating: found, as: UTF8.self) else { throw TensorFileError("a word in it is not UTF-8") }
    return word
  }

  /// A number that is written as text.
  mutating func number(of word: String) throws(TensorFileError) -> Float {
    let text = String(decoding: next().prefix(64), as: UTF8.self)
    guard let number = Float(text) else {
      throw TensorFileError("the vector of \(JSON.quoted(word)) holds \(JSON.quoted(text)), which is no number")
    }
    return number
  }

  /// Four bytes, the least significant first.
  mutating func float(of word: String) throws(TensorFileError) -> Float {
    guard bytes.count - at >= 4 else { throw TensorFileError("it ends in the vector of \(JSON.quoted(word))") }
    defer { at += 4 }
    return Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[at + $1]) << UInt32(8 * $1) })
  }

  /// - Throws: where something other than blanks is left.
  mutating func end() throws(TensorFileError) {
    guard next().isEmpty else { throw TensorFileError("it has more behind its last vector") }
  }
}

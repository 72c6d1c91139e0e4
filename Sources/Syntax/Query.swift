/// A question, an entry of its own at a prompt: `?train` asks what a name is, `??circle` for its source.
public struct Query: Hashable, Sendable {
  /// What follows the signs; empty for `?` alone.
  public var topic: String
  public var wantsSource: Bool
  public var span: Span
}

extension Lexer {
  /// Reads a question: the rest of its line, a comment aside.
  mutating func readQuery() {
    let start = position
    position += byte(at: start + 1) == UInt8(ascii: "?") ? 2 : 1
    let wantsSource = position == start + 2
    let first = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n"),
      bytes[position] != UInt8(ascii: "/") || byte(at: position + 1) != UInt8(ascii: "/")
    { position += 1 }
    let blanks = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: ";")]
    while position > first, blanks.contains(bytes[position - 1]) { position -= 1 }
    let topic = bytes[first..<position].drop { blanks.contains($0) }
    add(.query(topic: String(decoding: topic, as: UTF8.self), wantsSource: wantsSource), from: start)
    while blanks.contains(byte(at: position)) { position += 1 }
  }
}

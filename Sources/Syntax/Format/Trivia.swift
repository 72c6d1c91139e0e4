/// What stands between two tokens: comments and line breaks.
struct Trivia {
  struct Comment {
    /// As written, without blanks at the ends of its lines.
    var text: String
    /// Line breaks before it.
    var newlines: Int
    /// Blanks before it on its line.
    var gap: Int
    /// Characters before it on its line.
    var column: Int
    /// Its bytes in the source, line by line.
    var lines: [Range<Int>]
  }

  private(set) var comments: [Comment] = []
  /// Line breaks behind the last comment.
  private(set) var newlines = 0

  /// - Parameters start, end: where the token before ends, and where the next begins.
  init(_ source: Source, from start: Int, to end: Int) {
    var at = start
    var gap = 0
    while at < end {
      let byte = source.bytes[at]
      let next = at + 1 < end ? source.bytes[at + 1] : 0
      if byte == UInt8(ascii: "/"), next == UInt8(ascii: "/") || next == UInt8(ascii: "*") {
        let stop = next == UInt8(ascii: "/") ? Self.lineEnd(source, at, end) : Self.blockEnd(source, at, end)
        let lines = source.bytes[at..<stop].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        comments.append(
          Comment(
            text: lines.map { String(decoding: $0, as: UTF8.self).trimmingEnd() }.joined(separator: "\n"), newlines: newlines, gap: gap,
            column: source.location(at).column - 1, lines: lines.map { $0.startIndex..<$0.endIndex }))
        (newlines, gap) = (0, 0)
        at = stop
      } else {
        if byte == UInt8(ascii: "\n") { (newlines, gap) = (newlines + 1, 0) } else { gap += 1 }
        at += 1
      }
    }
  }

  private static func lineEnd(_ source: Source, _ start: Int, _ end: Int) -> Int {
    source.bytes[start..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
  }

  /// Behind a comment that may hold others.
  private static func blockEnd(_ source: Source, _ start: Int, _ end: Int) -> Int {
    var depth = 0
    var at = start
    while at + 1 < end {
      switch (source.bytes[at], source.bytes[at + 1]) {
      case (UInt8(ascii: "/"), UInt8(ascii: "*")): depth += 1
      case (UInt8(ascii: "*"), UInt8(ascii: "/")): depth -= 1
      default:
        at += 1
        continue
      }
      at += 2
      if depth == 0 { return at }
    }
    return end
  }
}

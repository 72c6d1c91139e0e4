/// Blanks and comments.
extension Lexer {
  /// Goes to the next token; notes newlines, documentation and cell marks on the way.
  mutating func skipTrivia() {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 11, 12: position += 1
      case UInt8(ascii: "\n"):
        position += 1
        sawNewline = true
      case 0xC2 where byte(at: position + 1) == 0xA0: position += 2  // a no-break space
      case UInt8(ascii: "/") where byte(at: position + 1) == UInt8(ascii: "/"): readLineComment()
      case UInt8(ascii: "/") where byte(at: position + 1) == UInt8(ascii: "*"): skipBlockComment()
      default: return
      }
      if problem != nil { return }
    }
  }

  /// Goes to the end of the line.
  mutating func skipLine() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
  }

  private mutating func readLineComment() {
    let start = position
    skipLine()
    let text = String(decoding: bytes[start..<position], as: UTF8.self).trimmingEnd()
    let isAtFirstColumn = start == 0 || bytes[start - 1] == UInt8(ascii: "\n") || (start == 3 && bytes[0] == 0xEF)
    if isAtFirstColumn, let backslashes = MarkLines.backslashes(bytes[start..<position]) {
      if backslashes > 0 { return escapedMarks.append(start) }
      cellMarks.append(start)
      pendingDocumentation = nil
    } else if text.hasPrefix("///"), !text.hasPrefix("////") {
      let line = text.dropFirst(3)
      let content = String(line.first == " " ? line.dropFirst() : line)
      pendingDocumentation = pendingDocumentation.map { $0 + "\n" + content } ?? content
    }
  }

  private mutating func skipBlockComment() {
    let start = position
    var depth = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "/"), byte(at: position + 1) == UInt8(ascii: "*") {
        depth += 1
        position += 2
      } else if bytes[position] == UInt8(ascii: "*"), byte(at: position + 1) == UInt8(ascii: "/") {
        depth -= 1
        position += 2
        if depth == 0 { return }
      } else {
        if bytes[position] == UInt8(ascii: "\n") { sawNewline = true }
        position += 1
      }
    }
    fail("the comment is not closed", from: start, to: start + 2, hint: "comments nest: each /* wants its */", atEnd: true)
  }
}

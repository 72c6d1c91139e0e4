/// Cuts a text into tokens. It is one loop with a stack of open strings, so that no nesting can exhaust the machine's.
///
/// What cannot be read becomes one last token `broken`; the parser reports it when it gets there, since an error before it
/// comes first.
struct Lexer {
  let bytes: [UInt8]
  let source: Int
  var position = 0
  var tokens: [Token] = []
  /// Documentation before a token, by the token's index.
  var documentation: [Int: String] = [:]
  /// Offsets of the `// %%` lines, and of those that have backslashes before the `%%`.
  var cellMarks: [Int] = []
  var escapedMarks: [Int] = []
  /// What is wrong with the text at a token `broken`, and whether more text could mend it.
  var problem: (diagnostic: Diagnostic, atEnd: Bool)?

  /// One open interpolation: the parentheses that are open inside it.
  private var openParens: [Int] = []
  var sawNewline = true
  var pendingDocumentation: String?

  init(_ source: Source) {
    bytes = source.bytes
    self.source = source.number
    tokens.reserveCapacity(bytes.count / 3)
    if let bad = firstInvalidByte(bytes) {
      fail("the text is not UTF-8", from: bad, to: bad + 1, hint: "save the file with the encoding UTF-8")
      return
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    if byte(at: position) == UInt8(ascii: "#"), byte(at: position + 1) == UInt8(ascii: "!") { skipLine() }
    while problem == nil, next() {}
    if problem == nil { add(.end, from: bytes.count) }
  }

  /// The byte at an offset; 0 past the end.
  func byte(at offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  mutating func add(_ kind: Token.Kind, from start: Int) {
    if let text = pendingDocumentation {
      documentation[tokens.count] = text
      pendingDocumentation = nil
    }
    tokens.append(Token(kind: kind, start: start, end: position, startsLine: sawNewline))
    sawNewline = false
  }

  mutating func fail(_ message: String, from start: Int, to end: Int, hint: String? = nil, atEnd: Bool = false) {
    guard problem == nil else { return }
    problem = (Diagnostic(message, at: Span(source: source, start: start, end: end), hint: hint), atEnd)
    position = max(position, start)
    add(.broken, from: start)
  }

  /// Reads one token; false at the end of the text.
  private mutating func next() -> Bool {
    skipTrivia()
    guard problem == nil, position < bytes.count else {
      if problem == nil, !openParens.isEmpty { fail("the string is not closed", from: bytes.count, to: bytes.count, atEnd: true) }
      return false
    }
    let start = position
    let first = bytes[start]
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): readNumber()
    case UInt8(ascii: ".") where isDigit(byte(at: start + 1)) && !endsValue(before: start): readNumber()
    case UInt8(ascii: ".") where start + 1 == bytes.count && !endsValue(before: start):
      fail("the number is not complete", from: start, to: start + 1, atEnd: true)
    case UInt8(ascii: "\""):
      position += 1
      add(.stringStart, from: start)
      readString(from: start)
    case UInt8(ascii: "$"): readImplicit()
    case UInt8(ascii: "?") where sawNewline: readQuery()
    default:
      if !readWord() { readSymbol() }
    }
    return problem == nil
  }

  /// Whether a token ends right at `offset` after which `.5` cannot be a number: `x.5`.
  private func endsValue(before offset: Int) -> Bool {
    guard let last = tokens.last, last.end == offset else { return false }
    switch last.kind {
    case .word, .number, .implicit, .stringEnd, .symbol(.rightParen), .symbol(.rightBracket), .symbol(.rightBrace): return true
    default: return false
    }
  }

  private mutating func readImplicit() {
    let start = position
    position += 1
    var number = 0
    while isDigit(byte(at: position)), number < 100 {
      number = number * 10 + Int(bytes[position] - UInt8(ascii: "0"))
      position += 1
    }
    guard position > start + 1, number < 100 else {
      return fail("$ is followed by the number of a parameter: $0", from: start, to: position, atEnd: position == bytes.count)
    }
    add(.implicit(number), from: start)
  }

  private mutating func readSymbol() {
    let start = position
    if let symbol = Symbol(at: start, of: self) {
      position += symbol.length
      if symbol == .leftParen, let open = openParens.last { openParens[openParens.count - 1] = open + 1 }
      if symbol == .rightParen, let open = openParens.last {
        guard open > 0 else {
          openParens.removeLast()
          add(.interpolationEnd, from: start)
          return readString(from: start)
        }
        openParens[openParens.count - 1] = open - 1
      }
      return add(.symbol(symbol), from: start)
    }
    let (scalar, length) = scalar(at: start)
    let advice = Self.advice[scalar]
    fail("\(Self.quoted(scalar)) is no sign of the language", from: start, to: start + length, hint: advice)
  }

  /// Called after the opening quote and after an interpolation: reads on to the closing quote, or to the next interpolation.
  mutating func readString(from opening: Int) {
    var text: [UInt8] = []
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        addText(text, from: start)
        position += 1
        return add(.stringEnd, from: position - 1)
      case UInt8(ascii: "\n"):
        return fail("the string is not closed on its line", from: opening, to: position, hint: "write \\n for a newline inside a string")
      case UInt8(ascii: "\\"):
        if byte(at: position + 1) == UInt8(ascii: "(") {
          addText(text, from: start)
          position += 2
          add(.interpolationStart, from: position - 2)
          return openParens.append(0)
        }
        guard readEscape(&text) else { return }
      default:
        text.append(bytes[position])
        position += 1
      }
    }
    fail("the string is not closed", from: opening, to: bytes.count, atEnd: true)
  }

  private mutating func addText(_ text: [UInt8], from start: Int) {
    if !text.isEmpty { add(.stringText(String(decoding: text, as: UTF8.self)), from: start) }
  }
}

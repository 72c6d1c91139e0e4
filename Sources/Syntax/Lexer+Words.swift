/// Names, numbers, escapes: what is read character by character.
extension Lexer {
  func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  /// Reads a name or a reserved word; false where none begins.
  mutating func readWord() -> Bool {
    let start = position
    while position < bytes.count {
      let first = bytes[position]
      if first < 0x80 {
        let isLetter = (first | 0x20) >= UInt8(ascii: "a") && (first | 0x20) <= UInt8(ascii: "z") || first == UInt8(ascii: "_")
        guard isLetter || (position > start && isDigit(first)) else { break }
        position += 1
      } else {
        let (scalar, length) = scalar(at: position)
        guard position == start ? startsName(scalar) : continuesName(scalar) else { break }
        position += length
      }
    }
    guard position > start else { return false }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    let afterDot = tokens.last.map { $0.kind == .symbol(.dot) && !sawNewline } ?? false
    if !afterDot, let keyword = Keyword(rawValue: text) { add(.keyword(keyword), from: start) } else { add(.word(text), from: start) }
    return true
  }

  /// Letters of any script, and ∂ ∇.
  private func startsName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isXIDStart || scalar == "∂" || scalar == "∇"
  }

  /// Also combining marks (x̂), subscripts (β₁) and primes (x′).
  private func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isXIDContinue || scalar == "∂" || scalar == "∇" || scalar == "′" { return true }
    return (0x2080...0x2089).contains(scalar.value) || scalar == "⁺" || scalar == "⁻"
  }

  /// Reads `12`, `1_000`, `0.5`, `.5`, `1e-3`. A point must be followed by a digit, so that `0...9` is a range.
  mutating func readNumber() {
    let start = position
    readDigits()
    if byte(at: position) == UInt8(ascii: "."), isDigit(byte(at: position + 1)) {
      position += 1
      readDigits()
    }
    if byte(at: position) | 0x20 == UInt8(ascii: "e") {
      let signed = byte(at: position + 1) == UInt8(ascii: "-") || byte(at: position + 1) == UInt8(ascii: "+")
      if isDigit(byte(at: position + (signed ? 2 : 1))) {
        position += signed ? 2 : 1
        readDigits()
      }
    }
    let end = position
    let digits = bytes[start..<end].filter { $0 != UInt8(ascii: "_") }
    let text = String(decoding: digits, as: UTF8.self)
    if readWord() {
      tokens.removeLast()
      let name = String(decoding: bytes[end..<position], as: UTF8.self)
      if endsInside(name) { return fail("the number is not complete", from: start, to: bytes.count, atEnd: true) }
      return fail(
        "a number directly before a name", from: start, to: position,
        hint: "write \(text) * \(name)")
    }
    guard let value = Double(text.hasPrefix(".") ? "0" + text : text), value.isFinite else {
      return fail("\(text) is too large for a number", from: start, to: position)
    }
    add(.number(value), from: start)
  }

  /// Whether the text ends behind `1e`, `1e-` or `1_`, which digits could follow.
  private func endsInside(_ tail: String) -> Bool {
    guard ["e", "E", "_"].contains(tail) else { return false }
    let isSigned = tail != "_" && (byte(at: position) == UInt8(ascii: "-") || byte(at: position) == UInt8(ascii: "+"))
    return position + (isSigned ? 1 : 0) == bytes.count
  }

  private mutating func readDigits() {
    while isDigit(byte(at: position)) || (byte(at: position) == UInt8(ascii: "_") && isDigit(byte(at: position + 1))) { position += 1 }
  }

  /// Reads `\n`, `\t`, `\"`, `\\`, `\u{3b8}` into a string's text; false if it is none of them.
  mutating func readEscape(_ text: inout [UInt8]) -> Bool {
    let start = position
    let plain: [UInt8: UInt8] = [
      UInt8(ascii: "n"): 10, UInt8(ascii: "t"): 9, UInt8(ascii: "r"): 13, UInt8(ascii: "0"): 0, UInt8(ascii: "\""): 34,
      UInt8(ascii: "\\"): 92, UInt8(ascii: "'"): 39,
    ]
    guard start + 1 < bytes.count else {
      fail("the string is not closed", from: start, to: bytes.count, atEnd: true)
      return false
    }
    let letter = bytes[start + 1]
    if let meaning = plain[letter] {
      text.append(meaning)
      position = start + 2
      return true
    }
    guard letter == UInt8(ascii: "u") else {
      let (scalar, length) = scalar(at: start + 1)
      fail(
        "\\\(scalar) is no escape", from: start, to: start + 1 + length, hint: "escapes are \\n \\t \\\" \\\\ \\u{3b8} and \\( )")
      return false
    }
    position = start + 2
    if byte(at: position) == UInt8(ascii: "{") { position += 1 }
    let digits = bytes[position...].prefix { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\n") }
    let end = position + digits.count
    guard end < bytes.count else {
      fail("the string is not closed", from: start, to: bytes.count, atEnd: true)
      return false
    }
    guard position == start + 3, bytes[end] == UInt8(ascii: "}"),
      let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16), let scalar = Unicode.Scalar(code)
    else {
      fail("no such character", from: start, to: end + 1, hint: "\\u{3b8} is a character by its hexadecimal number")
      return false
    }
    text += Array(String(Character(scalar)).utf8)
    position = end + 1
    return true
  }

  /// The character at an offset and the bytes it takes. The text is known to be UTF-8.
  func scalar(at offset: Int) -> (Unicode.Scalar, Int) {
    let length = bytes[offset] < 0x80 ? 1 : bytes[offset] < 0xE0 ? 2 : bytes[offset] < 0xF0 ? 3 : 4
    let end = min(offset + length, bytes.count)
    let scalar = String(decoding: bytes[offset..<end], as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
    return (scalar, end - offset)
  }

  /// What to write instead of signs that come from documents.
  static let advice: [Unicode.Scalar: String] = [
    "−": "the minus sign is -", "–": "the minus sign is -", "×": "a product is *", "·": "a product is *", "÷": "a quotient is /",
    "“": "strings stand between \"", "”": "strings stand between \"", "„": "strings stand between \"",
    "'": "strings stand between \"", "‘": "strings stand between \"", "’": "strings stand between \"", "`": "strings stand between \"",
    "≤": "write <=", "≥": "write >=", "≠": "write !=", "&": "and is &&", "|": "or is ||", "#": "comments begin with //",
    "²": "write ^2", "³": "write ^3", "√": "write sqrt(x)", "∞": "write inf",
    "?": "write if c { a } else { b }; help is ?name, an entry of its own",
    "~": "not is !", "\\": "at the prompt, :quit leaves, and :help shows its other commands",
  ]

  static func quoted(_ scalar: Unicode.Scalar) -> String {
    let hex = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: return code
    default: return "\"\(scalar)\""
    }
  }
}

/// Offset of the first byte that is not UTF-8; nil where all is.
func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
  var decoder = UTF8()
  if bytes.allSatisfy({ $0 < 0x80 }) { return nil }
  var iterator = bytes.makeIterator()
  var offset = 0
  while true {
    switch decoder.decode(&iterator) {
    case .scalarValue(let scalar): offset += UTF8.width(scalar)
    case .emptyInput: return nil
    case .error: return min(offset, bytes.count - 1)
    }
  }
}

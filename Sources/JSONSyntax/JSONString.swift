/// Reads one string from bytes: from its opening quotation mark to behind the closing one.
struct JSONString {
  private let bytes: [UInt8]
  private(set) var at: Int
  private let start: Int
  /// What was read before `copied`, escapes resolved.
  private var resolved: [UInt8] = []
  private var copied: Int

  init(_ bytes: [UInt8], at: Int) {
    self.bytes = bytes
    self.at = at + 1
    start = at
    copied = at + 1
  }

  mutating func text() throws(JSONError) -> String {
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        resolved += bytes[copied..<at]
        at += 1
        guard let text = String(validating: resolved, as: UTF8.self) else {
          throw JSONError(message: "the string that begins here is not UTF-8", offset: start)
        }
        return text
      case UInt8(ascii: "\\"):
        resolved += bytes[copied..<at]
        resolved += Array(String(try escape()).utf8)
        copied = at
      case 0..<32: throw JSONError(message: "expected \\u and four digits for \(Self.shown(bytes[at])) in a string", offset: at)
      default: at += 1
      }
    }
    throw JSONError(message: "the string that begins here is not closed", offset: start)
  }

  private mutating func escape() throws(JSONError) -> Unicode.Scalar {
    let place = at
    let letter = at + 1 < bytes.count ? bytes[at + 1] : nil
    at += 2
    switch letter {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try scalar(from: place)
    default: throw JSONError(message: "expected an escape such as \\n, not \\ and \(Self.shown(letter))", offset: place)
    }
  }

  /// What stands behind `\u`: a scalar, or the halves of a surrogate pair.
  private mutating func scalar(from place: Int) throws(JSONError) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if first < 0xDC00, bytes[at...].starts(with: "\\u".utf8) {
      at += 2
      let second = try hexadecimal()
      if (0xDC00..<0xE000).contains(second), let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) {
        return scalar
      }
    }
    throw JSONError(message: "half of a surrogate pair stands alone", offset: place)
  }

  /// Four digits.
  private mutating func hexadecimal() throws(JSONError) -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard at < bytes.count, let digit = Character(Unicode.Scalar(bytes[at])).hexDigitValue else {
        let given = Self.shown(at < bytes.count ? bytes[at] : nil)
        throw JSONError(message: "expected four hexadecimal digits behind \\u, not \(given)", offset: at)
      }
      number = number << 4 | UInt32(digit)
      at += 1
    }
    return number
  }

  /// A byte as messages show it; nil stands for the end of the text.
  static func shown(_ byte: UInt8?) -> String {
    guard let byte else { return "the end of the text" }
    guard (33..<127).contains(byte) else { return "the byte \(byte)" }
    return String(Character(Unicode.Scalar(byte)))
  }
}

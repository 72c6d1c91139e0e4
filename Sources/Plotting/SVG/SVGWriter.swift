/// Bytes of an SVG document in the making. Numbers have at most two decimals; text is escaped.
struct SVGWriter {
  private var bytes: [UInt8] = []

  /// The document so far.
  var document: String { String(decoding: bytes, as: UTF8.self) }

  /// Markup as it stands.
  mutating func raw(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func number(_ value: Double) {
    let bounded = min(max(value, -1e7), 1e7)
    let hundredths = Int((bounded * 100).rounded())
    if hundredths < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    if whole > 0 || rest == 0 { digits(whole) }
    guard rest > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") + UInt8(rest / 10))
    if rest % 10 > 0 { bytes.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
  }

  /// "#rrggbb"
  mutating func colour(_ colour: Colour) { bytes.append(contentsOf: colour.hexadecimal.utf8) }

  /// Text of a user: markup characters are escaped, and those that XML forbids become U+FFFD; a line break is a blank.
  mutating func text(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case UInt32(UInt8(ascii: "<")): raw("&lt;")
      case UInt32(UInt8(ascii: ">")): raw("&gt;")
      case UInt32(UInt8(ascii: "&")): raw("&amp;")
      case UInt32(UInt8(ascii: "\"")): raw("&quot;")
      case 0x09, 0x0A, 0x0D: raw(" ")
      case 0..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: raw("\u{FFFD}")
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  private mutating func digits(_ value: Int) {
    if value >= 10 { digits(value / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
  }
}

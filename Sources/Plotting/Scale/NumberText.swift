/// Numbers as short text, the same on every machine.
enum NumberText {
  /// `value` with `decimals` digits after the point (at most 15), and no sign on a zero.
  static func fixed(_ value: Double, decimals: Int) -> String {
    let places = min(max(decimals, 0), 15)
    let scaled = (abs(value) * powerOfTen(places)).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    var digits = String(Int(scaled))
    if places > 0 {
      if digits.count <= places { digits = String(repeating: "0", count: places + 1 - digits.count) + digits }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -places))
    }
    return value < 0 && scaled > 0 ? "-" + digits : digits
  }

  /// `value` to `digits` significant digits, without zeros at the end: 0.25, -3, 1.2e-7, 4e9.
  static func short(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : value < 0 ? "-∞" : "∞" }
    guard value != 0 else { return "0" }
    var exponent = Int(logarithm10(abs(value)).rounded(.down))
    // 9.996 has four digits in front of the cut and rounds up to the next power of ten
    let unit = scaled(abs(value), by: digits - 1 - exponent)
    if unit.rounded() >= powerOfTen(digits) { exponent += 1 }
    if exponent < -4 || exponent >= max(6, digits) {
      return trimmed(fixed(scaled(value, by: -exponent), decimals: digits - 1)) + "e\(exponent)"
    }
    return trimmed(fixed(value, decimals: max(0, digits - 1 - exponent)))
  }

  /// ⁻¹²
  static func superscript(_ number: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return String(String(number).map { character in character.wholeNumberValue.map { digits[$0] } ?? "⁻" })
  }

  /// value · 10ⁿ in two steps, since 10ⁿ alone may overflow.
  private static func scaled(_ value: Double, by n: Int) -> Double {
    value * powerOfTen(n / 2) * powerOfTen(n - n / 2)
  }

  /// Without zeros at the end of the decimals.
  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var rest = Substring(text)
    while rest.last == "0" { rest.removeLast() }
    if rest.last == "." { rest.removeLast() }
    return String(rest)
  }
}

/// A number as decimal digits, 0.d₁d₂d₃… × 10^point, from which text of any length is rounded. The digits are the shortest that
/// tell the number from its neighbours, as Swift's `description` finds them.
struct Decimal: Sendable, Equatable {
  var isNegative: Bool
  /// Without zeros at either end; none for 0.
  var digits: [UInt8]
  /// Digits before the decimal point.
  var point: Int
  /// `nan` or `inf`, of which there are no digits.
  var name: String?

  init(_ x: Double) { self.init(text: x.description, isNegative: x.sign == .minus && !x.isNaN) }
  init(_ x: Float) { self.init(text: x.description, isNegative: x.sign == .minus && !x.isNaN) }

  private init(text: String, isNegative: Bool) {
    self.isNegative = isNegative
    digits = []
    point = 0
    var exponent = 0
    var isFraction = false
    var rest = Substring(text).drop { $0 == "-" }
    if let first = rest.first, !first.isNumber {
      name = rest.first == "n" ? "nan" : "inf"
      return
    }
    while let character = rest.popFirst() {
      if character == "." {
        isFraction = true
      } else if character == "e" {
        exponent = Int(rest.drop { $0 == "+" }) ?? 0
        break
      } else if let digit = character.wholeNumberValue {
        digits.append(UInt8(digit))
        if !isFraction { point += 1 }
      }
    }
    point += exponent
    trim()
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    point = digits.isEmpty ? 0 : point - zeros
  }

  var isWhole: Bool { name == nil && digits.count <= max(point, 0) }

  /// Digits after the decimal point.
  var decimals: Int { max(0, digits.count - point) }

  /// To so many digits, halves upwards.
  func rounded(to count: Int) -> Decimal {
    guard name == nil, count < digits.count else { return self }
    var result = self
    let up = count >= 0 && digits[count] >= 5
    result.digits = Array(digits.prefix(max(count, 0)))
    if up {
      var i = count - 1
      while i >= 0, result.digits[i] == 9 {
        result.digits[i] = 0
        i -= 1
      }
      if i >= 0 {
        result.digits[i] += 1
      } else {
        result.digits.insert(1, at: 0)
        result.point += 1
      }
    }
    result.trim()
    return result
  }

  /// To so many digits after the point.
  func rounded(decimals: Int) -> Decimal { rounded(to: point + decimals) }
}

extension Decimal {
  /// `-12.50`: so many digits after the point. A number that rounds to 0 has no sign.
  func fixed(_ decimals: Int) -> String {
    let x = rounded(decimals: decimals)
    guard x.name == nil else { return special }
    let sign = isNegative && !x.digits.isEmpty ? "-" : ""
    let whole = x.point <= 0 ? "0" : x.text(0..<x.point)
    guard decimals > 0 else { return sign + whole }
    return sign + whole + "." + x.text(x.point..<(x.point + decimals))
  }

  /// `-1.250e-7`: so many digits.
  func scientific(_ count: Int) -> String {
    let x = rounded(to: count)
    guard x.name == nil else { return special }
    let sign = isNegative ? "-" : ""
    let exponent = x.digits.isEmpty ? 0 : x.point - 1
    return sign + x.text(0..<1) + (count > 1 ? "." + x.text(1..<count) : "") + "e\(exponent)"
  }

  /// At most so many digits, without zeros at the end; whole numbers up to 15 digits in full.
  func short(_ count: Int) -> String {
    if isWhole && point <= 15 { return fixed(0) }
    let x = rounded(to: count)
    return x.point > -4 && x.point <= 5 ? x.fixed(x.decimals) : x.scientific(max(x.digits.count, 1))
  }

  private var special: String { (isNegative ? "-" : "") + (name ?? "") }

  /// The digits at these places, zeros where there are none.
  private func text(_ range: Range<Int>) -> String {
    range.map { digits.indices.contains($0) ? String(digits[$0]) : "0" }.joined()
  }
}

/// A number with the fewest digits that read back as it: whole numbers without a point, `1e-7` and `1e22` where zeros would be many.
func numberText(_ x: Double) -> String { plain(x.description) }

/// As `numberText` of a Double, by the fewest digits that tell Floats apart.
func numberText(_ x: Float) -> String { plain(x.description) }

/// Swift's description without `.0` and without the plus and zeros of an exponent.
private func plain(_ text: String) -> String {
  if text == "-nan" { return "nan" }
  let parts = text.split(separator: "e")
  guard let mantissa = parts.first else { return text }
  let digits = mantissa.hasSuffix(".0") ? mantissa.dropLast(2) : mantissa
  guard parts.count == 2, let exponent = Int(parts[1].drop { $0 == "+" }) else { return String(digits) }
  return "\(digits)e\(exponent)"
}

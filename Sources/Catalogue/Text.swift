/// A number as the language shows it: whole values without a point, others in the fewest digits that read back as the same.
public func numberText(_ x: Double) -> String {
  if x == x.rounded(.towardZero), abs(x) < 1e16 {
    return x == 0 && x.sign == .minus ? "-0" : String(Int64(x))
  }
  if x.isNaN { return "nan" }
  if x.isInfinite { return x < 0 ? "-inf" : "inf" }
  return x.description
}

/// A string as a literal shows it, in quotes.
public func quotedText(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": out += "\\\""
    case "\\": out += "\\\\"
    case "\n": out += "\\n"
    case "\t": out += "\\t"
    case "\r": out += "\\r"
    default:
      if scalar.value < 32 || scalar.value == 127 {
        out += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        out.unicodeScalars.append(scalar)
      }
    }
  }
  return out + "\""
}

/// A number as the language shows it: whole values without a point, others in the fewest digits that read back as the same.
public func numberText(_ x: Double) -> String {
  if x == x.rounded(.towardZero), abs(x) < 1e16 {
    return x == 0 && x.sign == .minus ? "-0" : String(Int64(x))
  }
  if x.isNaN { return "nan" }
  if x.isInfinite { return x < 0 ? "-inf" : "inf" }
  return x.description
}

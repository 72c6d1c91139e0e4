/// A marked place on an axis.
struct Tick: Equatable, Sendable {
  /// In the units of the axis: the value, or its decimal logarithm.
  var place: Double
  var text: String
}

/// Chooses places to mark: multiples of 1, 2 or 5 times a power of ten.
enum Ticks {
  /// About `count` ticks on an interval of values, and at least two where a smaller step gives them.
  ///
  /// - Parameter isWhole: the values are counts or indices, so the step is at least 1.
  static func linear(_ interval: Interval, count: Int, isWhole: Bool = false) -> [Tick] {
    let step = self.step(interval.length, count: count, isWhole: isWhole)
    let tolerance = interval.length * 1e-9
    var number = ((interval.low - tolerance) / step.value).rounded(.up)
    var places: [Double] = []
    while number * step.value <= interval.high + tolerance, places.count <= 2 * count + 2 {
      places.append(number * step.value)
      number += 1
    }
    if places.count < 2, count < 8, !isWhole { return linear(interval, count: 2 * count) }
    let format = TickFormat(places: places, stepExponent: step.exponent)
    return places.map { Tick(place: $0, text: format.text($0)) }
  }

  /// Ticks on an interval of decimal logarithms: at powers of ten, and between them where there are few.
  static func logarithmic(_ interval: Interval, count: Int) -> [Tick] {
    let low = Int((interval.low - 1e-9).rounded(.up))
    let high = Int((interval.high + 1e-9).rounded(.down))
    guard high > low else { return betweenDecades(interval, count: count) }
    let stride = max(1, (high - low + max(count, 1) - 1) / max(count, 1))
    let first = high - (high - low) / stride * stride
    let aligned = low...high ~= 0 ? low + ((-low) % stride) : first
    return Swift.stride(from: aligned, through: high, by: stride).map { Tick(place: Double($0), text: "10" + NumberText.superscript($0)) }
  }

  /// Less than two powers of ten are in sight: 1, 2 and 5 times each.
  private static func betweenDecades(_ interval: Interval, count: Int) -> [Tick] {
    let decades = Int(interval.low.rounded(.down))...Int(interval.high.rounded(.up))
    let places = decades.flatMap { decade in [1, 2, 5].map { Double(decade) + logarithm10($0) } }
    let inside = places.filter { interval.contains($0) }
    if inside.count >= 2 {
      return inside.map { Tick(place: $0, text: NumberText.short(power(10, $0), digits: 1)) }
    }
    // round numbers all the same, which lie a little closer at the upper end
    let values = linear(Interval(power(10, interval.low), power(10, interval.high)), count: count)
    return values.filter { $0.place > 0 }.map { Tick(place: logarithm10($0.place), text: $0.text) }
  }

  /// The smallest nice step that cuts `length` into at most `count` parts: its value, and the power of ten of its last digit.
  private static func step(_ length: Double, count: Int, isWhole: Bool) -> (value: Double, exponent: Int) {
    let rough = length / Double(max(count, 1))
    let exponent = Int(logarithm10(rough).rounded(.down))
    let unit = powerOfTen(exponent)
    let factor = [1.0, 2, 5].first { $0 * unit >= rough * (1 - 1e-9) }
    let step = factor.map { (value: $0 * unit, exponent: exponent) } ?? (value: 10 * unit, exponent: exponent + 1)
    return isWhole && step.value < 1 ? (value: 1, exponent: 0) : step
  }
}

/// How the ticks of one axis are written: all with the same decimals, or all with a power of ten.
private struct TickFormat {
  let stepExponent: Int
  let isScientific: Bool
  /// Digits after the point.
  let decimals: Int

  init(places: [Double], stepExponent: Int) {
    let largest = places.map { abs($0) }.max() ?? 0
    let top = largest > 0 ? Int(logarithm10(largest * (1 + 1e-12)).rounded(.down)) : 0
    self.stepExponent = stepExponent
    isScientific = top >= 6 || stepExponent < -6
    decimals = isScientific ? max(0, min(12, top - stepExponent)) : max(0, -stepExponent)
  }

  func text(_ value: Double) -> String {
    guard isScientific, value != 0 else { return NumberText.fixed(value, decimals: decimals) }
    let exponent = Int(logarithm10(abs(value) * (1 + 1e-12)).rounded(.down))
    let digits = max(0, min(12, exponent - stepExponent))
    return NumberText.fixed(value / powerOfTen(exponent), decimals: digits) + "e\(exponent)"
  }
}

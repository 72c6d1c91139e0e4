/// A closed interval of finite numbers.
struct Interval: Equatable, Sendable {
  var low: Double
  var high: Double

  var length: Double { high - low }
  var middle: Double { low + (high - low) / 2 }

  init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  /// The smallest interval around the finite values, perhaps of length 0; nil where there are none.
  init?(of values: [Double]) {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where value.isFinite {
      if value < low { low = value }
      if value > high { high = value }
    }
    guard low <= high else { return nil }
    self = Interval(low, high)
  }

  /// Wide enough for places in it to be told apart: an interval of equal values, or of values so near that arithmetic finds nothing
  /// between them, grows.
  var opened: Interval {
    let largest = max(abs(low), abs(high))
    if length > max(largest * 1e-12, 1e-290) { return self }
    if largest < 1e-280 { return Interval(-1, 1) }
    return Interval(low - largest / 2, high + largest / 2)
  }

  func padded(_ share: Double) -> Interval {
    Interval(low - length * share, high + length * share)
  }

  func including(_ value: Double) -> Interval {
    Interval(min(low, value), max(high, value))
  }

  /// The smallest interval around both.
  func union(_ other: Interval) -> Interval { Interval(min(low, other.low), max(high, other.high)) }

  /// The interval of this length about the same middle.
  func stretched(to length: Double) -> Interval {
    Interval(middle - length / 2, middle + length / 2)
  }

  /// Where a value lies: 0 at low, 1 at high.
  func fraction(_ value: Double) -> Double { (value - low) / length }

  func contains(_ value: Double) -> Bool { value >= low && value <= high }
}

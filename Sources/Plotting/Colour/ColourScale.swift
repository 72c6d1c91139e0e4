/// How values become colours.
struct ColourScale: Equatable, Sendable {
  enum Kind: Sendable {
    /// Both signs occur: 0 lies in the middle.
    case diverging
    /// From low to high.
    case sequential
    /// Angles: the end is the beginning.
    case cyclic
  }

  let kind: Kind
  /// The values at its ends.
  let limits: Interval

  init(_ kind: Kind, _ limits: Interval) {
    self.kind = kind
    self.limits = limits
  }

  /// The scale of the finite values: diverging about 0 where both signs occur, otherwise sequential.
  init(of values: [Double]) {
    let range = Interval(of: values) ?? Interval(0, 0)
    let limit = max(-range.low, range.high)
    self = range.low < 0 && range.high > 0 ? ColourScale(.diverging, Interval(-limit, limit)) : ColourScale(.sequential, range)
  }

  /// One scale for what two show.
  func union(_ other: ColourScale) -> ColourScale {
    guard kind != .cyclic || other.kind != .cyclic else { return self }
    return ColourScale(of: [limits.low, limits.high, other.limits.low, other.limits.high])
  }

  /// Where a value lies on the scale, 0 … 1; nil where it is not finite.
  func position(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    switch kind {
    case .diverging: return 0.5 + value / limits.high / 2
    case .sequential: return limits.high > limits.low ? (value - limits.low) / limits.length : 0.5
    case .cyclic:
      let turns = limits.fraction(value)
      return turns - turns.rounded(.down)
    }
  }

  /// nil for a value that is not finite.
  func colour(_ value: Double) -> Colour? { position(value).map { map($0) } }

  var map: ColourMap {
    switch kind {
    case .diverging: return .diverging
    case .sequential: return .sequential
    case .cyclic: return .cyclic
    }
  }
}

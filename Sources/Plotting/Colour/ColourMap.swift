/// A continuous scale of colours over 0 … 1, in 256 steps.
///
/// All three are even in OKLab (equal steps look equal) and differ in lightness or between blue and yellow, which readers without
/// red or green cones see too.
struct ColourMap: Sendable {
  /// [256]
  let steps: [Colour]

  private init(_ colour: (Double) -> OKLab) {
    steps = (0..<256).map { colour(Double($0) / 255).colour }
  }

  /// The colour at `position`, which is held to 0 … 1.
  func callAsFunction(_ position: Double) -> Colour {
    steps[Int((min(max(position, 0), 1) * 255).rounded())]
  }

  /// The end is the beginning, for angles and for the order of things on a ring: a circle in OKLab, tilted so that its dark side is
  /// purple and its light side green. No colour of it vanishes on white or on black (lightness .48 … .72).
  static let cyclic = ColourMap { position in
    let angle = 2 * Double.pi * position
    let (radius, tilt) = (0.155, 50 * Double.pi / 180)
    return OKLab(
      lightness: 0.6 - radius * sine(tilt) * cosine(angle),
      a: 0.02 + radius * cosine(tilt) * cosine(angle),
      b: -0.04 + radius * sine(angle))
  }

  /// About a middle: blue, almost white, vermilion; both arms equally dark and equally strong.
  static let diverging = ColourMap { position in
    let distance = abs(2 * position - 1)
    let hue = (position < 0.5 ? 257 : 40) * Double.pi / 180
    let chroma = 0.14 * min(1, 1.25 * distance)
    return OKLab(lightness: 0.97 - 0.52 * distance, a: chroma * cosine(hue), b: chroma * sine(hue))
  }

  /// From low to high: viridis (S. van der Walt and N. Smith, 2015, released under CC0), through nine of its colours.
  static let sequential = ColourMap { position in
    let anchors = [0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725].map { OKLab(Colour($0)) }
    let place = position * 8
    let below = min(Int(place), 7)
    return anchors[below].mixed(with: anchors[below + 1], place - Double(below))
  }
}

/// Colours that tell series apart (M. Okabe and K. Ito, "Color universal design", 2008), without those too light for thin lines on white.
public enum SeriesColours {
  static let all = [0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0x56B4E9, 0xE69F00, 0x808080].map { Colour($0) }

  /// The colours that have a name, in the order of the series.
  public static let names = ["blue", "vermilion", "green", "purple", "sky", "orange", "grey", "black"]

  /// A colour by its name, or as "#d55e00"; nil for what is neither.
  public static func named(_ name: String) -> Colour? {
    if let i = names.firstIndex(of: name) { return i < all.count ? all[i] : .black }
    guard name.hasPrefix("#"), name.utf8.count == 7, name.dropFirst().allSatisfy(\.isHexDigit) else { return nil }
    return UInt32(name.dropFirst(), radix: 16).map { Colour($0) }
  }

  /// The colour of series i; after the last it begins again.
  static func colour(_ i: Int) -> Colour { all[i % all.count] }

  /// Every other round of colours is dashed.
  static func isDashed(_ i: Int) -> Bool { i / all.count % 2 == 1 }
}

/// A rectangle of the picture, in its own units (pixels or dots, y downwards), and the part of the plane that it shows.
struct Viewport {
  var u: Interval
  var v: Interval
  var left: Double
  var top: Double
  var width: Double
  var height: Double

  var right: Double { left + width }
  var bottom: Double { top + height }

  /// Where a place of the plane comes to lie; 0 … 1 of u and v fill the rectangle.
  func x(_ place: Double) -> Double { left + u.fraction(place) * width }
  func y(_ place: Double) -> Double { top + (1 - v.fraction(place)) * height }

  /// Shows more of the plane in one direction, so that one unit is equally long in both.
  mutating func equaliseUnits() {
    let unit = max(u.length / width, v.length / height)
    u = u.stretched(to: unit * width)
    v = v.stretched(to: unit * height)
  }
}

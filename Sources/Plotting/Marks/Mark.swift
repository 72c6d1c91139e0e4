/// One thing drawn on the axes of a figure. A kind of mark is a file in this folder: what it holds, and how it is drawn on paper and in
/// characters.
protocol Mark: Sendable {
  /// The points that it hangs on, all of which come into sight.
  var positions: Positions { get }
  /// What it shows, in one clause.
  var summary: String { get }
  /// What explains it beside the figure.
  var key: Key { get }
  /// The colour that was asked for; nil for the next one of the series.
  var colour: Colour? { get }
  /// What stands before its name in the legend.
  var sign: Sign { get }
  /// Its x are counts or indices, so that ticks between whole numbers would say nothing.
  var countsAcross: Bool { get }
  /// How much more of the axes than its points need is in sight, as shares of what they need: on either side, above and below.
  var margin: (u: Double, v: Double) { get }
  /// What a page makes of it in a figure that turns; nil where it can't be turned.
  func turning(_ pen: Pen) -> TurningMark?
  func draw(_ stage: Stage, on drawing: inout Drawing)
  func draw(_ stage: Stage, on canvas: inout Canvas)
}

extension Mark {
  var colour: Colour? { nil }
  var sign: Sign { .line }
  var countsAcross: Bool { false }
  var margin: (u: Double, v: Double) { (0, 0.04) }
  func turning(_ pen: Pen) -> TurningMark? { nil }
}

/// What stands for a mark in the legend.
enum Sign {
  case line, dot, area
  /// As pale as a band.
  case shade
}

/// What explains a mark beside the figure.
enum Key: Sendable {
  case none
  /// A line of the legend; empty where the mark is the only one. Such a mark takes a colour of the series.
  case name(String)
  /// A bar of the colours of numbered points.
  case numbers(noun: String, count: Int)
  /// A bar of colours that stand for values.
  case scale(ColourScale)
}

/// The colour of a mark, by its turn among those in the legend.
struct Pen: Equatable, Sendable {
  let number: Int
  let colour: Colour
  /// Where the colours of the series begin again.
  let isDashed: Bool

  /// - Parameter colour: the one that was asked for; nil for that of the series.
  init(number: Int, colour: Colour? = nil) {
    self.number = number
    self.colour = colour ?? SeriesColours.colour(number)
    isDashed = colour == nil && SeriesColours.isDashed(number)
  }
}

/// What a mark is drawn with: where its points come to lie, and its pen.
struct Stage {
  let flat: FlatPositions
  /// What of the plane is shown, and where: in pixels, or in dots of characters.
  let view: Viewport
  let pen: Pen
  /// Where the floor of the box lies under each point: its shadow. Empty in the plane and in characters.
  var shadows = FlatPositions(u: [], v: [], nearness: [])
  /// Colours of characters.
  var mode = TextColour.none
  /// From a dot's corner to its middle.
  var shift = 0.0

  /// Where point i lies, in pixels or dots.
  func place(_ i: Int) -> Drawing.Place { place(i, of: flat) }

  func place(_ i: Int, of points: FlatPositions) -> Drawing.Place { place(points.u[i], points.v[i]) }

  func place(_ u: Double, _ v: Double) -> Drawing.Place { (view.x(u) + shift, view.y(v) + shift) }

  /// The points that are drawn, in order.
  var drawn: [Int] { (0..<flat.count).filter(flat.isDrawn) }

  /// The middle of what is shown.
  var middle: Drawing.Place { (view.x(view.u.middle), view.y(view.v.middle)) }
}

/// Points in the plane or in space, one list for each axis, all [n]. A point with a coordinate that is not finite is left out.
struct Positions: Sendable, Equatable {
  let x: [Double]
  let y: [Double]
  /// Empty in the plane.
  let z: [Double]

  init(x: [Double], y: [Double], z: [Double] = []) {
    self.x = x
    self.y = y
    self.z = z
  }

  var count: Int { x.count }
  var isSpatial: Bool { !z.isEmpty }

  /// How many points have finite coordinates only.
  var finiteCount: Int {
    (0..<count).reduce(0) { sum, i in sum + (isFinite(i) ? 1 : 0) }
  }

  /// Point i can be drawn.
  func isFinite(_ i: Int) -> Bool {
    x[i].isFinite && y[i].isFinite && (z.isEmpty || z[i].isFinite)
  }

  /// Without the last points.
  func dropping(_ count: Int) -> Positions { Positions(x: x.dropLast(count), y: y.dropLast(count), z: z.dropLast(count)) }

  /// With another point at the end.
  func adding(_ x: Double, _ y: Double, _ z: Double) -> Positions {
    Positions(x: self.x + [x], y: self.y + [y], z: isSpatial ? self.z + [z] : [])
  }
}

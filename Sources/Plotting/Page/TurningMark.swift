/// A mark as a page draws it: points that turn, perhaps with lines.
struct TurningMark {
  /// What a point is called: "feature".
  let noun: String
  let positions: Positions
  let line: Line
  /// Of the points, in pixels.
  let radius: Double
  /// One for each point.
  let colours: [Colour]
  /// What stands beside a point; empty for nothing.
  var labels: [String]
  /// What the page tells of each point besides: a name, and a number for each.
  var told: [(name: String, values: [Double])] = []

  enum Line: String {
    case none
    /// From each point to the next.
    case next
    /// From each point to the origin.
    case origin
  }
}

extension TurningMark {
  /// Points in a style of their own.
  init(_ style: PointStyle, _ positions: Positions, _ line: Line, radius: Double, pen: Pen) {
    let count = positions.count
    noun = style.noun
    self.positions = positions
    self.line = line
    self.radius = radius
    colours = (0..<count).map { style.colour($0, of: count, pen: pen) }
    labels = [String](repeating: "", count: count)
    for (i, text) in style.labels(count) { labels[i] = text }
    told = style.told
    if case .values(let values, _) = style.colouring { told.insert(("value", values), at: 0) }
  }
}

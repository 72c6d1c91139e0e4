/// What points look like, one by one: their colours, and what stands beside them.
struct PointStyle: Sendable {
  /// What a point is called where it is explained: "feature".
  var noun = "point"
  var colouring = Colouring.pen
  var labels = Labels.none
  /// What a pointer over a point is told besides: a name, and a number for each point.
  var told: [(name: String, values: [Double])] = []

  enum Colouring: Sendable {
    /// All in the colour of the mark's turn.
    case pen
    /// By their number, on a cyclic scale.
    case number
    /// By a value each.
    case values([Double], ColourScale)
  }

  enum Labels: Sendable {
    case none
    /// The numbers of some points.
    case numbers
    /// A text for each.
    case texts([String])
  }

  /// Beyond so many points no line joins them: it would cover everything.
  static let mostJoined = 20_000

  func key(_ name: String, count: Int) -> Key {
    switch colouring {
    case .pen: return .name(name)
    case .number: return .numbers(noun: noun, count: count)
    case .values(_, let scale): return .scale(scale)
    }
  }

  /// The colour of point i of n.
  func colour(_ i: Int, of n: Int, pen: Pen) -> Colour {
    switch colouring {
    case .pen: return pen.colour
    case .number: return PointStyle.colour(i, of: n)
    case .values(let values, let scale): return scale.colour(values[i]) ?? .middle
    }
  }

  /// The colour of point i of n by its number.
  static func colour(_ i: Int, of n: Int) -> Colour {
    ColourMap.cyclic(Double(i) / Double(max(n, 1)))
  }

  /// What stands beside which of n points.
  func labels(_ n: Int) -> [(point: Int, text: String)] {
    switch labels {
    case .none: return []
    case .numbers: return stride(from: 0, to: n, by: PointStyle.step(n, all: 12)).map { ($0, String($0)) }
    case .texts(let texts):
      return stride(from: 0, to: n, by: PointStyle.step(n, all: 60)).map { ($0, DisplayWidth.cut(DisplayWidth.cleaned(texts[$0]), to: 28)) }
    }
  }

  /// What a pointer over point i shows: "feature 12 (0.31, -0.95)"; nothing where there are so many that nobody could point at one.
  func title(_ i: Int, _ positions: Positions) -> String {
    guard positions.count <= Thinning.mostPoints else { return "" }
    let coordinates = positions.isSpatial ? [positions.x[i], positions.y[i], positions.z[i]] : [positions.x[i], positions.y[i]]
    let place = "(" + coordinates.map { NumberText.short($0) }.joined(separator: ", ") + ")"
    var name = "\(noun) \(i)"
    if case .texts(let texts) = labels { name = texts[i] }
    let besides = told.map { ", \($0.name) \(NumberText.short($0.values[i]))" }.joined()
    guard case .values(let values, _) = colouring else { return "\(name) \(place)\(besides)" }
    return "\(name) \(place): \(NumberText.short(values[i]))\(besides)"
  }

  /// Every how many of n points carry a label: all of a few, of many about ten at round numbers.
  static func step(_ n: Int, all: Int) -> Int {
    guard n > all else { return 1 }
    var unit = 1
    while true {
      for factor in [1, 2, 5] where factor * unit * 10 >= n { return factor * unit }
      unit *= 10
    }
  }
}

extension PointStyle {
  /// A text beside a point.
  private struct Beside {
    let place: Drawing.Place
    let anchor: Element.Label.Anchor
    /// Where its middle lies, and half of its width.
    let centre: Double
    let half: Double

    static let size = 11.0

    /// - Parameter away: the direction from the point, of length 1.
    init(_ text: String, _ at: Drawing.Place, away: Drawing.Place, distance: Double) {
      // a long text begins or ends beside its point
      anchor = text.count < 4 ? .middle : away.x < 0 ? .end : .start
      half = PageLayout.width(of: text) * Beside.size / 24
      // the middle of a text of two or three letters stands farther off where it is beside its point
      let across = anchor == .middle ? away.x * (distance + max(half - 4, 0)) : away.x * 0.8 * distance
      place = (at.x + across, at.y + away.y * distance)
      centre = anchor == .middle ? place.x : anchor == .start ? place.x + half : place.x - half
    }

    /// One would cover a part of the other.
    func meets(_ other: Beside) -> Bool {
      abs(other.centre - centre) < other.half + half && abs(other.place.y - place.y) < Beside.size
    }

    /// It lies across the left or the lower edge, where the axes are.
    func cuts(_ view: Viewport) -> Bool {
      abs(centre - view.left) < half + 2 || abs(place.y - view.bottom) < Beside.size / 2 + 2
    }
  }

  /// Labels on the side of their points away from the middle, or in the plane on the next side where they don't cut an axis; without
  /// those that would cover another one.
  func drawLabels(_ stage: Stage, count: Int, distance: Double, on drawing: inout Drawing) {
    let (middle, isPlane) = (stage.middle, stage.flat.nearness.isEmpty)
    var taken: [Beside] = []
    drawing.group { drawing in
      for (i, text) in labels(count) where stage.flat.isDrawn(i) {
        let at = stage.place(i)
        let (x, y) = (at.x - middle.x, at.y - middle.y)
        let length = (x * x + y * y).squareRoot()
        let away = length < 1 ? (x: 0.7, y: -0.7) : (x: x / length, y: y / length)
        let sides = [away, (x: 0, y: away.y < 0 ? -1 : 1), (x: away.x < 0 ? 1 : -1, y: 0)]
        let choices = sides.map { Beside(text, at, away: $0, distance: distance) }
        let label = choices.first { !isPlane || !$0.cuts(stage.view) } ?? choices[0]
        guard !taken.contains(where: label.meets) else { continue }
        taken.append(label)
        drawing.label(
          text, x: label.place.x, y: label.place.y, anchor: label.anchor, size: Beside.size, colour: Colour(0x555555), hasHalo: true)
      }
    }
  }

  /// Labels beside their points, where there is room.
  func drawLabels(_ stage: Stage, count: Int, on canvas: inout Canvas) {
    let middle = stage.middle
    for (i, text) in labels(count) where stage.flat.isDrawn(i) {
      let at = stage.place(i)
      let (column, row, columns) = (Int(at.x) / 2, Int(at.y) / 4, DisplayWidth.of(text))
      let right = (row, column + 2)
      let left = (row, column - 1 - columns)
      let above = (row - 1, column - (columns - 1) / 2)
      let below = (row + 1, column - (columns - 1) / 2)
      let sides = at.x >= middle.x ? [right, left] : [left, right]
      let ends = at.y <= middle.y ? [above, below] : [below, above]
      let choices = abs(at.x - middle.x) >= abs(at.y - middle.y) ? sides + ends : ends + sides
      guard let free = choices.first(where: { canvas.isFree(row: $0.0, column: $0.1, count: columns) }) else { continue }
      canvas.write(text, row: free.0, column: free.1, colour: colour(i, of: count, pen: stage.pen))
    }
  }
}

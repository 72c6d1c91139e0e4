/// Draws points and lines.
struct MarkDrawing {
  let view: Viewport

  /// Where the floor lies under a point: its shadow. Empty in the plane.
  var shadows = FlatPositions(u: [], v: [], nearness: [])

  /// Beyond so many points, points have no titles, and those that others hide are left out.
  private static let mostTitles = 20_000

  func draw(_ marks: [FlatMark], on drawing: inout Drawing) {
    var number = 0
    drawing.group(.round) { drawing in
      for flat in marks {
        switch flat.mark {
        case .points(let points):
          draw(points, flat.positions, on: &drawing)
        case .curve(let curve):
          draw(curve, flat.positions, number: number, on: &drawing)
          number += 1
        case .heatMap:
          break
        }
      }
    }
  }

  private func draw(_ curve: Curve, _ positions: FlatPositions, number: Int, on drawing: inout Drawing) {
    let isShort = positions.count <= 60
    let columns = Int(view.width)
    let isThinned = Thinning.isThinned(positions.count, columns: columns)
    let colour = SeriesColours.colour(number)
    for stretch in Thinning.stretches(positions, across: view.u, columns: columns) {
      if stretch.count > 1 {
        var places = stretch.map { place($0, positions) }
        // the points that stand for a column of pixels stand upright in its middle, or slanted gaps would open between columns
        if isThinned {
          let step = view.width / Double(columns)
          for i in places.indices { places[i].x = (((places[i].x - view.left) / step).rounded(.down) + 0.5) * step + view.left }
        }
        let width = positions.count > 1000 ? 1.2 : 1.8
        drawing.polyline(places, colour: colour, width: width, isDashed: SeriesColours.isDashed(number), title: curve.name)
      }
      for i in stretch where isShort || stretch.count == 1 {
        let value = "\(NumberText.short(curve.positions.x[i], digits: 6)): \(NumberText.short(curve.positions.y[i], digits: 6))"
        drawing.circle(place(i, positions), radius: 2.6, fill: colour, isOutlined: false, title: value)
      }
    }
  }

  private func draw(_ points: Points, _ positions: FlatPositions, on drawing: inout Drawing) {
    let count = positions.count
    let order = count > MarkDrawing.mostTitles ? visible(positions) : positions.backToFront
    drawShadows(points, positions, on: &drawing)
    let radius = count <= 12 ? 6 : count <= 120 ? 4.2 : count <= 1500 ? 2.4 : 1.4
    drawing.group(.lines(count <= 120 ? 1.6 : count <= 1500 ? 1 : 0.5)) { drawing in
      for i in order {
        let nearness = positions.nearness(i)
        let colour = dimmed(Points.colour(i, of: count), nearness)
        if points.isJoined, i + 1 < count, positions.isDrawn(i + 1) {
          drawing.line(from: place(i, positions), to: place(i + 1, positions), colour: colour)
        }
        let size = positions.nearness.isEmpty ? radius : radius * (0.65 + 0.5 * nearness)
        drawing.circle(place(i, positions), radius: size, fill: colour, isOutlined: count <= 120, title: title(points, i))
      }
    }
    writeNumbers(positions, radius: radius, on: &drawing)
  }

  /// What a pointer over a point shows: "feature 12 (0.31, -0.95)".
  private func title(_ points: Points, _ i: Int) -> String {
    guard points.positions.count <= MarkDrawing.mostTitles else { return "" }
    let list = points.positions
    let coordinates = list.isSpatial ? [list.x[i], list.y[i], list.z[i]] : [list.x[i], list.y[i]]
    return "\(points.noun) \(i) (" + coordinates.map { NumberText.short($0) }.joined(separator: ", ") + ")"
  }

  /// The line, or for many points the points, on the floor of the box, and a thread from each of a few points down to it.
  private func drawShadows(_ points: Points, _ positions: FlatPositions, on drawing: inout Drawing) {
    guard shadows.count == positions.count, positions.count <= 2000 else { return }
    for stretch in Thinning.stretches(shadows, across: view.u, columns: positions.count) where stretch.count > 1 {
      drawing.polyline(stretch.map { place($0, shadows) }, colour: Colour(0xCCCCCC), width: 1.2)
    }
    guard positions.count <= 12 else { return }
    for i in positions.backToFront {
      drawing.line(from: place(i, shadows), to: place(i, positions), colour: Colour(0xCCCCCC), width: 0.8)
      drawing.circle(place(i, shadows), radius: 2.5, fill: Colour(0xBBBBBB), isOutlined: false, title: "")
    }
  }

  /// Some points' numbers, on the side away from the middle.
  private func writeNumbers(_ positions: FlatPositions, radius: Double, on drawing: inout Drawing) {
    let middle = (x: view.x(view.u.middle), y: view.y(view.v.middle))
    drawing.group { drawing in
      for i in stride(from: 0, to: positions.count, by: Points.labelStep(positions.count)) where positions.isDrawn(i) {
        let at = place(i, positions)
        let (x, y) = (at.x - middle.x, at.y - middle.y)
        let length = (x * x + y * y).squareRoot()
        let away = length < 1 ? (x: 0.7, y: -0.7) : (x: x / length, y: y / length)
        let distance = radius + 9
        drawing.label(
          String(i), x: at.x + away.x * distance, y: at.y + away.y * distance, size: 11, colour: Colour(0x555555), hasHalo: true)
      }
    }
  }

  /// From back to front, the last point of each square of 2 × 2 pixels.
  private func visible(_ positions: FlatPositions) -> [Int] {
    let columns = Int(view.width / 2) + 1
    let rows = Int(view.height / 2) + 1
    var last = [Int](repeating: -1, count: columns * rows)
    let order = positions.backToFront
    func square(_ i: Int) -> Int {
      let at = place(i, positions)
      let column = min(max(Int((at.x - view.left) / 2), 0), columns - 1)
      return min(max(Int((at.y - view.top) / 2), 0), rows - 1) * columns + column
    }
    for i in order { last[square(i)] = i }
    return order.filter { last[square($0)] == $0 }
  }

  private func place(_ i: Int, _ positions: FlatPositions) -> (x: Double, y: Double) {
    (view.x(positions.u[i]), view.y(positions.v[i]))
  }

  /// What is far fades into the paper.
  private func dimmed(_ colour: Colour, _ nearness: Double) -> Colour {
    colour.mixed(with: .white, 0.5 * (1 - nearness))
  }
}

/// Arrows from the origin to points, in the plane or in space.
struct Arrows: Mark {
  /// The heads, and the origin behind them.
  let positions: Positions
  var style = PointStyle(noun: "feature", colouring: .number, labels: .numbers)
  var name = ""
  var colour: Colour?

  /// - Parameter heads: at least one.
  init(to heads: Positions) { positions = heads.adding(0, 0, 0) }

  private var count: Int { positions.count - 1 }
  var key: Key { style.key(name, count: count) }
  var summary: String { "\(count) arrow\(count == 1 ? "" : "s") in \(positions.isSpatial ? 3 : 2) dimensions" }

  func turning(_ pen: Pen) -> TurningMark? { TurningMark(style, positions.dropping(1), .origin, radius: 4.2, pen: pen) }

  func draw(_ stage: Stage, on drawing: inout Drawing) {
    let width = count <= 12 ? 2.2 : count <= 120 ? 1.4 : 0.8
    let origin = stage.place(count)
    let order = stage.flat.backToFront
    let isSeen = stage.seen(order)
    for i in order where i < count && isSeen[i] {
      let colour = style.colour(i, of: count, pen: stage.pen).faded(1 - stage.flat.nearness(i))
      let head = stage.place(i)
      let (x, y) = (head.x - origin.x, head.y - origin.y)
      let length = (x * x + y * y).squareRoot()
      guard length > 0.5 else {
        drawing.circle(head, radius: 2.6, fill: colour, title: style.title(i, positions))
        continue
      }
      let size = min(3 + 2.6 * width, length)
      let along = (x: x / length, y: y / length)
      let neck = (x: head.x - size * along.x, y: head.y - size * along.y)
      drawing.polyline([origin, neck], colour: colour, width: width, title: style.title(i, positions))
      let half = 0.42 * size
      let wings = [1.0, -1].map { (x: neck.x - $0 * half * along.y, y: neck.y + $0 * half * along.x) }
      drawing.add(.polygon([head] + wings, fill: colour))
    }
    style.drawLabels(stage, count: count, distance: 12, on: &drawing)
  }

  func draw(_ stage: Stage, on canvas: inout Canvas) {
    let origin = stage.place(count)
    for i in stage.flat.backToFront where i < count {
      let nearness = stage.flat.nearness(i)
      let colour = style.colour(i, of: count, pen: stage.pen).dimmed(1 - nearness)
      canvas.line(from: origin, to: stage.place(i), colour: colour, stride: nearness < 0.4 ? 3 : 1)
      canvas.blob(stage.place(i), size: 3, colour: colour)
    }
    style.drawLabels(stage, count: count, on: &canvas)
  }
}

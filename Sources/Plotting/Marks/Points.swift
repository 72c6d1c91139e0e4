/// Points in the plane or in space, perhaps joined in their order. A point that was left out breaks the line.
struct Points: Mark {
  let positions: Positions
  /// In the legend.
  var name = ""
  var style = PointStyle()
  /// A line runs from each point to the next one.
  var isJoined = false
  var colour: Colour?

  var sign: Sign { .dot }
  var margin: (u: Double, v: Double) { (0.02, 0.04) }
  var key: Key { style.key(name, count: positions.count) }

  var summary: String {
    let count = positions.count
    return "\(count) \(style.noun)\(count == 1 ? "" : "s") in \(positions.isSpatial ? 3 : 2) dimensions"
  }

  /// Of a point on paper.
  private var radius: Double {
    let count = positions.count
    return count <= 12 ? 6 : count <= 120 ? 4.2 : count <= 1500 ? 2.4 : 1.4
  }

  func turning(_ pen: Pen) -> TurningMark? { TurningMark(style, positions, isJoined ? .next : .none, radius: radius, pen: pen) }
}

extension Points {
  func draw(_ stage: Stage, on drawing: inout Drawing) {
    let (flat, count) = (stage.flat, stage.flat.count)
    let order = flat.backToFront
    let isSeen = stage.seen(order)
    drawShadows(stage, on: &drawing)
    drawing.group(.lines(count <= 120 ? 1.6 : count <= 1500 ? 1 : 0.5)) { drawing in
      for i in order {
        let nearness = flat.nearness(i)
        let colour = style.colour(i, of: count, pen: stage.pen).faded(1 - nearness)
        if isJoined, i + 1 < count, flat.isDrawn(i + 1) {
          drawing.line(from: stage.place(i), to: stage.place(i + 1), colour: colour)
        }
        guard isSeen[i] else { continue }
        let size = flat.nearness.isEmpty ? radius : radius * (0.65 + 0.5 * nearness)
        drawing.circle(stage.place(i), radius: size, fill: colour, isOutlined: count <= 120, title: style.title(i, positions))
      }
    }
    style.drawLabels(stage, count: count, distance: radius + 9, on: &drawing)
  }

  /// The line, or for many points the points, on the floor of the box, and a thread from each of a few points down to it.
  private func drawShadows(_ stage: Stage, on drawing: inout Drawing) {
    let shadows = stage.shadows
    guard shadows.count == positions.count, positions.count <= 2000 else { return }
    if isJoined {
      for stretch in Thinning.stretches(shadows, across: stage.view.u, columns: positions.count) where stretch.count > 1 {
        drawing.polyline(stretch.map { stage.place($0, of: shadows) }, colour: Colour(0xCCCCCC), width: 1.2)
      }
    }
    guard positions.count <= 12 else { return }
    for i in stage.flat.backToFront {
      drawing.line(from: stage.place(i, of: shadows), to: stage.place(i), colour: Colour(0xCCCCCC), width: 0.8)
      drawing.circle(stage.place(i, of: shadows), radius: 2.5, fill: Colour(0xBBBBBB))
    }
  }
}

extension Points {
  /// From back to front: the line to the next point, then the point; what is far is smaller, dimmer, and its line dotted.
  func draw(_ stage: Stage, on canvas: inout Canvas) {
    let (flat, count) = (stage.flat, stage.flat.count)
    let order = flat.backToFront
    if isJoined {
      for i in order where i + 1 < count && flat.isDrawn(i + 1) {
        let nearness = (flat.nearness(i) + flat.nearness(i + 1)) / 2
        let colour = style.colour(i, of: count, pen: stage.pen).dimmed(1 - nearness)
        let stride = positions.isSpatial && nearness < 0.4 ? 3 : 1
        canvas.line(from: stage.place(i), to: stage.place(i + 1), colour: colour, stride: stride)
      }
    }
    let most = blobSize(stage)
    for i in order {
      let nearness = flat.nearness(i)
      let colour = style.colour(i, of: count, pen: stage.pen).dimmed(1 - nearness)
      canvas.blob(stage.place(i), size: max(1, min(most, Int(nearness * 4))), colour: colour)
    }
    style.drawLabels(stage, count: count, on: &canvas)
  }

  /// The side of the nearest points in dots, 1 … 3: smaller where points lie close, so that they stay apart.
  private func blobSize(_ stage: Stage) -> Int {
    guard positions.count <= 400 else { return 1 }
    var steps: [Double] = []
    for i in 1..<max(positions.count, 1) where stage.flat.isDrawn(i - 1) && stage.flat.isDrawn(i) {
      let (a, b) = (stage.place(i - 1), stage.place(i))
      steps.append(max(abs(a.x - b.x), abs(a.y - b.y)))
    }
    guard !steps.isEmpty else { return 3 }
    let typical = steps.sorted()[steps.count / 2]
    return max(positions.isSpatial ? 2 : 1, typical >= 6 ? 3 : typical >= 3 ? 2 : 1)
  }
}

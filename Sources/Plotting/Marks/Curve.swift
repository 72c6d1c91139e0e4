/// A line through points in order, in one colour. A point that was left out breaks it.
struct Curve: Mark {
  let positions: Positions
  /// In the legend; empty where it is the only one.
  var name = ""
  var colour: Colour?

  var key: Key { .name(name) }
  var summary: String { (name.isEmpty ? "" : name + ": ") + "line of \(positions.count) values" }
  func turning(_ pen: Pen) -> TurningMark? { TurningMark(PointStyle(), positions, .next, radius: 1, pen: pen) }
  var countsAcross: Bool { positions.x.allSatisfy { $0 == $0.rounded() } }
}

extension Curve {
  func draw(_ stage: Stage, on drawing: inout Drawing) {
    let (view, count) = (stage.view, positions.count)
    let columns = Int(view.width)
    let isThinned = Thinning.isThinned(count, columns: columns)
    for stretch in stretches(stage, columns: columns) {
      if stretch.count > 1 {
        var places = stretch.map { stage.place($0) }
        // the points that stand for a column of pixels stand upright in its middle, or slanted gaps would open between columns
        if isThinned, !positions.isSpatial {
          let step = view.width / Double(columns)
          for i in places.indices { places[i].x = (((places[i].x - view.left) / step).rounded(.down) + 0.5) * step + view.left }
        }
        drawing.polyline(places, colour: stage.pen.colour, width: count > 1000 ? 1.2 : 1.8, isDashed: stage.pen.isDashed, title: name)
      }
      for i in stretch where (count > 2 && count <= 60) || stretch.count == 1 {
        let value = "\(NumberText.short(positions.x[i], digits: 6)): \(NumberText.short(positions.y[i], digits: 6))"
        drawing.circle(stage.place(i), radius: 2.6, fill: stage.pen.colour, title: value)
      }
    }
  }

  func draw(_ stage: Stage, on canvas: inout Canvas) {
    for stretch in stretches(stage, columns: Int(stage.view.width)) {
      if stretch.count == 1 { canvas.blob(stage.place(stretch[0]), size: 2, colour: stage.pen.colour) }
      for (a, b) in zip(stretch, stretch.dropFirst()) {
        canvas.line(from: stage.place(a), to: stage.place(b), colour: stage.pen.colour)
      }
    }
  }

  /// A curve in space may turn back, so that all of its points count.
  private func stretches(_ stage: Stage, columns: Int) -> [[Int]] {
    Thinning.stretches(stage.flat, across: stage.view.u, columns: positions.isSpatial ? positions.count : columns)
  }
}

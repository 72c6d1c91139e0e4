/// Draws a figure in space: the three faces behind the points with their grids, three edges with ticks and names, shadows on the
/// floor, and the points from back to front.
struct SpaceDrawing {
  let figure: Figure
  let scene: Scene
  let space: SpaceFrame

  var drawing: Drawing {
    let key = KeyDrawing(figure: figure)
    let layout = PageLayout(
      figure, size: .init(width: 680, height: 540), margin: (left: 84, bottom: 62), key: key.width + 50,
      shape: min(max(scene.u.length / scene.v.length, 0.3), 3))
    var view = Viewport(
      u: scene.u, v: scene.v, left: layout.left, top: layout.top, width: layout.panelWidth, height: layout.panelHeight)
    view.equaliseUnits()
    var drawing = layout.sheet(figure, description: figure.summary)
    let ticks = (0..<3).map { axis in Ticks.linear(space.sides[axis], count: ticksAlong(axis, view)) }
    drawFaces(ticks, view, on: &drawing)
    for edge in space.axisEdges { drawAxis(edge, ticks[edge.axis], view, on: &drawing) }
    for flat in scene.marks {
      let shadows = space.flattened(shadow(flat.mark.positions))
      drawing.group(.round) { drawing in
        flat.mark.draw(Stage(flat: flat.positions, view: view, pen: flat.pen, shadows: shadows), on: &drawing)
      }
    }
    var keyLayout = layout
    keyLayout.panelWidth += 30
    key.draw(beside: keyLayout, on: &drawing)
    return drawing
  }

  /// How many ticks fit along an axis as long as it looks, closer on the upright one.
  private func ticksAlong(_ axis: Int, _ view: Viewport) -> Int {
    let edge = space.axisEdges[axis]
    let (start, end) = (place(edge.start, view), place(edge.end, view))
    let (x, y) = (end.x - start.x, end.y - start.y)
    return max(1, Int((x * x + y * y).squareRoot() / (axis == 2 ? 30 : 42)))
  }

  private func place(_ point: SpacePoint, _ view: Viewport) -> (x: Double, y: Double) {
    let flat = space.flat(point)
    return (view.x(flat.u), view.y(flat.v))
  }

  /// The points let down to the floor; a point that is not drawn stays away.
  private func shadow(_ positions: Positions) -> Positions {
    let floor = space.back(2)
    return Positions(x: positions.x, y: positions.y, z: positions.z.map { $0.isFinite ? floor : $0 })
  }

  private func drawFaces(_ ticks: [[Tick]], _ view: Viewport, on drawing: inout Drawing) {
    let shades = [Colour(0xF6F6F6), Colour(0xF2F2F2), Colour(0xEDEDED)]
    for face in 0..<3 { drawing.add(.polygon(space.backFace(face).map { place($0, view) }, fill: shades[face])) }
    drawing.group(.lines(1)) { drawing in
      for face in 0..<3 {
        for axis in 0..<3 where axis != face {
          for tick in ticks[axis] {
            let (start, end) = space.gridLine(face: face, axis: axis, place: tick.place)
            drawing.line(from: place(start, view), to: place(end, view), colour: tick.place == 0 ? Colour(0xBDBDBD) : .white)
          }
        }
      }
    }
  }

  /// An edge with its ticks outside, their numbers, and its name along it.
  private func drawAxis(_ edge: SpaceFrame.Edge, _ ticks: [Tick], _ view: Viewport, on drawing: inout Drawing) {
    let (start, end) = (place(edge.start, view), place(edge.end, view))
    let outward = self.outward(start, end, view)
    let places = ticks.map { tick in
      var point = edge.start
      point[edge.axis] = tick.place
      return place(point, view)
    }
    drawing.group(.lines(1)) { drawing in
      drawing.line(from: start, to: end, colour: .ink)
      for at in places { drawing.line(from: at, to: moved(at, outward, 5), colour: .ink) }
    }
    let anchor: Element.Label.Anchor = outward.x < -0.4 ? .end : outward.x > 0.4 ? .start : .middle
    for (tick, at) in zip(ticks, places) {
      let text = moved(at, outward, anchor == .middle ? 15 : 9)
      drawing.label(Typeset.number(tick.text), x: text.x, y: text.y, anchor: anchor)
    }
    let widest = ticks.map { PageLayout.width(of: $0.text) }.max() ?? 0
    let middle = ((start.x + end.x) / 2, (start.y + end.y) / 2)
    let name = moved(middle, outward, 26 + widest * abs(outward.x))
    var turn = arctangent(end.y - start.y, end.x - start.x) * 180 / Double.pi
    if turn > 90 || turn <= -90 { turn += turn > 0 ? -180 : 180 }
    if abs(turn - 90) < 1e-6 { turn = -90 }
    let label = [figure.x, figure.y, figure.z][edge.axis].label
    if !label.isEmpty { drawing.label(label, x: name.x, y: name.y, size: 13, turn: turn) }
  }

  /// The direction, of length 1, across an edge and away from the middle of the picture.
  private func outward(_ start: (x: Double, y: Double), _ end: (x: Double, y: Double), _ view: Viewport) -> (x: Double, y: Double) {
    let (x, y) = (end.x - start.x, end.y - start.y)
    let length = max((x * x + y * y).squareRoot(), 1e-9)
    let across = (x: -y / length, y: x / length)
    let middle = (x: view.left + view.width / 2, y: view.top + view.height / 2)
    let away = ((start.x + end.x) / 2 - middle.x) * across.x + ((start.y + end.y) / 2 - middle.y) * across.y
    return away < 0 ? (-across.x, -across.y) : across
  }

  private func moved(_ at: (x: Double, y: Double), _ direction: (x: Double, y: Double), _ by: Double) -> (x: Double, y: Double) {
    (at.x + direction.x * by, at.y + direction.y * by)
  }
}

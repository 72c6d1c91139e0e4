/// Draws a figure in space into character cells: the dotted faces of the box behind the points, three edges with ticks and names, and
/// the points from back to front.
struct SpaceText {
  let figure: Figure
  let scene: Scene
  let space: SpaceFrame
  let size: (width: Int, height: Int)
  let mode: TextColour

  var canvas: Canvas {
    let key = KeyText(figure: figure, mode: mode, width: size.width)
    var layout = TextLayout(figure, size: size, legendRows: key.legend(rows: size.height / 6).count, hasKey: figure.bar != nil)
    var canvas = Canvas(width: size.width, height: size.height)
    let margin = min(12, size.width / 6)
    // a row above for the name of z, two below for ticks and names
    var view = Viewport(
      u: scene.u, v: scene.v, left: Double(2 * margin), top: Double(4 * (layout.top + 1)), width: Double(2 * (size.width - 2 * margin) - 1),
      height: Double(4 * max(layout.bottom - layout.top - 3, 3) - 1))
    // the box fills the width or the height; where the width decides, the picture needs fewer rows
    view.height = min(view.height, view.width * scene.v.length / scene.u.length)
    view.equaliseUnits()
    layout.close(at: Int(view.y(scene.v.low)) / 4 + 3)

    drawFaces(view, on: &canvas)
    for edge in space.axisEdges { drawAxis(edge, view, on: &canvas) }
    scene.draw(in: view, on: &canvas, mode)
    key.writeLegend(key.legend(rows: size.height / 6), on: &canvas, row: layout.legendRow)
    key.writeBar(on: &canvas, row: layout.keyRow, middle: size.width / 2)
    layout.writeFrame(figure, on: &canvas, middle: size.width / 2)
    return canvas
  }

  private func place(_ point: SpacePoint, _ view: Viewport) -> (x: Double, y: Double) {
    let flat = space.flat(point)
    return (view.x(flat.u), view.y(flat.v))
  }

  /// The outlines of the three faces behind the points, and the lines through the origin on them.
  private func drawFaces(_ view: Viewport, on canvas: inout Canvas) {
    for axis in 0..<3 {
      let corners = space.backFace(axis)
      for i in corners.indices {
        let (start, end) = (corners[i], corners[(i + 1) % corners.count])
        canvas.line(from: place(start, view), to: place(end, view), colour: .middle, stride: 4, isGuide: true)
      }
    }
  }

  private func drawAxis(_ edge: SpaceFrame.Edge, _ view: Viewport, on canvas: inout Canvas) {
    let (start, end) = (place(edge.start, view), place(edge.end, view))
    canvas.line(from: start, to: end, colour: .middle, isGuide: true)
    let side = space.sides[edge.axis]
    let isLeft = (start.x + end.x) / 2 < view.x(scene.u.middle)
    for tick in Ticks.linear(side, count: edge.axis == 2 ? 5 : 4) {
      var point = edge.start
      point[edge.axis] = tick.place
      let at = place(point, view)
      let row = Int(at.y) / 4 + (edge.axis == 2 ? 0 : 1)
      let column = isLeft ? Int(at.x) / 2 - 1 - DisplayWidth.of(tick.text) : Int(at.x) / 2 + 2
      guard hasRoom(DisplayWidth.of(tick.text), row: row, column: column, on: canvas) else { continue }
      canvas.write(tick.text, row: row, column: column)
    }
    writeName(edge, start: start, end: end, isLeft: isLeft, on: &canvas)
  }

  /// Whether a text of so many columns would stand free, and touch none on either side.
  private func hasRoom(_ columns: Int, row: Int, column: Int, on canvas: Canvas) -> Bool {
    let (first, last) = (max(column - 1, 0), min(column + columns, size.width - 1))
    return column >= 0 && column + columns <= size.width && canvas.isFree(row: row, column: first, count: last - first + 1)
  }

  /// The name of an axis: above the upright edge, and below the middle of an edge of the floor, outside.
  private func writeName(
    _ edge: SpaceFrame.Edge, start: (x: Double, y: Double), end: (x: Double, y: Double), isLeft: Bool, on canvas: inout Canvas
  ) {
    let name = DisplayWidth.cut(DisplayWidth.cleaned([figure.x, figure.y, figure.z][edge.axis].label), to: size.width / 3)
    let columns = DisplayWidth.of(name)
    if edge.axis == 2 {
      let top = start.y < end.y ? start : end
      canvas.write(name, row: Int(top.y) / 4 - 1, column: max(0, Int(top.x) / 2 - columns / 2))
      return
    }
    let middle = (x: Int((start.x + end.x) / 4), y: Int((start.y + end.y) / 8))
    for down in 2...4 {
      let column = isLeft ? max(0, middle.x - 2 * down - columns) : min(size.width - columns, middle.x + 2 * down + 1)
      guard hasRoom(columns, row: middle.y + down, column: column, on: canvas) else { continue }
      canvas.write(name, row: middle.y + down, column: column)
      return
    }
  }
}

/// Draws a figure of points and lines in the plane into character cells.
struct PlaneText {
  let figure: Figure
  let scene: Scene
  let size: (width: Int, height: Int)
  let mode: TextColour

  /// The inside of the axes box, in cells, and what of the plane it shows.
  private struct Panel {
    let column: Int
    let row: Int
    let columns: Int
    let rows: Int
    let view: Viewport
  }

  var canvas: Canvas {
    let key = KeyText(figure: figure, mode: mode, width: size.width)
    var layout = TextLayout(figure, size: size, legendRows: key.legend(rows: size.height / 6).count, hasKey: figure.bar != nil)
    var canvas = Canvas(width: size.width, height: size.height)
    let hasYLabel = !figure.y.label.isEmpty
    let below = figure.x.label.isEmpty ? 1 : 2
    let first = layout.top + (hasYLabel ? 2 : 1)
    let rows = layout.bottom - below - 1 - first
    // equal units may show more than the scene, and need wider numbers
    let tight = fitted(row: first, rows: rows, margin: margin(of: yTicks(scene.v, rows: rows)))
    let margin = margin(of: yTicks(scene.v, rows: rows) + yTicks(tight.view.v, rows: tight.rows))
    let panel = fitted(row: first, rows: rows, margin: margin)
    let (xTicks, yTicks) = (xTicks(panel.view.u, columns: panel.columns), yTicks(panel.view.v, rows: panel.rows))

    layout.close(at: panel.row + panel.rows + 1 + below)
    let middle = panel.column + panel.columns / 2
    drawBox(panel, on: &canvas)
    for tick in yTicks {
      let row = panel.row + min(Int(panel.view.y(tick.place)) - Int(panel.view.top), panel.rows * 4 - 1) / 4
      canvas.put("┤", row: row, column: panel.column - 1)
      let text = DisplayWidth.cut(tick.text, to: margin)
      canvas.write(text, row: row, column: panel.column - 2 - DisplayWidth.of(text))
    }
    let places = xTicks.map { tick in (column: min(Int(panel.view.x(tick.place)) / 2, panel.column + panel.columns - 1), text: tick.text) }
    for place in places { canvas.put("┬", row: panel.row + panel.rows, column: place.column) }
    layout.writeTicks(places, on: &canvas, row: panel.row + panel.rows + 1)
    if below == 2 { layout.writeCentred(figure.x.label, on: &canvas, row: panel.row + panel.rows + 2, middle: middle) }
    if hasYLabel { canvas.write(figure.y.label, row: panel.row - 2, column: max(0, panel.column - 1 - margin)) }

    drawZeros(panel, on: &canvas)
    scene.draw(in: panel.view, on: &canvas, mode)
    key.writeLegend(key.legend(rows: size.height / 6), on: &canvas, row: layout.legendRow)
    key.writeBar(on: &canvas, row: layout.keyRow, middle: middle)
    layout.writeFrame(figure, on: &canvas, middle: middle)
    return canvas
  }

  /// Columns for the numbers on the left, at most a third of all.
  private func margin(of ticks: [Tick]) -> Int {
    min(ticks.map { DisplayWidth.of($0.text) }.max() ?? 0, size.width / 3)
  }

  /// The panel with its place and, where units are equal, with the shape of what it shows, in the middle of the width.
  private func fitted(row: Int, rows: Int, margin: Int) -> Panel {
    var (column, columns, rows) = (margin + 2, size.width - margin - 4, rows)
    if figure.hasEqualUnits {
      // dots are square: [2·columns × 4·rows]
      let shape = scene.u.length / scene.v.length
      columns = min(columns, max(Int((Double(rows * 4) * shape / 2).rounded(.up)), 20))
      rows = min(rows, max(Int((Double(columns * 2) / shape / 4).rounded(.up)), 4))
      column = (size.width - columns - margin - 3) / 2 + margin + 2
    }
    var view = Viewport(
      u: scene.u, v: scene.v, left: Double(column * 2), top: Double(row * 4), width: Double(columns * 2 - 1), height: Double(rows * 4 - 1))
    if figure.hasEqualUnits { view.equaliseUnits() }
    return Panel(column: column, row: row, columns: columns, rows: rows, view: view)
  }

  private func xTicks(_ u: Interval, columns: Int) -> [Tick] {
    figure.x.ticks(u, count: max(2, columns / 10), isWhole: figure.countsAcross, longest: 16)
  }

  private func yTicks(_ v: Interval, rows: Int) -> [Tick] {
    figure.y.ticks(v, count: max(2, figure.y.names.isEmpty ? rows / 3 : rows), isWhole: figure.countsUp)
  }

  private func drawBox(_ panel: Panel, on canvas: inout Canvas) {
    let (left, right) = (panel.column - 1, panel.column + panel.columns)
    let (top, bottom) = (panel.row - 1, panel.row + panel.rows)
    for column in left...right {
      canvas.put(column == left ? "┌" : column == right ? "┐" : "─", row: top, column: column)
      canvas.put(column == left ? "└" : column == right ? "┘" : "─", row: bottom, column: column)
    }
    for row in panel.row..<bottom {
      canvas.put("│", row: row, column: left)
      canvas.put("│", row: row, column: right)
    }
  }

  /// Dotted lines through the origin of a figure of points.
  private func drawZeros(_ panel: Panel, on canvas: inout Canvas) {
    let view = panel.view
    guard figure.hasEqualUnits else { return }
    if view.v.contains(0) {
      canvas.line(
        from: (view.left, view.y(0) + 0.5), to: (view.right, view.y(0) + 0.5), colour: .middle, stride: 4, isGuide: true)
    }
    if view.u.contains(0) {
      canvas.line(
        from: (view.x(0) + 0.5, view.top), to: (view.x(0) + 0.5, view.bottom), colour: .middle, stride: 4, isGuide: true)
    }
  }
}

/// Draws a heat map: a rectangle for each cell, ticks at cells' middles, a colour bar.
struct HeatMapDrawing {
  let figure: Figure
  let map: HeatMap

  /// Beyond so many cells, a cell is not an element of its own that says its value to a pointer.
  private static let mostTitles = 4096
  private static let mostSide = 400

  var drawing: Drawing {
    let cells = HeatCells(map, mostRows: HeatMapDrawing.mostSide, mostColumns: HeatMapDrawing.mostSide)
    var figure = figure
    if let note = cells.note { figure.notes.append(note) }
    let keyTicks = KeyDrawing.ticks(cells.scale)
    let keyWidth = 64 + (keyTicks.map { PageLayout.width(of: $0.text) }.max() ?? 0)
    let widest = ticks(figure.y, map.rows, length: 340, space: 22).map { PageLayout.width(of: $0.text) }.max() ?? 0
    let left = max(widest, PageLayout.width(of: String(map.rows - 1))) + (figure.y.label.isEmpty ? 24 : 44)
    let margin = (left: left, bottom: figure.x.label.isEmpty ? 34.0 : 56)
    let layout = PageLayout(
      figure, size: .init(width: 560, height: 480), margin: margin, key: keyWidth,
      shape: min(max(Double(map.columns) / Double(map.rows), 1.0 / 3), 4))
    let description = "\(figure.summary), from \(short(cells.scale.limits.low)) to \(short(cells.scale.limits.high))"
    var drawing = layout.sheet(figure, description: description)
    if cells.values.count <= HeatMapDrawing.mostTitles {
      drawCells(cells, layout, on: &drawing)
    } else {
      drawing.add(
        .cells(
          .init(
            at: (layout.left, layout.top), width: layout.panelWidth, height: layout.panelHeight, rows: cells.rows, columns: cells.columns,
            colours: cells.values.map { cells.scale.colour($0) ?? .missing })))
    }
    drawAxes(layout, labelX: layout.left - margin.left + 16, on: &drawing)
    let bar = KeyDrawing.Bar(x: layout.right + 22, top: layout.top, height: layout.panelHeight)
    bar.draw(blocks: 64, on: &drawing) { cells.scale.map((Double($0) + 0.5) / 64) }
    bar.drawTicks(keyTicks, label: "", on: &drawing)
    return drawing
  }

  private func short(_ value: Double) -> String { NumberText.short(value) }

  /// A rectangle for each cell, with row, column and value.
  private func drawCells(_ cells: HeatCells, _ layout: PageLayout, on drawing: inout Drawing) {
    let (width, height) = (layout.panelWidth / Double(cells.columns), layout.panelHeight / Double(cells.rows))
    drawing.group(.crisp) { drawing in
      for row in 0..<cells.rows {
        for column in 0..<cells.columns {
          let value = cells.values[row * cells.columns + column]
          let (x, y) = (layout.left + Double(column) * width, layout.top + Double(row) * height)
          let title = "row \(row * cells.block.rows), column \(column * cells.block.columns): \(short(value))"
          drawing.rectangle(x: x, y: y, width: width, height: height, fill: cells.scale.colour(value) ?? .missing, title: title)
          if value.isNaN { drawing.label("×", x: x + width / 2, y: y + height / 2, size: max(2, min(12, height)), colour: .white) }
        }
      }
    }
  }

  private func drawAxes(_ layout: PageLayout, labelX: Double, on drawing: inout Drawing) {
    for tick in ticks(figure.x, map.columns, length: layout.panelWidth, space: 34) {
      let x = layout.left + (tick.place + 0.5) / Double(map.columns) * layout.panelWidth
      drawing.line(from: (x, layout.bottom), to: (x, layout.bottom + 4), colour: .ink, width: 1)
      drawing.label(tick.text, x: x, y: layout.bottom + 15)
    }
    for tick in ticks(figure.y, map.rows, length: layout.panelHeight, space: 22) {
      let y = layout.top + (tick.place + 0.5) / Double(map.rows) * layout.panelHeight
      drawing.line(from: (layout.left - 4, y), to: (layout.left, y), colour: .ink, width: 1)
      drawing.label(tick.text, x: layout.left - 8, y: y, anchor: .end)
    }
    if !figure.x.label.isEmpty { drawing.label(figure.x.label, x: layout.left + layout.panelWidth / 2, y: layout.bottom + 38, size: 13) }
    if !figure.y.label.isEmpty { drawing.label(figure.y.label, x: labelX, y: layout.top + layout.panelHeight / 2, size: 13, turn: -90) }
  }

  /// Whole numbers below `count`, or their names.
  private func ticks(_ axis: Figure.Axis, _ count: Int, length: Double, space: Double) -> [Tick] {
    let interval = Interval(0, Double(max(count - 1, 1)))
    return axis.ticks(interval, count: max(1, Int(length / space)), isWhole: true).filter { Int($0.place) < count }
  }
}

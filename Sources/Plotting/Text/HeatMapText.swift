/// Draws a heat map into character cells: with colour, each cell holds two dots of the map one above the other ("▀" on a background);
/// without, one character for each cell of the map or a few.
struct HeatMapText {
  let figure: Figure
  let map: HeatMap
  let size: (width: Int, height: Int)
  let mode: TextColour

  /// The map and how many dots wide and high each of its cells is. A character cell is one dot wide, and `dotsPerRow` high.
  private struct Fit {
    let cells: HeatCells
    let across: Int
    let down: Int
    let dotsPerRow: Int

    var columns: Int { cells.columns * across }
    var rows: Int { (cells.rows * down + dotsPerRow - 1) / dotsPerRow }
  }

  var canvas: Canvas {
    var figure = figure
    let widest = rowTicks(size.height).map { DisplayWidth.of($0.text) }.max() ?? 0
    let margin = min(max(widest, String(map.rows - 1).count), size.width / 3) + 1
    var fit = fit(TextLayout(figure, size: size, hasKey: true), margin: margin)
    if let note = fit.cells.note {
      figure.notes.append(note)
      fit = self.fit(TextLayout(figure, size: size, hasKey: true), margin: margin)
    }
    var layout = TextLayout(figure, size: size, hasKey: true)
    var canvas = Canvas(width: size.width, height: size.height)
    let left = max(margin, (size.width - margin - fit.columns) / 2 + margin)
    let top = layout.top + labelRows
    let middle = left + fit.columns / 2

    drawCells(fit, on: &canvas, left: left, top: top)
    writeLabels(on: &canvas, row: top - 1, left: left - margin, right: left + fit.columns)
    writeRowTicks(fit, on: &canvas, left: left, margin: margin, top: top)
    layout.writeTicks(columnTicks(fit, left: left), on: &canvas, row: top + fit.rows)
    layout.close(at: top + fit.rows + 1)
    fit.cells.scale.writeKey(on: &canvas, row: layout.keyRow, middle: middle, mode: mode)
    layout.writeFrame(figure, on: &canvas, middle: middle)
    return canvas
  }

  /// The largest whole number of dots for each cell of the map, square where there is room for more than thin stripes.
  private func fit(_ layout: TextLayout, margin: Int) -> Fit {
    let dotsPerRow = mode == .none ? 1 : 2
    let columns = size.width - margin
    let rows = max(1, layout.bottom - layout.top - labelRows - 1) * dotsPerRow
    // without colour a square is two characters wide
    let widening = mode == .none ? 2 : 1
    let cells = HeatCells(map, mostRows: rows, mostColumns: columns)
    let most = (across: columns / cells.columns, down: rows / cells.rows)
    let square = max(1, min(most.across / widening, most.down))
    let down = max(square, min(most.down, (rows / 3) / cells.rows, most.across * 2))
    let across = max(min(square * widening, most.across), min(most.across, (columns / 3) / cells.columns, 4 * down))
    return Fit(cells: cells, across: max(1, across), down: max(1, down), dotsPerRow: dotsPerRow)
  }

  /// Both axes are named in one row above the map, since rows are scarce.
  private var labelRows: Int { figure.x.label.isEmpty && figure.y.label.isEmpty ? 0 : 1 }

  private func writeLabels(on canvas: inout Canvas, row: Int, left: Int, right: Int) {
    let down = figure.y.label.isEmpty ? "" : DisplayWidth.cut(DisplayWidth.cleaned(figure.y.label), to: size.width / 2 - 4) + " ↓"
    let across = figure.x.label.isEmpty ? "" : DisplayWidth.cut(DisplayWidth.cleaned(figure.x.label), to: size.width / 2 - 4) + " →"
    canvas.write(down, row: row, column: left)
    let start = max(left + DisplayWidth.of(down) + 2, right - DisplayWidth.of(across))
    canvas.write(across, row: row, column: min(start, size.width - DisplayWidth.of(across)))
  }

  private func drawCells(_ fit: Fit, on canvas: inout Canvas, left: Int, top: Int) {
    for row in 0..<fit.rows {
      for column in 0..<fit.columns {
        let values = (0..<fit.dotsPerRow).map { dot in
          let line = (row * fit.dotsPerRow + dot) / fit.down
          return line < fit.cells.rows ? fit.cells.values[line * fit.cells.columns + column / fit.across] : nil
        }
        if mode == .none {
          canvas.put(fit.cells.scale.character(values[0] ?? .nan), row: top + row, column: left + column)
        } else {
          put(values, fit.cells, on: &canvas, row: top + row, column: left + column)
        }
      }
    }
  }

  /// Two dots one above the other; nil below the map, NaN for a missing value.
  private func put(_ values: [Double?], _ cells: HeatCells, on canvas: inout Canvas, row: Int, column: Int) {
    let colours = values.map { value in value.map { cells.scale.colour($0) ?? .middle } }
    if values.allSatisfy({ $0?.isNaN ?? true }) {
      canvas.put("×", row: row, column: column, foreground: .middle)
    } else {
      canvas.put("▀", row: row, column: column, foreground: colours[0], background: colours[1])
    }
  }

  /// Numbers or names of the rows of the map, where these have so many rows of characters.
  private func rowTicks(_ rows: Int) -> [Tick] {
    let count = figure.y.names.isEmpty ? max(2, min(rows / 2, 10)) : max(2, rows)
    let ticks = figure.y.ticks(Interval(0, Double(max(map.rows - 1, 1))), count: count, isWhole: true)
    return ticks.filter { Int($0.place) < map.rows }
  }

  private func writeRowTicks(_ fit: Fit, on canvas: inout Canvas, left: Int, margin: Int, top: Int) {
    var free = -1
    for tick in rowTicks(fit.rows) {
      let dot = (2 * (Int(tick.place) / fit.cells.block.rows) + 1) * fit.down / 2
      let row = top + min(dot, fit.rows * fit.dotsPerRow - 1) / fit.dotsPerRow
      guard row >= free else { continue }
      let text = DisplayWidth.cut(tick.text, to: margin - 1)
      canvas.write(text, row: row, column: left - 1 - DisplayWidth.of(text))
      free = row + 1
    }
  }

  private func columnTicks(_ fit: Fit, left: Int) -> [(column: Int, text: String)] {
    let interval = Interval(0, Double(max(map.columns - 1, 1)))
    let ticks = Ticks.linear(interval, count: max(2, min(fit.columns / 5, 10)), isWhole: true).filter { Int($0.place) < map.columns }
    return ticks.map { tick in
      (column: left + (2 * (Int(tick.place) / fit.cells.block.columns) + 1) * fit.across / 2, text: tick.text)
    }
  }
}

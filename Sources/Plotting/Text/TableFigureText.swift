/// Writes a table into character cells: names above a line, a row for each of its rows. What has no room is left out, and a note says so.
struct TableFigureText {
  let figure: Figure
  let table: TextTable
  let size: (width: Int, height: Int)

  var canvas: Canvas {
    var figure = figure
    let (starts, _) = table.edges
    let shown = zip(table.columns, starts).prefix { column, start in start == 0 || start + column.width <= size.width }
    let hidden = table.columns.dropFirst(shown.count).map(\.name)
    if !hidden.isEmpty { figure.notes.append("no room for \(hidden.joined(separator: ", "))") }
    var rows = room(figure)
    if rows < table.rows {
      figure.notes.append("")
      rows = min(room(figure), table.rows)
      figure.notes[figure.notes.count - 1] = "no room for \(table.rows - rows) more rows"
    }
    var layout = TextLayout(figure, size: size, hasKey: false)
    var canvas = Canvas(width: size.width, height: size.height)
    let width = min(shown.last.map { $0.1 + $0.0.width } ?? 0, size.width)
    let left = (size.width - width) / 2
    for (column, start) in shown {
      for (i, text) in ([column.name] + column.entries.prefix(rows)).enumerated() {
        let text = DisplayWidth.cleaned(text)
        let inset = column.areNumbers ? column.width - DisplayWidth.of(text) : 0
        canvas.write(text, row: layout.top + (i == 0 ? 0 : i + 1), column: left + start + inset)
      }
    }
    for column in left..<left + width { canvas.put("─", row: layout.top + 1, column: column, foreground: .middle) }
    layout.close(at: layout.top + min(rows, table.rows) + 2)
    layout.writeFrame(figure, on: &canvas, middle: size.width / 2)
    return canvas
  }

  /// Rows of the table for which there is room.
  private func room(_ figure: Figure) -> Int {
    let layout = TextLayout(figure, size: size, hasKey: false)
    return max(layout.bottom - layout.top - 2, 1)
  }
}

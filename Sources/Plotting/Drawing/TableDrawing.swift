/// Draws a table: names in bold above a line, a row of texts for each of its rows. It is as large as it needs; a smaller picture has
/// smaller letters.
struct TableDrawing {
  let figure: Figure
  let table: TextTable

  private static let rowHeight = 22.0
  private static let margin = 16.0

  var drawing: Drawing {
    let (starts, end) = table.edges
    let whole = (width: Double(end) * PageLayout.letterWidth, height: Double(table.rows + 1) * TableDrawing.rowHeight)
    let margin = (left: TableDrawing.margin, bottom: TableDrawing.margin)
    let size = PageLayout.size(figure, panel: whole, margin: margin, key: TableDrawing.margin)
    let layout = PageLayout(figure, size: size, margin: margin, key: TableDrawing.margin, shape: nil)
    let scale = min(1, layout.panelWidth / whole.width, layout.panelHeight / whole.height)
    let (letter, row) = (PageLayout.letterWidth * scale, TableDrawing.rowHeight * scale)
    let left = layout.left + (layout.panelWidth - whole.width * scale) / 2

    var drawing = layout.sheet(figure, description: figure.summary)
    for (column, start) in zip(table.columns, starts) {
      let x = left + Double(column.areNumbers ? start + column.width : start) * letter
      for (i, text) in ([column.name] + column.entries).enumerated() {
        drawing.label(
          DisplayWidth.cleaned(text), x: x, y: layout.top + (Double(i) + 0.5) * row, anchor: column.areNumbers ? .end : .start,
          size: 12 * scale, isBold: i == 0)
      }
    }
    let right = left + whole.width * scale
    for (below, colour) in [(1, Colour.ink)] + (2..<table.rows + 1).map({ ($0, Colour(0xECECEC)) }) {
      let y = layout.top + Double(below) * row
      drawing.line(from: (left, y), to: (right, y), colour: colour, width: 1)
    }
    return drawing
  }
}

/// Where the parts of a figure stand in a grid of cells: title and legend at the top, the panel, ticks, label, keys and notes below.
struct TextLayout {
  static let leastWidth = 24
  static let leastHeight = 12

  let width: Int
  let height: Int
  /// Rows of the title and of the legend, −1 where there is none.
  private(set) var titleRow = -1
  private(set) var legendRow = -1
  /// The first row below title and legend.
  private(set) var top = 0
  /// The row of the key (colour bar), −1 where there is none.
  private(set) var keyRow = -1
  /// The first row of the notes.
  private(set) var notesRow: Int
  /// The first row that the panel and its ticks may not use.
  private(set) var bottom: Int

  /// - Parameters:
  ///   - legendRows: rows that the legend needs.
  ///   - hasKey: there is a colour bar, or what stands for it.
  init(_ figure: Figure, size: (width: Int, height: Int), legendRows: Int = 0, hasKey: Bool) {
    width = size.width
    height = size.height
    let spare = height > TextLayout.leastHeight + figure.notes.count
    if !figure.title.isEmpty {
      titleRow = top
      top += 1
    }
    if legendRows > 0 {
      legendRow = top
      top += legendRows
    }
    notesRow = spare ? height - figure.notes.count : height
    bottom = notesRow
    if hasKey {
      keyRow = bottom - 1
      bottom = keyRow
    }
  }

  /// Moves key and notes up to `row`, where the panel needs fewer rows than there are.
  mutating func close(at row: Int) {
    let gap = bottom - row
    guard gap > 0 else { return }
    bottom -= gap
    notesRow -= gap
    if keyRow >= 0 { keyRow -= gap }
  }

  /// Writes title and notes; `middle` is the column under which the title is centred.
  func writeFrame(_ figure: Figure, on canvas: inout Canvas, middle: Int) {
    if titleRow >= 0 { writeCentred(figure.title, on: &canvas, row: titleRow, middle: middle) }
    guard notesRow < height else { return }
    for (i, note) in figure.notes.enumerated() { canvas.write(note, row: notesRow + i, column: 0, colour: .middle) }
  }

  /// Writes text about a column, moved so that it fits.
  func writeCentred(_ text: String, on canvas: inout Canvas, row: Int, middle: Int, colour: Colour? = nil) {
    let columns = DisplayWidth.of(DisplayWidth.cleaned(text))
    canvas.write(text, row: row, column: max(0, min(middle - columns / 2, width - columns)), colour: colour)
  }

  /// Writes tick labels along a row, each about its column, without those that would touch the one before.
  func writeTicks(_ ticks: [(column: Int, text: String)], on canvas: inout Canvas, row: Int) {
    var free = 0
    for (column, text) in ticks {
      let columns = DisplayWidth.of(text)
      let start = max(0, min(column - columns / 2, width - columns))
      guard start >= free else { continue }
      canvas.write(text, row: row, column: start)
      free = start + columns + 1
    }
  }
}

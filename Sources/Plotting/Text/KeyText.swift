/// Writes what explains a figure's colours: the legend of curves, the bar of numbered points.
struct KeyText {
  let figure: Figure
  let mode: TextColour
  let width: Int

  /// A, B, … Z, A2, …
  static func letter(_ number: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return String(letters[number % 26]) + (number < 26 ? "" : String(number / 26 + 1))
  }

  /// The names of the curves in one row, with the colour of each or the letter that stands on its line; "…" where they don't fit.
  func writeLegend(on canvas: inout Canvas, row: Int, column: Int) {
    guard row >= 0 else { return }
    var at = column
    let names = figure.curveNames.map(DisplayWidth.cleaned)
    // each name takes its sign, a blank and three more between names
    let needed = names.reduce(column) { $0 + DisplayWidth.of($1) + 6 }
    let most = needed <= width ? width : max(8, (width - column) / names.count - 6)
    for (i, name) in names.enumerated() {
      let sign = mode == .none ? KeyText.letter(i) : "━━"
      let clean = DisplayWidth.cut(name, to: most)
      let end = at + DisplayWidth.of(sign) + 1 + DisplayWidth.of(clean)
      guard end <= width - (i + 1 < names.count ? 2 : 0) else {
        canvas.write("…", row: row, column: min(at, width - 1))
        return
      }
      canvas.write(sign, row: row, column: at, colour: SeriesColours.colour(i))
      canvas.write(clean, row: row, column: at + DisplayWidth.of(sign) + 1)
      at = end + 3
    }
  }

  /// "feature 0 ████ 89"; without colours, what the numbers beside the points are.
  func writeNumbers(on canvas: inout Canvas, row: Int, middle: Int) {
    guard row >= 0, let points = figure.points else { return }
    let count = points.positions.count
    if mode == .none || count == 1 {
      let text = count == 1 ? "numbers: \(points.noun) 0" : "numbers: \(points.noun) 0 … \(count - 1)"
      canvas.write(text, row: row, column: max(0, min(middle - text.count / 2, width - text.count)))
      return
    }
    let (before, after) = ("\(points.noun) 0 ", " \(count - 1)")
    let blocks = max(0, min(count <= 12 ? 2 * count : 24, width - before.count - after.count))
    var column = max(0, min(middle - (before.count + blocks + after.count) / 2, width - before.count - blocks - after.count))
    canvas.write(before, row: row, column: column)
    column += before.count
    for block in 0..<blocks {
      let number = Int(Double(block) / Double(blocks) * Double(count))
      canvas.put("█", row: row, column: column + block, foreground: Points.colour(number, of: count))
    }
    canvas.write(after, row: row, column: column + blocks)
  }
}

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

  private static func sign(_ sign: Sign, _ pen: Pen) -> String {
    switch sign {
    case .line: pen.isDashed ? "╍╍" : "━━"
    case .dot: "●"
    case .area: "▇▇"
    case .shade: "▒▒"
    }
  }

  /// A name in the legend: of which pen, what stands before it, and where it begins.
  struct Entry {
    let pen: Pen
    let sign: String
    let name: String
    let column: Int
  }

  /// The names of the curves, with a line in the colour of each or the letter that stands on it, in at most `rows` rows; "…" stands
  /// for those that don't fit.
  func legend(rows: Int) -> [[Entry]] {
    let indent = min(6, width / 8)
    var lines: [[Entry]] = []
    var column = width
    for (i, (name, pen, kind)) in figure.legend.enumerated() {
      let sign = mode == .none ? KeyText.letter(pen.number) : KeyText.sign(kind, pen)
      let text = DisplayWidth.cut(DisplayWidth.cleaned(name), to: width - indent - 8)
      let columns = DisplayWidth.of(sign) + 1 + DisplayWidth.of(text)
      let isLastPlace = lines.count >= rows && i + 1 < figure.legend.count
      if column + columns > width - (isLastPlace ? 3 : 0) {
        guard lines.count < max(rows, 1) else {
          lines[lines.count - 1].append(Entry(pen: pen, sign: "…", name: "", column: min(column, width - 1)))
          return lines
        }
        lines.append([])
        column = indent
      }
      lines[lines.count - 1].append(Entry(pen: pen, sign: sign, name: text, column: column))
      column += columns + 3
    }
    return lines
  }

  func writeLegend(_ lines: [[Entry]], on canvas: inout Canvas, row: Int) {
    for (i, entries) in lines.enumerated() {
      for entry in entries {
        canvas.write(entry.sign, row: row + i, column: entry.column, colour: entry.pen.colour)
        canvas.write(entry.name, row: row + i, column: entry.column + DisplayWidth.of(entry.sign) + 1)
      }
    }
  }

  /// The bar of colours: of numbered points "feature 0 ████ 89", or of values.
  func writeBar(on canvas: inout Canvas, row: Int, middle: Int) {
    guard row >= 0 else { return }
    switch figure.bar {
    case .numbers(let noun, let count): writeNumbers(noun, count, on: &canvas, row: row, middle: middle)
    case .scale(let scale): scale.writeKey(on: &canvas, row: row, middle: middle, mode: mode)
    case nil, .some(.none), .name: break
    }
  }

  /// Without colours, what the numbers beside the points are.
  private func writeNumbers(_ noun: String, _ count: Int, on canvas: inout Canvas, row: Int, middle: Int) {
    if mode == .none || count == 1 {
      let text = count == 1 ? "numbers: \(noun) 0" : "numbers: \(noun) 0 … \(count - 1)"
      canvas.write(text, row: row, column: max(0, min(middle - text.count / 2, width - text.count)))
      return
    }
    let (before, after) = ("\(noun) 0 ", " \(count - 1)")
    let blocks = max(0, min(count <= 12 ? 2 * count : 24, width - before.count - after.count))
    var column = max(0, min(middle - (before.count + blocks + after.count) / 2, width - before.count - blocks - after.count))
    canvas.write(before, row: row, column: column)
    column += before.count
    for block in 0..<blocks {
      let number = Int(Double(block) / Double(blocks) * Double(count))
      canvas.put("█", row: row, column: column + block, foreground: PointStyle.colour(number, of: count))
    }
    canvas.write(after, row: row, column: column + blocks)
  }
}

import Catalogue
import Plotting
import Syntax

/// A table as text: numbers to the right in six digits, all else to the left; the middle rows of a long one are left out.
struct TableText {
  /// A column: its name, then its cells.
  private let columns: [(cells: [String], isNumeric: Bool)]
  private let rowCount: Int
  /// Rows that are left out.
  private let hiddenRows: Int

  /// Rows that are shown of a long table.
  private static let shownRows = 40
  /// Rows of these that stand behind those that are left out.
  private static let lastRows = 5
  /// Columns of the terminal that one entry may take.
  private static let widest = 40

  init(_ table: Table, isFull: Bool) {
    hiddenRows = isFull ? 0 : max(table.count - Self.shownRows, 0)
    rowCount = table.count - hiddenRows
    let places =
      hiddenRows > 0 ? Array(0..<Self.shownRows - Self.lastRows) + Array(table.count - Self.lastRows..<table.count) : Array(0..<table.count)
    columns = table.columns.map { name, values in
      ([name] + places.map { Self.cell(values[$0]) }, values.allSatisfy { if case .number = $0 { true } else { false } })
    }
  }

  /// Aligned, without the last newline.
  var plain: String {
    guard !columns.isEmpty else { return "an empty Table" }
    let aligned = columns.map { column in
      let width = column.cells.map(Self.width).max() ?? 0
      return column.cells.map { cell in
        let space = String(repeating: " ", count: width - Self.width(cell))
        return column.isNumeric ? space + cell : cell + space
      }
    }
    var lines: [String] = []
    for row in 0...rowCount {
      if isGap(before: row) { lines.append(gap) }
      var line = aligned.map { $0[row] }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      lines.append(line)
    }
    return lines.joined(separator: "\n")
  }

  /// An element of HTML, a row a line.
  var html: String {
    var lines = ["<table>"]
    for row in 0...rowCount {
      if isGap(before: row) { lines.append("<tr><td colspan=\"\(columns.count)\">\(gap)</td></tr>") }
      let tag = row == 0 ? "th" : "td"
      let cells = columns.map { column in
        "<\(tag) style=\"text-align:\(column.isNumeric ? "right" : "left")\">\(Markup.escaped(column.cells[row]))</\(tag)>"
      }
      lines.append("<tr>\(cells.joined())</tr>")
    }
    return (lines + ["</table>"]).joined(separator: "\n")
  }

  /// As LaTeX, with the rules of its package booktabs.
  var latex: String {
    var lines = ["\\begin{tabular}{\(columns.map { $0.isNumeric ? "r" : "l" }.joined())}", "\\toprule"]
    for row in 0...rowCount {
      if isGap(before: row) { lines.append("\\multicolumn{\(columns.count)}{l}{\(gap)} \\\\") }
      lines.append(columns.map { Self.latex($0.cells[row]) }.joined(separator: " & ") + " \\\\")
      if row == 0 { lines.append("\\midrule") }
    }
    return (lines + ["\\bottomrule", "\\end{tabular}"]).joined(separator: "\n")
  }

  /// A text without signs that LaTeX takes for its own.
  private static func latex(_ text: String) -> String {
    text.map { character in
      switch character {
      case "&", "%", "$", "#", "_", "{", "}": "\\\(character)"
      case "~": "\\textasciitilde{}"
      case "^": "\\textasciicircum{}"
      case "\\": "\\textbackslash{}"
      default: String(character)
      }
    }.joined()
  }

  private func isGap(before row: Int) -> Bool { hiddenRows > 0 && row == Self.shownRows - Self.lastRows + 1 }

  private var gap: String { "… \(hiddenRows) more rows …" }

  /// One entry: a number in six digits, a text in one line, of what is longer its beginning.
  static func cell(_ value: Value) -> String {
    let full: String
    switch value {
    case .nothing: full = "nil"
    case .bool(let truth): full = truth ? "true" : "false"
    case .number(let x): full = x == x.rounded() && abs(x) < 1e9 ? numberText(x) : HostBuiltins.formatted("%.6g", x)
    case .string(let string): full = string.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "⏎")
    case .list(let items): full = "[" + items.map(cell).joined(separator: ", ") + "]"
    case .range, .record, .function: full = "a \(value.typeName)"
    case .object(let object): full = object.summary
    }
    return full.count > widest ? full.prefix(widest - 1) + "…" : full
  }

  private static func width(_ text: String) -> Int { text.reduce(0) { $0 + displayWidth($1) } }
}

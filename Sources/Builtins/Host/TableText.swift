import Catalogue
import Syntax

/// A table as aligned text: numbers to the right in six digits, all else to the left; the middle rows of a long one are left out.
struct TableText {
  private(set) var text = ""

  /// Rows that are shown of a long table.
  private static let shownRows = 40
  /// Columns of the terminal that one entry may take.
  private static let widest = 40

  init(_ table: Table, isFull: Bool) {
    let elides = !isFull && table.count > Self.shownRows
    let places = elides ? Array(0..<Self.shownRows - 5) + Array(table.count - 5..<table.count) : Array(0..<table.count)
    var columns: [[String]] = []
    for (name, values) in table.columns {
      let isNumeric = values.allSatisfy { if case .number = $0 { true } else { false } }
      let cells = [name] + places.map { Self.cell(values[$0]) }
      let width = cells.map(Self.width).max() ?? 0
      columns.append(
        cells.map { cell in
          let space = String(repeating: " ", count: width - Self.width(cell))
          return isNumeric ? space + cell : cell + space
        })
    }
    var lines: [String] = []
    for row in 0...places.count {
      if elides, row == Self.shownRows - 4 { lines.append("… \(table.count - Self.shownRows) more rows …") }
      var line = columns.map { $0[row] }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      lines.append(line)
    }
    text = table.columns.isEmpty ? "an empty Table" : lines.joined(separator: "\n")
  }

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

import CSVSyntax
import Catalogue
import OrderedCollections

extension FileFormat {
  /// A table, a line for each row. A cell without quotation marks is a number, `true`, `false` or, where it is empty, nil, if it reads as
  /// such; all others are strings.
  static let csv = FileFormat(
    ending: "csv",
    save: { (value, file, context) throws(Failure) in
      let table = try Self.table(value, context)
      guard !table.columns.isEmpty else { throw Failure("a table without columns cannot be saved as .csv") }
      try file.append(CSV.line(table.columns.keys.map { CSV.Cell($0) }))
      var written = ""
      for i in 0..<table.count {
        var cells: [CSV.Cell] = []
        for (name, column) in table.columns { cells.append(try CellText.cell(column[i], in: name, i, context)) }
        written += CSV.line(cells)
        if written.utf8.count > 1 << 16 || i == table.count - 1 {
          try context.checkpoint()
          try file.append(written)
          written = ""
        }
      }
    },
    load: { (file, context) throws(Failure) in
      let bytes = try file.whole()
      do throws(CSVError) {
        let read = try CSV(bytes)
        var columns: OrderedDictionary<String, [Value]> = [:]
        for (j, name) in read.names.enumerated() { columns[name] = read.rows.map { CellText.value(of: $0[j]) } }
        return .object(Table(columns: columns))
      } catch {
        throw Failure("cannot load \(file.path): line \(error.line): \(error.message)")
      }
    })

  private static func table(_ value: Value, _ context: any Context) throws(Failure) -> Table {
    if case .object(let object as Table) = value { return object }
    guard case .list(let rows) = value else {
      throw Failure("a .csv file holds a table, not \(context.describe(value))", hint: "table(rows) makes one of records")
    }
    return try Table(rows: rows, context)
  }
}

/// What a cell of a .csv file stands for.
private enum CellText {
  /// - Throws: where the value is no number, Bool, string or nil.
  static func cell(_ value: Value, in name: String, _ row: Int, _ context: any Context) throws(Failure) -> CSV.Cell {
    switch value {
    case .nothing: return CSV.Cell("")
    case .bool(let truth): return CSV.Cell(truth ? "true" : "false")
    case .number(let x): return CSV.Cell(numberText(x))
    case .string(let text):
      if case .string = self.value(of: CSV.Cell(text)) { return CSV.Cell(text) }
      return CSV.Cell(text, isQuoted: true)
    case .range, .list, .record, .function, .object:
      throw Failure("a cell of a .csv file is a number, a Bool, a string or nil; \(name) of row \(row) is \(context.describe(value))")
    }
  }

  static func value(of cell: CSV.Cell) -> Value {
    if cell.isQuoted { return .string(cell.text) }
    switch cell.text {
    case "": return .nothing
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "nan": return .number(.nan)
    case "inf": return .number(.infinity)
    case "-inf": return .number(-.infinity)
    case let text:
      if let x = number(text) { return .number(x) }
      return .string(text)
    }
  }

  /// Digits as JSON has them: `007` and `1e` are texts, as is a number beyond what a Number holds.
  private static func number(_ text: String) -> Double? {
    guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil, let x = Double(text), x.isFinite else { return nil }
    return x
  }
}

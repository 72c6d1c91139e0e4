import Catalogue
import OrderedCollections

/// Records with the same names, as columns. `t.name` is a column's list, `t[i]` a row, `t.count` the number of rows.
final class Table: RichObject {
  let columns: OrderedDictionary<String, [Value]>
  let count: Int

  /// - columns: lists of the same length.
  init(columns: OrderedDictionary<String, [Value]>) {
    self.columns = columns
    count = columns.values.first?.count ?? 0
  }

  /// A table of rows, which must have the same names.
  convenience init(rows: [Value], _ context: any Context) throws(Failure) {
    var columns: OrderedDictionary<String, [Value]> = [:]
    for (i, row) in rows.enumerated() {
      guard case .record(let record) = row else { throw Failure("table wants records; row \(i) is \(context.describe(row))") }
      if i == 0 {
        for name in record.fields.keys { columns[name] = [] }
      } else if let missing = columns.keys.first(where: { record[$0] == nil }) {
        throw Failure("row \(i) of the table has no \(missing)", hint: "all rows have the same names")
      } else if let extra = record.fields.keys.first(where: { columns[$0] == nil }) {
        throw Failure("row \(i) of the table has \(extra), which row 0 lacks", hint: "all rows have the same names")
      }
      for (name, value) in record.fields { columns[name, default: []].append(value) }
    }
    self.init(columns: columns)
  }

  /// A table, or a list of records as one.
  /// - Parameter function: what the user called.
  static func reading(_ value: Value, for function: String, _ context: any Context) throws(Failure) -> Table {
    if case .object(let table as Table) = value { return table }
    return try Table(rows: try context.elements(of: value, for: function), context)
  }

  var typeName: String { "Table" }
  var summary: String { "a Table of \(count) rows" }
  var memberNames: [String] { Array(columns.keys) + ["count"] }

  var about: String { "Records with the same names as columns: t.name is a column's list, t[i] a row." }
  func about(member name: String) -> String? { columns[name] == nil && name == "count" ? "Number of rows." : nil }

  func row(_ i: Int) -> Value { .record(Record(columns.mapValues { $0[i] })) }

  /// The table of some of the rows.
  func rows(_ places: [Int]) -> Table { Table(columns: columns.mapValues { column in places.map { column[$0] } }) }

  func member(_ name: String, in context: any Context) throws(Failure) -> Value? {
    if let column = columns[name] { return .list(column) }
    return name == "count" ? .number(Double(count)) : nil
  }

  func elements() throws(Failure) -> [Value]? { (0..<count).map { row($0) } }

  func at(_ indices: [Index], in context: any Context) throws(Failure) -> Value {
    if indices.count == 1, case .value(.string(let name)) = indices[0] {
      guard let column = columns[name] else { throw Failure("the table has no column \(name)") }
      return .list(column)
    }
    switch try Selection(indices, count: count, of: "table") {
    case .one(let i): return row(i)
    case .many(let places): return .object(rows(places))
    }
  }

  func text(full: Bool) -> String { TableText(self, isFull: full).plain }
  var forms: [(type: String, content: String)] {
    let text = TableText(self, isFull: false)
    return [("text/html", text.html), ("text/latex", text.latex)]
  }
}

extension HostBuiltins {
  static let tables: [Builtin] = [
    Builtin(
      "table", in: "tables", "A table of records with the same names, or of a record of columns.",
      Parameter<Value>("rows", "A list of records, or a record of lists of the same length."),
      examples: [Example("table([(n: 1, loss: 0.5), (n: 2, loss: 0.25)]).loss", prints: "[0.5, 0.25]")]
    ) { (context, rows) throws(Failure) -> Value in
      guard case .record(let record) = rows else {
        return .object(try Table(rows: try context.elements(of: rows, for: "table"), context))
      }
      var columns: OrderedDictionary<String, [Value]> = [:]
      for (name, value) in record.fields {
        columns[name] = try context.elements(of: value, for: "a column of the table")
        if columns[name]?.count != columns.values.first?.count {
          throw Failure("the columns \(columns.keys.first ?? "") and \(name) of the table have different lengths")
        }
      }
      return .object(Table(columns: columns))
    },
    Builtin(
      "groups", in: "tables", "Cuts a table into tables, one for each combination of values in some columns, in the order of their coming.",
      Parameter<Value>("table", "A table, or a list of records."), Parameter<Value>("by", "A column's name, or a list of names."),
      examples: [Example("map(groups(table([(k: 1), (k: 2), (k: 1)]), by: \"k\")) { $0.count }", prints: "[2, 1]")]
    ) { (context, rows, by) throws(Failure) -> Value in
      let table = try Table.reading(rows, for: "groups", context)
      // a table of no rows may have lost its columns
      guard table.count > 0 else { return .list([]) }
      var keys: [[Value]] = []
      for name in String(by).map({ [$0] }) ?? [String](by) ?? [] {
        guard let column = table.columns[name] else {
          throw Failure("the table has no column \(name)", hint: "it has \(table.columns.keys.joined(separator: ", "))")
        }
        keys.append(column)
      }
      guard !keys.isEmpty else { throw Failure("groups: by is a column's name or a list of names, not \(context.describe(by))") }
      var groups: OrderedDictionary<[String], [Int]> = [:]
      for i in 0..<table.count { groups[keys.map { context.text(.list([$0[i]]), full: true) }, default: []].append(i) }
      return .list(groups.values.map { .object(table.rows($0)) })
    },
  ]
}

import Catalogue
import OrderedCollections
import Plotting

extension Plot {
  /// Columns of a table as lines, one for each value of the column `color`.
  /// - Parameters:
  ///   - x: the column that is drawn to the right; nil for the rows' numbers.
  ///   - y: the one that is drawn upwards; nil for each column of numbers in a picture of its own.
  /// - Throws: where the table lacks a column, or one that is drawn holds something else than numbers.
  func table(_ table: Table, x: String?, y: String?) throws(Failure) -> Picture {
    let table = first.map { table.rows(Array(0..<min($0, table.count))) } ?? table
    var across = Array(0..<table.count).map(Double.init)
    if let x { across = try numbers(x, of: table) }
    let names = try names(table)
    if let y { return .figure(try figure(across, numbers(y, of: table), names, x: x ?? "row", y: y, options)) }
    var pictures: [Picture] = []
    for (name, column) in table.columns where name != x && name != String(color) && column.allSatisfy(\.isNumberOrNil) {
      pictures.append(.figure(try figure(across, numbers(name, of: table), names, x: x ?? "row", y: name, Figure.Options())))
    }
    guard !pictures.isEmpty else { throw Failure("plot: the table has no column of numbers to draw", hint: known(table)) }
    return .grid(pictures, columns: min(3, pictures.count), title: options.title)
  }

  private func figure(
    _ across: [Double], _ up: [Double], _ names: [String]?, x: String, y: String, _ options: Figure.Options
  ) throws(Failure) -> Figure {
    var series: OrderedDictionary<String, (x: [Double], y: [Double])> = [:]
    for i in across.indices {
      series[names?[i] ?? "", default: ([], [])].x.append(across[i])
      series[names?[i] ?? "", default: ([], [])].y.append(up[i])
    }
    var options = options
    options.x = options.x ?? x
    options.y = options.y ?? y
    return try drawn("plot") { () throws(FigureError) in
      try Figure.curves(series.map { ($0.key, $0.value.x, $0.value.y) }, options: options)
    }
  }

  /// What each row's line is called; nil where all belong to one.
  private func names(_ table: Table) throws(Failure) -> [String]? {
    switch color {
    case .nothing: return nil
    case .string(let name): return try column(name, of: table).map { context.text($0, full: true) }
    default: throw Failure("plot: color is the name of a table's column, not \(context.describe(color))")
    }
  }

  private func column(_ name: String, of table: Table) throws(Failure) -> [Value] {
    guard let column = table.columns[name] else { throw Failure("the table has no column \(name)", hint: known(table)) }
    return column
  }

  /// nil is drawn as a gap.
  private func numbers(_ name: String, of table: Table) throws(Failure) -> [Double] {
    var numbers: [Double] = []
    for (i, value) in try column(name, of: table).enumerated() {
      switch value {
      case .number(let x): numbers.append(x)
      case .nothing: numbers.append(.nan)
      default: throw Failure("plot draws numbers, and \(name) of row \(i) is \(context.describe(value))")
      }
    }
    return numbers
  }

  private func known(_ table: Table) -> String { "it has \(table.columns.keys.joined(separator: ", "))" }
}

extension Value {
  /// What stands in a column of numbers; nil is a gap in it.
  var isNumberOrNil: Bool {
    switch self {
    case .number, .nothing: true
    default: false
    }
  }
}

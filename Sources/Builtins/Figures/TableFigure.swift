import Catalogue
import OrderedCollections
import Plotting

/// Two columns of a table as lines, one for each value of a third.
struct TableFigure {
  private var series: OrderedDictionary<String, (x: [Double], y: [Double])> = [:]
  private let x: String
  private let y: String

  /// - Throws: where the table lacks a column, or one that is drawn holds something else than numbers.
  init(_ table: Table, x: String?, y: String?, color: String?, _ context: any Context) throws(Failure) {
    guard let x, let y else {
      throw Failure("plot wants to know which columns of a table it draws: x and y", hint: Self.known(table))
    }
    (self.x, self.y) = (x, y)
    let across = try Self.numbers(x, of: table, context)
    let up = try Self.numbers(y, of: table, context)
    let names = try color.map { (name) throws(Failure) in try Self.column(name, of: table).map { context.text($0, full: true) } }
    for i in 0..<table.count {
      series[names?[i] ?? "", default: ([], [])].x.append(across[i])
      series[names?[i] ?? "", default: ([], [])].y.append(up[i])
    }
  }

  func figure(_ options: Figure.Options) throws(Failure) -> Figure {
    var options = options
    options.x = options.x ?? x
    options.y = options.y ?? y
    return try FigureBuiltins.drawn { () throws(FigureError) in
      try Figure.curves(series.map { ($0.key, $0.value.x, $0.value.y) }, options: options)
    }
  }

  private static func column(_ name: String, of table: Table) throws(Failure) -> [Value] {
    guard let column = table.columns[name] else { throw Failure("the table has no column \(name)", hint: known(table)) }
    return column
  }

  /// nil is drawn as a gap.
  private static func numbers(_ name: String, of table: Table, _ context: any Context) throws(Failure) -> [Double] {
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

  private static func known(_ table: Table) -> String { "it has \(table.columns.keys.joined(separator: ", "))" }
}

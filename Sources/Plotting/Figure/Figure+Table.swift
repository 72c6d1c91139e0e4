extension Figure {
  /// A table of texts, names above the columns.
  ///
  /// - Parameters:
  ///   - columns: at least one, with as many entries each; of numbers the entries stand to the right.
  ///   - first: how many rows are drawn, at most 1000; a note says of how many.
  /// - Throws: `FigureError` where nothing can be drawn.
  public static func table(
    _ columns: [(name: String, entries: [String], areNumbers: Bool)], first: Int, options: Options = Options()
  ) throws(FigureError) -> Figure {
    guard let count = columns.first?.entries.count, count > 0 else { throw .empty }
    guard first >= 1 else { throw .wrongFirst(first) }
    for column in columns { try FigureError.check(column.entries.count, of: column.name, is: count) }
    let shown = min(first, count, mostRows)
    let table = TextTable(
      columns: columns.map { .init(name: $0.name, entries: Array($0.entries.prefix(shown)), areNumbers: $0.areNumbers) }, rows: shown)
    let notes = shown < count ? ["the first \(shown) of \(count) rows"] : []
    var figure = Figure(marks: [], options: options, x: Axis(), y: Axis(), notes: notes)
    figure.table = table
    return figure
  }

  private static let mostRows = 1000
}

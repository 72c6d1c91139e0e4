/// A table of texts, names above. It fills a figure of its own.
struct TextTable: Sendable {
  let columns: [Column]
  let rows: Int

  struct Column: Sendable {
    let name: String
    /// One for each row.
    let entries: [String]
    /// Numbers stand to the right, so that their digits are below one another.
    let areNumbers: Bool

    /// In characters.
    var width: Int { ([name] + entries).map { DisplayWidth.of(DisplayWidth.cleaned($0)) }.max() ?? 0 }
  }

  /// Characters between two columns.
  static let gap = 2

  /// Where each column begins, in characters, and where the last one ends.
  var edges: (starts: [Int], end: Int) {
    var (starts, next) = ([Int](), 0)
    for column in columns {
      starts.append(next)
      next += column.width + TextTable.gap
    }
    return (starts, next - TextTable.gap)
  }
}

/// A matrix whose values are shown as colours. Row 0 is at the top. It fills a figure of its own.
struct HeatMap: Sendable {
  /// [rows × columns], row by row. What is not finite is shown as missing.
  let values: [Double]
  let rows: Int
  let columns: Int
  var scale: ColourScale

  init(_ values: [Double], rows: Int, columns: Int) {
    self.values = values
    self.rows = rows
    self.columns = columns
    scale = ColourScale(of: values)
  }
}

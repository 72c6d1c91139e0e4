extension Figure {
  /// A matrix as colours, row 0 at the top, with a colour bar: on a diverging scale about 0 where both signs occur, otherwise on a
  /// sequential one. Entries that are not finite are shown as missing.
  ///
  /// - Parameter matrix: [rows × columns], row by row.
  /// - Throws: `FigureError` where nothing can be drawn.
  public static func heatMap(
    _ matrix: [Double], rows: Int, columns: Int, options: Options = Options()
  ) throws(FigureError) -> Figure {
    try FigureError.check(matrix, rows: rows, columns: columns)
    var notes: [String] = []
    let missing = matrix.reduce(0) { sum, value in sum + (value.isFinite ? 0 : 1) }
    if missing > 0 { notes.append("missing (×): \(missing) of \(matrix.count) entries, not finite") }
    return Figure(
      marks: [], heatMap: HeatMap(matrix, rows: rows, columns: columns), options: options, x: Axis(label: "column"),
      y: Axis(label: "row"), notes: notes)
  }
}

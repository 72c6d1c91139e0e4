extension Figure {
  /// Values against their index, as a line.
  ///
  /// - Parameters:
  ///   - values: [n]; what is not finite interrupts the line.
  ///   - colour: nil for the first of the series.
  /// - Throws: `FigureError` where nothing can be drawn.
  public static func line(_ values: [Double], colour: Colour? = nil, options: Options = Options()) throws(FigureError) -> Figure {
    try curves([("", values.indices.map(Double.init), values)], across: Axis(label: "index"), colour, options)
  }

  /// Several lists of values against their index, as lines with a legend. Empty lists are passed over.
  ///
  /// - Parameter series: what the legend says, and values [n] of any length.
  /// - Throws: `FigureError` where nothing can be drawn.
  public static func lines(_ series: [(name: String, values: [Double])], options: Options = Options()) throws(FigureError) -> Figure {
    try curves(series.map { ($0.name, $0.values.indices.map(Double.init), $0.values) }, across: Axis(label: "index"), nil, options)
  }

  /// Several lists of points in the plane, as lines with a legend; the horizontal axis is logarithmic where all x are positive and span
  /// at least two decades. Empty lists are passed over.
  ///
  /// - Parameter series: what the legend says, and as many x as y.
  /// - Throws: `FigureError` where nothing can be drawn.
  public static func curves(
    _ series: [(name: String, x: [Double], y: [Double])], options: Options = Options()
  ) throws(FigureError) -> Figure {
    try curves(series, across: nil, nil, options)
  }

  private static func curves(
    _ series: [(name: String, x: [Double], y: [Double])], across axis: Axis?, _ colour: Colour?, _ options: Options
  ) throws(FigureError) -> Figure {
    var all = series.flatMap(\.y)
    let across = series.flatMap(\.x)
    try FigureError.check(across)
    try FigureError.check(all)
    all.removeAll { !$0.isFinite }
    let isLogarithmic = options.isLogarithmic ?? spansDecades(all)
    if isLogarithmic, !all.contains(where: { $0 > 0 }) { throw .nothingPositive }
    var curves: [Curve] = []
    var missing = 0
    var total = 0
    for (name, x, y) in series where !y.isEmpty {
      let drawable = isLogarithmic ? y.map { $0 > 0 ? $0 : .nan } : y
      let curve = Curve(positions: Positions(x: x, y: drawable), name: name, colour: colour)
      missing += y.count - curve.positions.finiteCount
      total += y.count
      curves.append(curve)
    }
    let reason = isLogarithmic ? "not finite or not positive" : "not finite"
    return Figure(
      marks: curves, options: options, x: axis ?? Axis(isLogarithmic: spansDecades(across.filter(\.isFinite))),
      y: Axis(label: "", isLogarithmic: isLogarithmic),
      notes: missing > 0 ? ["left out: \(missing) of \(total) values, \(reason)"] : [])
  }

  /// All values are positive, and the largest is at least 100 times the smallest.
  static func spansDecades(_ values: [Double]) -> Bool {
    guard let low = values.min(), let high = values.max(), low > 0 else { return false }
    return high / 100 >= low
  }
}

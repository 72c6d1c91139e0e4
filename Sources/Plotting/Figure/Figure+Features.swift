extension Figure {
  /// The columns of a matrix as points, joined in order and coloured by their number on a cyclic scale: in the plane for 2 rows,
  /// in space for 3. Lengths and angles are true (one unit is equally long on all axes), and the origin is in sight.
  ///
  /// - Parameters:
  ///   - matrix: [rows × columns], row by row; column j is feature j. A column that is not finite is left out, and a note says so.
  ///     More than 20 000 features are not joined.
  ///   - first: draw only so many features, the first ones; nil for all.
  ///   - colour: nil for colours by their number.
  ///   - labels: texts beside the features, at least one for each that is drawn; nil for numbers.
  ///   - told: what a pointer over a feature is told besides: names, and a number for each feature.
  /// - Throws: `FigureError` where nothing can be drawn.
  public static func features(
    _ matrix: [Double], rows: Int, columns: Int, first: Int? = nil, colour: PointColour? = nil, labels: [String]? = nil,
    told: [(name: String, values: [Double])] = [], options: Options = Options()
  ) throws(FigureError) -> Figure {
    guard columns > 0 else { throw .empty }
    guard rows == 2 || rows == 3 else { throw .wrongRows(rows) }
    if let first, first < 1 { throw .wrongFirst(first) }
    try FigureError.check(matrix, rows: rows, columns: columns)
    let shown = min(first ?? columns, columns)
    let lists = (0..<3).map { row in row < rows ? Array(matrix[row * columns..<row * columns + shown]) : [] }
    let positions = Positions(x: lists[0], y: lists[1], z: lists[2])
    let drawn = positions.finiteCount
    guard drawn > 0 else { throw .nothingFinite }
    var notes: [String] = []
    if drawn < shown { notes.append("left out: \(shown - drawn) of \(shown) features, not finite") }
    if shown > PointStyle.mostJoined { notes.append("not joined: more than \(PointStyle.mostJoined) features") }
    var style = PointStyle(noun: "feature", colouring: .number, labels: .numbers)
    var points = Points(positions: positions, isJoined: shown <= PointStyle.mostJoined)
    if let labels { style.labels = try PointStyle(.one(nil), labels, count: columns).labels }
    if let colour {
      style.colouring = try PointStyle(colour, nil, count: columns).colouring
      if case .one(let one) = colour { points.colour = one }
    }
    for (name, values) in told { try FigureError.check(values.count, of: name, is: columns) }
    style.told = told
    points.style = style
    return Figure(
      marks: [points], options: options,
      x: Axis(label: "dimension 0"), y: Axis(label: "dimension 1"), z: Axis(label: "dimension 2"), hasEqualUnits: true, notes: notes)
  }
}

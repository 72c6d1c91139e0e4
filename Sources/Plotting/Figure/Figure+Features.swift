extension Figure {
  /// The columns of a matrix as points, joined in order and coloured by their number on a cyclic scale: in the plane for 2 rows,
  /// in space for 3. Lengths and angles are true (one unit is equally long on all axes), and the origin is in sight.
  ///
  /// - Parameters:
  ///   - matrix: [rows × columns], row by row; column j is feature j. A column that is not finite is left out, and a note says so.
  ///     More than 20 000 features are not joined.
  ///   - first: draw only so many features, the first ones; nil for all.
  /// - Throws: `FigureError` where nothing can be drawn.
  public static func features(
    _ matrix: [Double], rows: Int, columns: Int, first: Int? = nil, options: Options = Options()
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
    if shown > Points.mostJoined { notes.append("not joined: more than \(Points.mostJoined) features") }
    return Figure(
      marks: [.points(Points(positions: positions, noun: "feature", isJoined: shown <= Points.mostJoined))], options: options,
      x: Axis(label: "dimension 0"), y: Axis(label: "dimension 1"), z: Axis(label: "dimension 2"), hasEqualUnits: true, notes: notes)
  }
}

extension Positions {
  /// How many points have finite coordinates only.
  var finiteCount: Int {
    (0..<count).reduce(0) { sum, i in sum + (isFinite(i) ? 1 : 0) }
  }

  /// Point i can be drawn.
  func isFinite(_ i: Int) -> Bool {
    x[i].isFinite && y[i].isFinite && (z.isEmpty || z[i].isFinite)
  }
}

/// Leaves out what no eye could see of long lines and of many points.
enum Thinning {
  /// Of more points, those are left out that others hide.
  static let mostPoints = 5000

  /// Points are left out of a line of `count` points.
  static func isThinned(_ count: Int, columns: Int) -> Bool { count > 4 * columns }

  /// The unbroken stretches of a line through points in order, as point numbers.
  ///
  /// Where there are many more points than `columns` (the width of the drawing in dots or pixels), each column keeps its first, lowest,
  /// highest and last point, which draws the same dots.
  static func stretches(_ positions: FlatPositions, across u: Interval, columns: Int) -> [[Int]] {
    let keepsAll = !isThinned(positions.count, columns: columns)
    var stretches: [[Int]] = []
    var stretch: [Int] = []
    var column = Column(number: -1, point: 0)
    for i in 0..<positions.count {
      guard positions.isDrawn(i) else {
        stretch += column.points
        if !stretch.isEmpty { stretches.append(stretch) }
        stretch = []
        column = Column(number: -1, point: i)
        continue
      }
      let number = keepsAll ? i : Int(u.fraction(positions.u[i]) * Double(columns))
      if number == column.number {
        column.add(i, positions.v)
      } else {
        stretch += column.points
        column = Column(number: number, point: i)
      }
    }
    stretch += column.points
    if !stretch.isEmpty { stretches.append(stretch) }
    return stretches
  }

  /// The points of a line that fall into one column.
  private struct Column {
    /// −1 for none.
    let number: Int
    let first: Int
    var low: Int
    var high: Int
    var last: Int

    init(number: Int, point: Int) {
      self.number = number
      first = point
      low = point
      high = point
      last = point
    }

    mutating func add(_ i: Int, _ v: [Double]) {
      if v[i] < v[low] { low = i }
      if v[i] > v[high] { high = i }
      last = i
    }

    /// In order, each once.
    var points: [Int] {
      guard number >= 0 else { return [] }
      var kept = [first]
      for i in [min(low, high), max(low, high), last] where i != kept[kept.count - 1] { kept.append(i) }
      return kept
    }
  }
}

extension Stage {
  /// Which points are seen of those that are drawn one over another: of many the last in each square of 2 × 2 pixels.
  func seen(_ order: [Int]) -> [Bool] {
    var isSeen = [Bool](repeating: flat.count <= Thinning.mostPoints, count: flat.count)
    guard flat.count > Thinning.mostPoints else { return isSeen }
    let (columns, rows) = (Int(view.width / 2) + 1, Int(view.height / 2) + 1)
    var last = [Int](repeating: -1, count: columns * rows)
    for i in order {
      let at = place(i)
      let column = min(max(Int((at.x - view.left) / 2), 0), columns - 1)
      last[min(max(Int((at.y - view.top) / 2), 0), rows - 1) * columns + column] = i
    }
    for i in last where i >= 0 { isSeen[i] = true }
    return isSeen
  }
}

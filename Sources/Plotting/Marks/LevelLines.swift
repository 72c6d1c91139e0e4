/// The lines on which a lattice of values has a level, by marching squares: in each square between four values the line is straight from
/// edge to edge, where linear interpolation meets the level. A square with a value that is not finite has none.
struct LevelLines {
  private(set) var lines: [[(x: Double, y: Double)]] = []
  private let lattice: Lattice
  private let level: Double
  /// The edges of squares that are joined by a piece of a line: at most two to each.
  private var neighbours: [Int: [Int]] = [:]

  init(_ lattice: Lattice, level: Double) {
    self.lattice = lattice
    self.level = level
    for row in 0..<max(lattice.rows - 1, 0) {
      for column in 0..<max(lattice.columns - 1, 0) { joinEdges(row, column) }
    }
    follow()
  }

  /// The edge from a lattice point to the right, or upwards.
  private func edge(_ row: Int, _ column: Int, up: Bool) -> Int { 2 * (row * lattice.columns + column) + (up ? 1 : 0) }

  private func value(_ row: Int, _ column: Int) -> Double { lattice.values[row * lattice.columns + column] }

  private mutating func joinEdges(_ row: Int, _ column: Int) {
    // most squares are not met, and this is asked of each
    let (a, b, c, d) = (value(row, column), value(row, column + 1), value(row + 1, column + 1), value(row + 1, column))
    guard (a >= level) != (b >= level) || (b >= level) != (c >= level) || (c >= level) != (d >= level) else { return }
    let corners = [a, b, c, d]
    guard corners.allSatisfy(\.isFinite) else { return }
    let sides = [
      edge(row, column, up: false), edge(row, column + 1, up: true), edge(row + 1, column, up: false), edge(row, column, up: true),
    ]
    let above = corners.map { $0 >= level }
    let crossed = (0..<4).filter { above[$0] != above[($0 + 1) % 4] }
    if crossed.count == 2 { join(sides[crossed[0]], sides[crossed[1]]) }
    guard crossed.count == 4 else { return }
    // a saddle: the middle decides which corners belong together
    let isHigh = corners.reduce(0) { $0 + $1 / 4 } >= level
    if isHigh == above[0] {
      join(sides[0], sides[1])
      join(sides[2], sides[3])
    } else {
      join(sides[3], sides[0])
      join(sides[1], sides[2])
    }
  }

  private mutating func join(_ a: Int, _ b: Int) {
    neighbours[a, default: []].append(b)
    neighbours[b, default: []].append(a)
  }

  /// Goes along the pieces: first from open ends, then round what is closed.
  private mutating func follow() {
    let starts = neighbours.keys.sorted()
    for start in starts.filter({ neighbours[$0]?.count == 1 }) + starts where !(neighbours[start] ?? []).isEmpty {
      var line = [place(start)]
      var at = start
      while let next = neighbours[at]?.first {
        neighbours[at]?.removeFirst()
        if let back = neighbours[next]?.firstIndex(of: at) { neighbours[next]?.remove(at: back) }
        line.append(place(next))
        at = next
      }
      lines.append(line)
    }
  }

  private func place(_ edge: Int) -> (x: Double, y: Double) {
    let (row, column) = (edge / 2).quotientAndRemainder(dividingBy: lattice.columns)
    let isUp = edge % 2 == 1
    let (low, high) = (value(row, column), isUp ? value(row + 1, column) : value(row, column + 1))
    let share = (level - low) / (high - low)
    let (x, y) = (lattice.x, lattice.y)
    return isUp ? (x[column], y[row] + (y[row + 1] - y[row]) * share) : (x[column] + (x[column + 1] - x[column]) * share, y[row])
  }
}

/// Values over a rectangular lattice in the plane of a figure.
struct Lattice: Sendable {
  /// [rows × columns], row by row; row 0 has the first y.
  let values: [Double]
  /// Of the columns and of the rows, rising.
  let x: [Double]
  let y: [Double]

  var columns: Int { x.count }
  var rows: Int { y.count }

  /// Lines over more values on a side would differ by less than the width of a line.
  static let mostSide = 500

  /// The lattice with at most so many values on a side: each the mean of a block of finite ones, in the middle of its places. NaN where a
  /// block has another value.
  func thinned(to most: Int) -> (lattice: Lattice, block: (rows: Int, columns: Int)) {
    let block = (rows: (rows + most - 1) / most, columns: (columns + most - 1) / most)
    guard block.rows > 1 || block.columns > 1 else { return (self, block) }
    let down = stride(from: 0, to: rows, by: block.rows).map { $0..<min($0 + block.rows, rows) }
    let across = stride(from: 0, to: columns, by: block.columns).map { $0..<min($0 + block.columns, columns) }
    func mean(_ list: [Double], _ part: Range<Int>) -> Double { list[part].reduce(0) { $0 + $1 / Double(part.count) } }
    let means = down.flatMap { rows in
      across.map { part in
        let lines = rows.map { row in mean(values, row * columns + part.lowerBound..<row * columns + part.upperBound) }
        return mean(lines, lines.indices)
      }
    }
    return (Lattice(values: means, x: across.map { mean(x, $0) }, y: down.map { mean(y, $0) }), block)
  }

  /// Values are positive and grow by a constant factor, as on a logarithmic axis.
  static func isGeometric(_ values: [Double]) -> Bool {
    guard values.count > 2, values[0] > 0 else { return false }
    let factor = values[1] / values[0]
    return factor > 1.001 && zip(values, values.dropFirst()).allSatisfy { abs($1 / $0 - factor) < 1e-3 * factor }
  }

  /// Where cells about these middles begin and end: half-way, also on a logarithmic axis.
  static func edges(_ middles: [Double]) -> [Double] {
    guard middles.count > 1 else { return [middles[0] - 0.5, middles[0] + 0.5] }
    if isGeometric(middles) {
      let half = (middles[1] / middles[0]).squareRoot()
      return [middles[0] / half] + middles.map { $0 * half }
    }
    let inner = zip(middles, middles.dropFirst()).map { $0 + ($1 - $0) / 2 }
    let last = middles.count - 1
    return [middles[0] - (middles[1] - middles[0]) / 2] + inner + [middles[last] + (middles[last] - middles[last - 1]) / 2]
  }
}

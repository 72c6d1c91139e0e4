/// Values over a rectangular lattice in the plane of a figure.
struct Lattice: Sendable {
  /// [rows × columns], row by row; row 0 has the first y.
  let values: [Double]
  /// Of the columns and of the rows, rising.
  let x: [Double]
  let y: [Double]

  var columns: Int { x.count }
  var rows: Int { y.count }

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

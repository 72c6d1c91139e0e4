/// Why there is no figure of some numbers. `message` is one clause for a user, without a final point.
public enum FigureError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There are no numbers.
  case empty
  /// `count` numbers don't fill [rows × columns].
  case wrongCount(count: Int, rows: Int, columns: Int)
  /// Features have 2 or 3 rows, one for each dimension.
  case wrongRows(Int)
  /// `first` asks for fewer than one feature.
  case wrongFirst(Int)
  /// All numbers are NaN or infinite.
  case nothingFinite
  /// A number beyond ±10³⁰⁰: lengths between such numbers overflow.
  case tooLarge(Double)
  /// A logarithmic axis was asked for, and no value is positive.
  case nothingPositive
  /// A list is not as long as what it belongs to.
  case wrongLength(String, count: Int, expected: Int)
  /// Places along an axis that do not rise, or are not finite.
  case notRising(String)
  /// Figures that have no axes in common.
  case nothingShared
  /// No level lies between the values.
  case noLevel
  /// Pictures of a movie that hold different numbers of figures.
  case unlike

  public var message: String {
    switch self {
    case .empty:
      return "there is nothing to draw: no numbers were given"
    case .wrongCount(let count, let rows, let columns):
      return "\(count) numbers don't fill a matrix [\(rows)×\(columns)]"
    case .wrongRows(let rows):
      return "points are drawn from a matrix of 2 or 3 rows, one for each dimension; this one has \(rows)"
    case .wrongFirst(let first):
      return "first must be at least 1, and is \(first)"
    case .nothingFinite:
      return "there is nothing to draw: all values are NaN or infinite"
    case .tooLarge(let value):
      return "\(value) is too large to draw: values must lie between -1e300 and 1e300"
    case .nothingPositive:
      return "a logarithmic axis needs positive values, and there are none"
    case .wrongLength(let name, let count, let expected):
      return "\(name) has \(count) element\(count == 1 ? "" : "s"), where \(expected) \(expected == 1 ? "is" : "are") needed"
    case .notRising(let name):
      return "\(name) must be finite and rise from each element to the next"
    case .nothingShared:
      return "these figures have no axes in common: a matrix or a table fills a figure of its own, and space is not the plane"
    case .noLevel:
      return "there is nothing to draw: no level lies between the values"
    case .unlike:
      return "the pictures of a movie are alike: each holds as many figures as the others"
    }
  }

  public var description: String { message }

  /// Throws unless some value is finite, and none is beyond what lengths can be computed for.
  static func check(_ values: [Double]) throws(FigureError) {
    guard !values.isEmpty else { throw .empty }
    var anyFinite = false
    for value in values where value.isFinite {
      anyFinite = true
      if abs(value) > 1e300 { throw .tooLarge(value) }
    }
    guard anyFinite else { throw .nothingFinite }
  }

  /// Throws unless a list has the length of what it belongs to.
  static func check(_ count: Int, of name: String, is expected: Int) throws(FigureError) {
    guard count == expected else { throw .wrongLength(name, count: count, expected: expected) }
  }

  /// Throws unless the values are finite and rise.
  static func check(rising values: [Double], _ name: String) throws(FigureError) {
    try check(values)
    guard values.allSatisfy(\.isFinite), zip(values, values.dropFirst()).allSatisfy({ $0 < $1 }) else { throw .notRising(name) }
  }

  /// Throws unless `values` fill [rows × columns] and can be drawn.
  static func check(_ values: [Double], rows: Int, columns: Int) throws(FigureError) {
    guard rows > 0, columns > 0 else { throw .empty }
    let (product, overflows) = rows.multipliedReportingOverflow(by: columns)
    guard !overflows, product == values.count else { throw .wrongCount(count: values.count, rows: rows, columns: columns) }
    try check(values)
  }
}

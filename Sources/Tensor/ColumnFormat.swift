/// How the numbers of a table are written, so that their points stand below each other.
struct ColumnFormat: Sendable, Equatable {
  enum Style: Sendable, Equatable {
    /// So many digits after the point.
    case fixed(Int)
    /// So many significant digits.
    case scientific(Int)
  }

  let style: Style
  /// Characters of the widest number.
  let width: Int

  /// Whole numbers are written whole; else the largest has four or five significant digits, fewer if those are zeros for all.
  init(for numbers: [Decimal]) {
    let finite = numbers.filter { $0.name == nil && !$0.digits.isEmpty }
    let largest = finite.map(\.point).max() ?? 1
    let style: Style
    if finite.allSatisfy(\.isWhole), largest <= 10 {
      style = .fixed(0)
    } else if largest >= -2, largest <= 5 {
      let decimals = largest >= 1 ? 5 - largest : 4 - largest
      style = .fixed(finite.map { $0.rounded(decimals: decimals).decimals }.max() ?? 0)
    } else {
      style = .scientific(finite.map { min($0.digits.count, 4) }.max() ?? 1)
    }
    self.style = style
    width = numbers.map { ColumnFormat.text($0, style).count }.max() ?? 1
  }

  func text(_ number: Decimal) -> String { ColumnFormat.text(number, style) }

  private static func text(_ number: Decimal, _ style: Style) -> String {
    switch style {
    case .fixed(let decimals): number.fixed(decimals)
    case .scientific(let digits): number.scientific(digits)
    }
  }
}

import Instructions

/// Bounds of a value's elements; one pair stands for all where there is only one. They hold however a result was rounded, in Float too.
struct Bounds {
  private let pairs: [Pair]

  init(_ values: [Double]) { pairs = values.map { Pair($0, $0) } }
  private init(pairs: [Pair]) { self.pairs = pairs }

  static func between(_ low: Double, _ high: Double) -> Bounds { Bounds(pairs: [Pair(low, high)]) }
  static let anything = between(-.infinity, .infinity)

  /// Whether element i is certainly 0.
  func isZero(_ i: Int) -> Bool { self[i].low == 0 && self[i].high == 0 }

  private subscript(_ i: Int) -> Pair { pairs[pairs.count == 1 ? 0 : i] }

  /// Bounds of an element-wise operation's result; anything where there is no rule for it.
  static func of(_ op: Opcode, _ x: [Bounds]) -> Bounds {
    if x.count == 1 {
      let pairs = x[0].pairs.map { a in op == .not ? a.not : Pair.of(op, a).map { $0.widened(a.size) } ?? .anything }
      return Bounds(pairs: pairs)
    }
    guard x.count == 2 else { return anything }
    let count = max(x[0].pairs.count, x[1].pairs.count)
    let pairs = (0..<count).map { i in
      let (a, b) = (x[0][i], x[1][i])
      return Pair.truth(op, a, b) ?? Pair.of(op, a, b).map { $0.widened(a.size + b.size) } ?? .anything
    }
    return Bounds(pairs: pairs)
  }
}

/// Bounds of one element.
private struct Pair {
  var low: Double
  var high: Double

  init(_ low: Double, _ high: Double) { (self.low, self.high) = (low, high) }

  static let anything = Pair(-.infinity, .infinity)

  var size: Double { max(abs(low), abs(high)) }
  var isTrue: Bool { low > 0 || high < 0 }
  var mayBeTrue: Bool { low != 0 || high != 0 }
  var not: Pair { Pair(mayBeTrue ? 0 : 1, isTrue ? 0 : 1) }
  static prefix func - (_ a: Pair) -> Pair { Pair(-a.high, -a.low) }
  static func + (_ a: Pair, _ b: Pair) -> Pair { Pair(a.low + b.low, a.high + b.high) }
  static func * (_ a: Pair, _ b: Pair) -> Pair {
    let (p, q, r, s) = (a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high)
    return Pair(min(min(p, q), min(r, s)), max(max(p, q), max(r, s)))
  }

  /// More than what a Float operation on operands that were rounded to Float is off by, as a share of the largest number in it.
  private static let rounding = 1e-6
  /// Where Float's range begins to end.
  private static let (smallest, largest) = (1e-30, 1e30)

  /// With room for what rounding does to operands of this size.
  func widened(_ operands: Double) -> Pair {
    let slack = (operands + size) * Pair.rounding + Pair.smallest
    let wide = Pair(low - slack, high + slack)
    return wide.low <= wide.high && wide.size < Pair.largest ? wide : .anything
  }

  static func of(_ op: Opcode, _ a: Pair) -> Pair? {
    switch op {
    case .copy: return a
    case .neg: return -a
    case .abs: return a.low >= 0 ? a : a.high <= 0 ? -a : Pair(0, a.size)
    case .relu: return Pair(max(a.low, 0), max(a.high, 0))
    case .sqrt: return a.high >= 0 ? Pair(max(a.low, 0).squareRoot(), a.high.squareRoot()) : nil
    default: return nil
    }
  }

  static func of(_ op: Opcode, _ a: Pair, _ b: Pair) -> Pair? {
    switch op {
    case .add: return a + b
    case .sub: return a + -b
    case .mul: return a * b
    case .div: return b.isTrue ? a * Pair(1 / b.high, 1 / b.low) : nil
    case .min: return Pair(min(a.low, b.low), min(a.high, b.high))
    case .max: return Pair(max(a.low, b.low), max(a.high, b.high))
    case .mod: return remainder(a, b)
    default: return nil
    }
  }

  /// By a fixed positive divisor; where rounding may carry a value to the next multiple, all remainders are possible.
  private static func remainder(_ a: Pair, _ b: Pair) -> Pair? {
    guard b.low == b.high, b.low > 0 else { return nil }
    let slack = (a.size + b.high) * rounding
    let turns = ((a.low - slack) / b.low).rounded(.down)
    guard turns == ((a.high + slack) / b.low).rounded(.down) else { return Pair(0, b.high) }
    return Pair(a.low - turns * b.low, a.high - turns * b.low)
  }

  /// Comparisons and logic: 0 and 1, exactly.
  static func truth(_ op: Opcode, _ a: Pair, _ b: Pair) -> Pair? {
    func pair(_ certain: Bool, _ possible: Bool) -> Pair { Pair(certain ? 1 : 0, possible ? 1 : 0) }
    switch op {
    case .less: return pair(a.high < b.low, a.low < b.high)
    case .lessEqual: return pair(a.high <= b.low, a.low <= b.high)
    case .greater: return pair(a.low > b.high, a.high > b.low)
    case .greaterEqual: return pair(a.low >= b.high, a.high >= b.low)
    case .and: return pair(a.isTrue && b.isTrue, a.mayBeTrue && b.mayBeTrue)
    case .or: return pair(a.isTrue || b.isTrue, a.mayBeTrue || b.mayBeTrue)
    default: return nil
    }
  }
}

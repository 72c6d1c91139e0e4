import Tensor

// Sums, products, quotients and powers. A cotangent is masked where the derivative may be infinite, so that a branch not
// taken by `where` gives 0 and never NaN.

extension Elementwise {
  public static let add: Elementwise = Elementwise("add", .add, 2) { _, _, g in [g, g] }
  public static let subtract: Elementwise = Elementwise("subtract", .sub, 2) { (_, _, g) throws(TensorError) in [g, try -g] }
  public static let multiply: Elementwise = Elementwise("multiply", .mul, 2) { (x, _, g) throws(TensorError) in
    [try g * x[1], try g * x[0]]
  }
  /// d(a/b) = da/b − (a/b)·db/b
  public static let divide: Elementwise = Elementwise("divide", .div, 2, on: 0.5...2) { (x, y, g) throws(TensorError) in
    let da = try g / x[1]
    // a constant other than 0 has a finite quotient, and no gradient of its own
    if let divisor = x[1].constant, divisor != 0 { return [da, nil] }
    return [try da.where(g), try (-(da * y)).where(g)]
  }
  public static let negate: Elementwise = Elementwise("negate", .neg, 1) { (_, _, g) throws(TensorError) in [try -g] }
  /// x − y·floor(x/y): the sign of the divisor; the divisor's gradient is −floor(x/y).
  public static let remainder: Elementwise = Elementwise("remainder", .mod, 2, on: 1.1...1.9) { (x, _, g) throws(TensorError) in
    [g, try -(g * Elementwise.floor(x[0] / x[1])).where(g)]
  }
  /// d(xʸ) = y·xʸ⁻¹ dx + xʸ·log x dy
  public static let power: Elementwise = Elementwise("power", .pow, 2, on: 0.5...2) { (x, y, g) throws(TensorError) in
    // x⁰ is 1 everywhere, and 0ʸ is 0: the other factors may be infinite there
    if x[1].constant == 0 { return [nil, nil] }
    var base = try (g * x[1] * Elementwise.power(x[0], x[1] - Term(1))).where(g)
    if x[1].constant == nil { base = try base.where(x[1]) }
    let exponent = try x[1].constant == nil ? (g * y * Elementwise.log(x[0])).where(y).where(g) : nil
    return [base, exponent]
  }
  public static let abs: Elementwise = Elementwise("abs", .abs, 1, on: 0.1...2) { (x, _, g) throws(TensorError) in
    [try g * Elementwise.sign(x[0])]
  }
  public static let sqrt: Elementwise = Elementwise("sqrt", .sqrt, 1, on: 0.1...2) { (_, y, g) throws(TensorError) in
    [try (g * Term(0.5) / y).where(g)]
  }
  /// The smaller one; where they are equal the cotangent goes to the first.
  public static let min: Elementwise = Elementwise("min", .min, 2) { (x, y, g) throws(TensorError) in try Elementwise.shares(x, y, g) }
  public static let max: Elementwise = Elementwise("max", .max, 2) { (x, y, g) throws(TensorError) in try Elementwise.shares(x, y, g) }

  private static func shares(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] {
    let first = try Elementwise.equal(x[0], y)
    return [try Elementwise.choose(first, g, Term(0)), try Elementwise.choose(first, Term(0), g)]
  }
}

extension Term {
  public static func + (a: Term, b: Term) throws(TensorError) -> Term {
    if a.constant == 0, b.isAtLeast(a) { return b }
    if b.constant == 0, a.isAtLeast(b) { return a }
    return try Elementwise.add(a, b)
  }
  public static func - (a: Term, b: Term) throws(TensorError) -> Term {
    if b.constant == 0, a.isAtLeast(b) { return a }
    return try Elementwise.subtract(a, b)
  }
  public static func * (a: Term, b: Term) throws(TensorError) -> Term {
    if a.constant == 1, b.isAtLeast(a) { return b }
    if b.constant == 1, a.isAtLeast(b) { return a }
    return try Elementwise.multiply(a, b)
  }
  public static func / (a: Term, b: Term) throws(TensorError) -> Term {
    if b.constant == 1, a.isAtLeast(b) { return a }
    return try Elementwise.divide(a, b)
  }
  public static prefix func - (a: Term) throws(TensorError) -> Term { try Elementwise.negate(a) }

  /// `x^y`; whole and half powers that have an operation of their own use it.
  public func power(_ y: Term) throws(TensorError) -> Term {
    if case .symbol = self {
      switch y.constant {
      case 1: if isAtLeast(y) { return self }
      case 2: if isAtLeast(y) { return try Elementwise.square(self) }
      default: break
      }
    }
    return try Elementwise.power(self, y)
  }

  /// This term where `mask` is not 0, else 0.
  public func `where`(_ mask: Term) throws(TensorError) -> Term { try Elementwise.choose(mask, self, Term(0)) }

  /// Whether an operation with a single number leaves this term's shape, and it is traced (tensors take the plain way, which
  /// settles the type of the result).
  private func isAtLeast(_ number: Term) -> Bool {
    guard case .symbol = self else { return false }
    return number.rank <= rank
  }
}

extension Elementwise {
  public static let square: Elementwise = Elementwise("square", .mul, 1) { (x, _, g) throws(TensorError) in [try g * Term(2) * x[0]] }
}

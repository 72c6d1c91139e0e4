import Tensor

// Elementary functions of one variable, and atan2.

extension Elementwise {
  public static let exp: Elementwise = Elementwise("exp", .exp, 1) { (_, y, g) throws(TensorError) in [try g * y] }
  public static let log: Elementwise = Elementwise("log", .log, 1, on: 0.1...2) { (x, _, g) throws(TensorError) in [try (g / x[0]).where(g)]
  }
  public static let sin: Elementwise = Elementwise("sin", .sin, 1) { (x, _, g) throws(TensorError) in [try g * Elementwise.cos(x[0])] }
  public static let cos: Elementwise = Elementwise("cos", .cos, 1) { (x, _, g) throws(TensorError) in [try -(g * Elementwise.sin(x[0]))] }
  public static let tanh: Elementwise = Elementwise("tanh", .tanh, 1) { (_, y, g) throws(TensorError) in
    [try g * (Term(1) - Elementwise.square(y))]
  }
  public static let sigmoid: Elementwise = Elementwise("sigmoid", .sigmoid, 1) { (_, y, g) throws(TensorError) in
    [try g * y * (Term(1) - y)]
  }
  public static let relu: Elementwise = Elementwise("relu", .relu, 1, on: 0.1...2) { (x, _, g) throws(TensorError) in
    [try Elementwise.gate(x[0], g)]
  }
  /// 1/√(1 − x²)
  public static let asin: Elementwise = Elementwise("asin", .asin, 1, on: -0.9...0.9) { (x, _, g) throws(TensorError) in
    [try (g / Elementwise.sqrt(Term(1) - Elementwise.square(x[0]))).where(g)]
  }
  public static let acos: Elementwise = Elementwise("acos", .acos, 1, on: -0.9...0.9) { (x, _, g) throws(TensorError) in
    [try (-(g / Elementwise.sqrt(Term(1) - Elementwise.square(x[0])))).where(g)]
  }
  public static let atan: Elementwise = Elementwise("atan", .atan, 1) { (x, _, g) throws(TensorError) in
    [try g / (Elementwise.square(x[0]) + Term(1))]
  }
  /// atan2(y, x): (x dy − y dx)/(x² + y²)
  public static let atan2: Elementwise = Elementwise("atan2", .atan2, 2, on: 0.5...2) { (x, _, g) throws(TensorError) in
    let r = try Elementwise.square(x[0]) + Elementwise.square(x[1])
    return [try (g * x[1] / r).where(g), try (-(g * x[0] / r)).where(g)]
  }
}

import Instructions
import Tensor

// Comparisons, logic and rounding give no gradient; choices pass it to the branch that was taken.

extension Elementwise {
  public static let equal: Elementwise = Elementwise("equal", .equal, 2)
  public static let notEqual: Elementwise = Elementwise("notEqual", .notEqual, 2)
  public static let less: Elementwise = Elementwise("less", .less, 2)
  public static let lessOrEqual: Elementwise = Elementwise("lessOrEqual", .lessEqual, 2)
  public static let greater: Elementwise = Elementwise("greater", .greater, 2)
  public static let greaterOrEqual: Elementwise = Elementwise("greaterOrEqual", .greaterEqual, 2)
  public static let and: Elementwise = Elementwise("and", .and, 2)
  public static let or: Elementwise = Elementwise("or", .or, 2)
  public static let not: Elementwise = Elementwise("not", .not, 1)
  public static let sign: Elementwise = Elementwise("sign", .sign, 1)
  public static let floor: Elementwise = Elementwise("floor", .floor, 1)
  public static let ceil: Elementwise = Elementwise("ceil", .ceil, 1)
  public static let round: Elementwise = Elementwise("round", .round, 1)

  /// where(c, a, b)
  public static let choose: Elementwise = Elementwise("where", .choose, 3) { (x, _, g) throws(TensorError) in
    [nil, try Elementwise.choose(x[0], g, Term(0)), try Elementwise.choose(x[0], Term(0), g)]
  }
  /// a ≤ 0 ? 0 : b
  public static let gate: Elementwise = Elementwise("gate", .gate, 2) { (x, _, g) throws(TensorError) in
    [nil, try Elementwise.gate(x[0], g)]
  }
  /// The value, with no gradient.
  public static let stopGradient: Elementwise = Elementwise("stopGradient", .copy, 1)
}

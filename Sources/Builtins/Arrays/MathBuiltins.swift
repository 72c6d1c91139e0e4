import Catalogue
import Tensor
import Training

/// Functions element by element.
enum MathBuiltins {
  static let all: [Builtin] = functions + [atan2, `where`, stopGradient]

  private static let functions: [Builtin] = [
    function("abs", .abs, "Absolute value.", Example("abs(-3)", prints: "3")),
    function("sqrt", .sqrt, "Square root; nan below 0.", Example("sqrt(2) ^ 2 - 2 < 1e-15", prints: "true")),
    function("exp", .exp, "e to the power x.", Example("exp(0)", prints: "1")),
    function("log", .log, "Natural logarithm.", Example("log(1)", prints: "0")),
    function("sin", .sin, "Sine of an angle in radians.", Example("sin(0)", prints: "0")),
    function("cos", .cos, "Cosine of an angle in radians.", Example("cos([0, 0])", prints: "[1, 1]")),
    function("asin", .asin, "Angle in radians, −π/2 … π/2, whose sine is x.", Example("asin(0)", prints: "0")),
    function("acos", .acos, "Angle in radians, 0 … π, whose cosine is x.", Example("acos(1)", prints: "0")),
    function("atan", .atan, "Angle in radians, −π/2 … π/2, whose tangent is x.", Example("atan(0)", prints: "0")),
    function("tanh", .tanh, "Hyperbolic tangent.", Example("tanh(0)", prints: "0")),
    function("sigmoid", .sigmoid, "1 / (1 + exp(−x)).", Example("sigmoid(0)", prints: "0.5")),
    function("relu", .relu, "max(x, 0), with gradient 0 at 0.", Example("relu([-1, 2])", prints: "[0, 2]")),
    function("floor", .floor, "Largest whole number not above x.", Example("floor(-1.5)", prints: "-2")),
    function("ceil", .ceil, "Smallest whole number not below x.", Example("ceil(1.2)", prints: "2")),
    function("round", .round, "Nearest whole number; halves go to the even one.", Example("round(2.5)", prints: "2")),
    function("sign", .sign, "−1, 0 or 1.", Example("sign(-3)", prints: "-1")),
  ]

  private static func function(_ name: String, _ operation: Elementwise, _ summary: String, _ example: Example) -> Builtin {
    Builtin(name, in: "math", summary, Parameter<Term>("x", "A number or a tensor."), examples: [example]) {
      (context, x) throws(Failure) -> Term in
      context.mark([x])
      return try attempt { () throws(TensorError) in try operation(x) }
    }
  }

  private static let atan2 = Builtin(
    "atan2", in: "math", "Angle of the point (x, y) in radians, −π … π.", Parameter<Term>("y", "Ordinate."),
    Parameter<Term>("x", "Abscissa."), examples: [Example("atan2(0, 1)", prints: "0")]
  ) { (context, y, x) throws(Failure) -> Term in
    context.mark([y, x])
    return try attempt { () throws(TensorError) in try Elementwise.atan2(y, x) }
  }

  private static let `where` = Builtin(
    "where", in: "math", "a where the condition is not 0, else b, element by element; the branch not taken gets no gradient.",
    Parameter<Term>("condition", "0 or 1, or a Bool."), Parameter<Term>("a", "Taken where the condition holds."),
    Parameter<Term>("b", "Taken elsewhere."), examples: [Example("where([1, 0], 5, 6)", prints: "[5, 6]")]
  ) { (context, c, a, b) throws(Failure) -> Term in
    context.mark([c, a, b])
    return try attempt { () throws(TensorError) in try Elementwise.choose(c, a, b) }
  }

  private static let stopGradient = Builtin(
    "stopGradient", in: "math", "x itself, with gradient 0.", Parameter<Term>("x", "A number or a tensor."),
    examples: [Example("grad({ x in stopGradient(x) * x })(3)", prints: "3")]
  ) { (context, x) throws(Failure) -> Term in
    context.mark([x])
    return try attempt { () throws(TensorError) in try Elementwise.stopGradient(x) }
  }
}

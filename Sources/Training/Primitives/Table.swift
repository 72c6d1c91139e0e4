/// Every differentiable primitive and every other operation that a trace can hold. The gradient check goes over it.
public enum Primitives {
  /// Operations element by element, by name.
  public static let elementwise: [Elementwise] = [
    .add, .subtract, .multiply, .divide, .negate, .remainder, .power, .abs, .sqrt, .min, .max, .square,
    .exp, .log, .sin, .cos, .tanh, .sigmoid, .relu, .asin, .acos, .atan, .atan2,
    .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or, .not,
    .sign, .floor, .ceil, .round, .choose, .gate, .stopGradient,
  ]

  /// Kinds of operations with settings of their own.
  public static let structured: [any Primitive.Type] = [
    Reduce.self, CumulativeSum.self, TopMask.self, Reshape.self, Gather.self, ScatterAdd.self, Concatenate.self,
    Product.self, Take.self, TakeBack.self, Draw.self, SampleWeight.self, BatchSum.self, Constant.self, Input.self,
  ]
}

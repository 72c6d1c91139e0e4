import Catalogue
import Tensor
import Training

/// Sums, extremes and what follows from them, over all elements or along an axis.
enum ReductionBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "sum", in: "reductions", "Sum of all elements, or along an axis.", x, axis,
      examples: [Example("sum([1, 2, 3])", prints: "6"), Example("sum([[1, 2], [3, 4]], axis: 0)", prints: "[4, 6]")]
    ) { (context, x, axis) throws(Failure) -> Term in
      try run(context, x) { (x: Term) throws(TensorError) -> Term in try x.sum(axis: axis) }
    },
    Builtin(
      "mean", in: "reductions", "Mean of all elements, or along an axis.", x, axis, examples: [Example("mean([1, 2, 6])", prints: "3")]
    ) { (context, x, axis) throws(Failure) -> Term in
      try run(context, x) { (x: Term) throws(TensorError) -> Term in try x.mean(axis: axis) }
    },
    Builtin(
      "variance", in: "reductions", "Mean square distance from the mean, divided by the number of elements less ddof.", x, axis,
      Parameter<Int>("ddof", "0 for the population, 1 for a sample.", default: "1"),
      examples: [Example("variance([1, 2, 3])", prints: "1")]
    ) { (context, x, axis, ddof) throws(Failure) -> Term in
      try run(context, x) { (x: Term) throws(TensorError) -> Term in try x.variance(axis: axis, ddof: ddof) }
    },
    Builtin(
      "cumsum", in: "reductions", "Running sums, along an axis or over all elements in order.", x, axis,
      examples: [Example("cumsum([1, 2, 3])", prints: "[1, 3, 6]")]
    ) { (context, x, axis) throws(Failure) -> Term in
      try run(context, x) { (x: Term) throws(TensorError) -> Term in try x.cumulativeSum(axis: axis) }
    },
    extreme("min", .min, .min, "The smaller of x and y, element by element; of x alone, its smallest element, also along an axis."),
    extreme("max", .max, .max, "The larger of x and y, element by element; of x alone, its largest element, also along an axis."),
    position("argmin", .argmin, "Number of the smallest element, the first of equal ones.", "argmin([3, 1, 2])"),
    position("argmax", .argmax, "Number of the largest element, the first of equal ones.", "argmax([1, 3, 2])"),
    truth("any", .any, "Whether any element is not 0.", "any([0, 1])"),
    truth("all", .all, "Whether all elements are not 0.", "all([1, 1])"),
    Builtin(
      "topk", in: "reductions", "The vector with all but its k largest elements set to 0.", Parameter<Term>("x", "A vector [n]."),
      Parameter<Int>("k", "How many stay."), examples: [Example("topk([1, 5, 3], 2)", prints: "[0, 5, 3]")]
    ) { (context, x, k) throws(Failure) -> Term in
      try run(context, x) { (x: Term) throws(TensorError) -> Term in try x.top(k) }
    },
    Builtin(
      "dot", in: "reductions", "Sum of the products of two vectors' elements.", Parameter<Term>("a", "A vector [n]."),
      Parameter<Term>("b", "A vector [n]."), examples: [Example("dot([1, 2], [3, 4])", prints: "11")]
    ) { (context, a, b) throws(Failure) -> Term in
      context.mark([a, b])
      guard a.rank == 1, b.rank == 1 else {
        throw Failure("dot takes two vectors, not \(shapeText(a.shape)) and \(shapeText(b.shape))")
      }
      return try attempt { () throws(TensorError) in try Term.product(a, b) }
    },
    Builtin(
      "norm", in: "reductions", "Euclidean length: the root of the sum of squares of all elements; its gradient at 0 is 0.",
      Parameter<Term>("x", "A tensor."), examples: [Example("norm([3, 4])", prints: "5")]
    ) { (context, x) throws(Failure) -> Term in
      try run(context, x) { (x: Term) throws(TensorError) -> Term in
        let squares = try Elementwise.square(x).sum()
        return try Elementwise.sqrt(squares).where(squares)
      }
    },
  ]

  private static let x = Parameter<Term>("x", "A number or a tensor.")
  private static let axis = Parameter<Int?>("axis", "Number of the axis, negative from the end; nil for all elements.", default: "nil")

  private static func run(
    _ context: any Context, _ x: Term, _ body: (Term) throws(TensorError) -> Term
  ) throws(Failure) -> Term {
    context.mark([x])
    return try attempt { () throws(TensorError) in try body(x) }
  }

  private static func extreme(_ name: String, _ pair: Elementwise, _ kind: Reduce.Kind, _ summary: String) -> Builtin {
    Builtin(
      name, in: "reductions", summary, x,
      Parameter<Term?>("y", "Compared with x; broadcast.", default: "nil"), axis,
      examples: [Example("\(name)([2, 3], 2) == 2", prints: name == "min" ? "[1, 1]" : "[1, 0]")]
    ) { (context, x, y, axis) throws(Failure) -> Term in
      guard let y else { return try run(context, x) { (x: Term) throws(TensorError) -> Term in try x.reduced(kind, axis: axis) } }
      guard axis == nil else { throw Failure("\(name) takes y or axis, not both") }
      context.mark([x, y])
      return try attempt { () throws(TensorError) in try pair(x, y) }
    }
  }

  private static func position(_ name: String, _ kind: Reduce.Kind, _ summary: String, _ example: String) -> Builtin {
    Builtin(name, in: "reductions", summary, x, axis, examples: [Example(example, prints: "1")]) {
      (context, x, axis) throws(Failure) -> Term in
      try run(context, x) { (x: Term) throws(TensorError) -> Term in try x.reduced(kind, axis: axis) }
    }
  }

  /// Without an axis the result is a Bool, unless the value is traced.
  private static func truth(_ name: String, _ kind: Reduce.Kind, _ summary: String, _ example: String) -> Builtin {
    Builtin(name, in: "reductions", summary, x, axis, examples: [Example(example, prints: "true")]) {
      (context, x, axis) throws(Failure) -> Value in
      let result = try run(context, x) { (x: Term) throws(TensorError) -> Term in try x.reduced(kind, axis: axis) }
      if axis == nil, case .tensor(let tensor) = result { return .bool(tensor.doubles[0] != 0) }
      return result.value
    }
  }
}

import Catalogue
import Tensor
import Training

/// Tensors from nothing.
enum MakingBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "tensor", in: "tensors", "A tensor of a list of numbers, or of lists of equal lengths.",
      Parameter<Term>("x", "Numbers, lists of them, or tensors of one shape."),
      examples: [Example("tensor([[1, 2], [3, 4]]).shape", prints: "[2, 2]")]
    ) { (_, x) throws(Failure) -> Value in .object(ArrayObject(x)) },
    filled("zeros") { (shape) throws(TensorError) in try Tensor.zeros(shape) },
    filled("ones") { (shape) throws(TensorError) in try Tensor.ones(shape) },
    Builtin(
      "full", in: "tensors", "A tensor with all elements equal.", Parameter<Double>("x", "The element."),
      Parameter<ShapeArgument>("shape", "Length of each axis."), examples: [Example("full(3, shape: 2)", prints: "[3, 3]")]
    ) { (_, x, shape) throws(Failure) -> Term in
      try attempt { () throws(TensorError) in .tensor(try Tensor.full(shape.shape, x)) }
    },
    Builtin(
      "eye", in: "tensors", "The identity matrix [n × n].", Parameter<Int>("n", "Rows and columns."),
      examples: [Example("eye(2)[0]", prints: "[1, 0]")]
    ) { (_, n) throws(Failure) -> Term in
      guard n >= 0 else { throw Failure("eye: n is not negative, and \(n) is") }
      return try attempt { () throws(TensorError) in .tensor(try Tensor.eye(n)) }
    },
    Builtin(
      "arange", in: "tensors", "0, 1, … below n; or from a start below an end, by a step.",
      Parameter<Double>("n", "How many; the start where an end is given."),
      Parameter<Double?>("end", "Not reached.", default: "nil"), Parameter<Double>("step", "Distance of neighbours.", default: "1"),
      examples: [Example("arange(3)", prints: "[0, 1, 2]"), Example("arange(1, 2, 0.5)", prints: "[1, 1.5]")]
    ) { (_, n, end, step) throws(Failure) -> Term in
      try attempt { () throws(TensorError) in
        guard let end else { return .tensor(try Tensor.arange(n)) }
        return .tensor(try Tensor.arange(from: n, to: end, step: step))
      }
    },
    Builtin(
      "float32", in: "tensors", "The tensor in Float32: each element rounded to the nearest Float.", Parameter<Known>("x", "A tensor."),
      examples: [Example("float32([0.1])[0] == 0.1", prints: "false")]
    ) { (_, x) throws(Failure) -> Term in .tensor(x.tensor.float32) },
    Builtin(
      "float64", in: "tensors", "The tensor in Float64.", Parameter<Known>("x", "A tensor."),
      examples: [Example("float64([1, 2])", prints: "[1, 2]")]
    ) { (_, x) throws(Failure) -> Term in .tensor(x.tensor.float64) },
  ]

  /// `zeros(2, 3)` and `zeros([2, 3])`.
  private static func filled(_ name: String, _ make: @escaping @Sendable ([Int]) throws(TensorError) -> Tensor) -> Builtin {
    Builtin(
      name, in: "tensors", "A tensor of \(name), of the given shape.",
      Parameter<[Value]>("shape", "Length of each axis, or one list of them.", rest: true),
      examples: [Example("\(name)(2, 3).shape", prints: "[2, 3]")]
    ) { (context, lengths) throws(Failure) -> Value in
      let given = lengths.count == 1 ? lengths[0] : .list(lengths)
      guard let shape = ShapeArgument(given)?.shape else {
        for case .number(let length) in lengths where length > 0x1p53 || length < 0 || length != length.rounded() {
          throw Failure("\(name): a length is a whole number that is not negative, not \(numberText(length))")
        }
        throw Failure("\(name): the shape is \(ShapeArgument.expectation), not \(context.describe(given))")
      }
      return .object(ArrayObject(try attempt { () throws(TensorError) in .tensor(try make(shape)) }))
    }
  }
}

import Catalogue
import Tensor
import Training

/// Closures over many samples.
enum SampleBuiltins {
  static let all: [Builtin] = [sample, each, loss]

  private static let sample = Builtin(
    "sample", in: "distributions", "Samples of a distribution, a row each. [count × n]",
    Parameter<DistributionArgument>("distribution", "What is drawn from."), Parameter<Int>("count", "How many."), seed, precision,
    examples: [Example("sample(sparse(5), 3).shape", prints: "[3, 5]")]
  ) { (context, distribution, count, seed, precision) throws(Failure) -> Tensor in
    guard count >= 0 else { throw Failure("sample: count is not negative, and \(count) is") }
    return try sampled(distribution.value, count, key: context.key(seed), precision: precision.value, in: context)
  }

  private static let each = Builtin(
    "each", in: "distributions", "What a closure gives for each row of a tensor, in one pass: results with the rows' axis in front.",
    Parameter<Known>("X", "A tensor [rows × …], or a vector of numbers."), precision,
    Parameter<Callable>("f", "A closure of one row; it may draw."),
    examples: [Example("each([[1, 2], [3, 4]]) { x in sum(x) }", prints: "[3, 7]")]
  ) { (context, table, precision, f) throws(Failure) -> Value in
    let tensor = table.tensor
    guard let count = tensor.shape.first else { throw Failure("each goes over the rows of a tensor, not over one number") }
    let samples = Samples(tensor, precision: precision.value)
    let key = context.engine.seeds.next()
    let shape = Array(tensor.shape.dropFirst())
    return try rows(count, table: samples, shape: shape, key: key, precision: precision.value, in: context) { (row) throws(Failure) in
      try context.apply(f.value, row)
    }
  }

  private static let loss = Builtin(
    "loss", in: "training", "Mean loss of a model on fresh samples, and its standard error: (value:, error:).",
    Parameter<ModelArgument>("m", "A model."), Parameter<Int>("samples", "How many.", default: "100000"), seed,
    Parameter<Value>("data", "A distribution, or a tensor of samples.", default: "m.data"),
    Parameter<Callable>(
      "loss", "A number for one sample: { y, x in … }. A closure behind the call is the loss.",
      default: "if m.loss == nil { mse } else { m.loss }", closure: true),
    Parameter<Value>("importance", "Weight of each feature.", default: "m.importance"),
    examples: [Example("loss(toy(n: 5, h: 2), samples: 100).value > 0", prints: "true")]
  ) { (context, model, samples, seed, data, loss, importance) throws(Failure) -> Value in
    let m = model.value
    let key = context.key(seed)
    func one(_ x: Value) throws(Failure) -> Value {
      let y = try context.call(m.forward, .record(m.parameters), x)
      return try context.call(loss.value, offering: [y, x, .record(m.parameters), .number(1)], labelled: [("importance", importance)])
    }
    let values: Value
    if case .object(let object) = data, let distribution = object as? Distribution {
      guard samples >= 2 else { throw Failure("loss: samples is at least 2, not \(samples)") }
      values = try rows(samples, key: key, precision: .float32, in: context) { (_) throws(Failure) in
        try one(try distribution.traced(in: context).value)
      }
    } else if case .tensor(let tensor)? = try Term.reading(data), tensor.rank >= 1 {
      let table = Samples(tensor, precision: .float32)
      values = try rows(table.count, table: table, shape: Array(tensor.shape.dropFirst()), key: key, precision: .float32, in: context, one)
    } else {
      throw context.noData(data)
    }
    guard case .tensor(let all)? = try Term.reading(values), all.rank == 1 else {
      throw Failure("a loss is one number for a sample", hint: "sum(…) or mean(…) makes a number of a tensor")
    }
    guard all.count > 0 else { throw Failure("loss: the data has no samples") }
    let numbers = all.doubles
    let mean = numbers.reduce(0, +) / Double(numbers.count)
    let spread = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, numbers.count - 1))
    let error = (spread / Double(numbers.count)).squareRoot()
    return .record(Record(["value": .number(mean), "error": .number(error)]))
  }

  static let seed = Parameter<SeedArgument?>("seed", "Of the draws alone; nil takes the session's next key.", default: "nil")
  static let precision = Parameter<PrecisionArgument>("precision", "32 or 64 bits.", default: "32")
}

import Catalogue
import Tensor
import Training

/// Random numbers: in a trace a draw for each sample, elsewhere numbers from the session's next key.
enum RandomBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "uniform", in: "random", "Uniform on [low, high).", Parameter<Term>("low", "Lower end.", default: "0"),
      Parameter<Term>("high", "Upper end, not reached.", default: "1"), shape,
      examples: [Example("uniform(0, 1, shape: [2, 3]).shape", prints: "[2, 3]")]
    ) { (context, low, high, shape) throws(Failure) -> Term in
      let unit = try draw(context, shape) { (generator: inout Generator, shape) throws(TensorError) in try generator.uniform(shape) }
      context.mark([unit])
      return try attempt { () throws(TensorError) in try low + (high - low) * unit }
    },
    Builtin(
      "normal", in: "random", "Normal with a mean and a standard deviation.", Parameter<Term>("mean", "Mean.", default: "0"),
      Parameter<Term>("std", "Standard deviation.", default: "1"), shape, examples: [Example("normal(0, 1, shape: 4).shape", prints: "[4]")]
    ) { (context, mean, std, shape) throws(Failure) -> Term in
      if let trace = context.perSampleTrace {
        trace.graph.origin = Origin(context.span)
        let radius = trace.graph.uniform(shape: shape.shape)
        let angle = trace.graph.uniform(shape: shape.shape)
        return try attempt { () throws(TensorError) in
          // Box and Muller; 1 − u lies in (0, 1]
          let r = try Elementwise.sqrt(Term(-2) * Elementwise.log(Term(1) - radius))
          return try mean + std * (r * Elementwise.cos(Term(2 * Double.pi) * angle))
        }
      }
      let unit = try draw(context, shape) { (generator: inout Generator, shape) throws(TensorError) in try generator.normal(shape) }
      return try attempt { () throws(TensorError) in try mean + std * unit }
    },
    Builtin(
      "randint", in: "random", "Whole numbers 0 … n − 1, all equally likely.", Parameter<Int>("n", "How many there are, at most 2²⁴."),
      shape,
      examples: [Example("randint(1)", prints: "0")]
    ) { (context, n, shape) throws(Failure) -> Term in
      guard n >= 1, n <= 1 << 24 else { throw Failure("randint: n lies between 1 and 2^24, not \(n)") }
      if let trace = context.perSampleTrace {
        trace.graph.origin = Origin(context.span)
        return trace.graph.integers(below: n, shape: shape.shape)
      }
      return try draw(context, shape) { (generator: inout Generator, shape) throws(TensorError) in
        try generator.integers(below: n, shape)
      }
    },
    Builtin(
      "permutation", in: "random", "The numbers 0 … n − 1 in random order.", Parameter<Int>("n", "How many."),
      examples: [Example("sorted(permutation(3))", prints: "[0, 1, 2]")]
    ) { (context, n) throws(Failure) -> Tensor in
      var generator = try known(context, "permutation")
      return OrderBuiltins.whole(try attempt { () throws(TensorError) in try generator.permutation(n) })
    },
    Builtin(
      "choice", in: "random", "k different numbers of elements, drawn in proportion to weights.",
      Parameter<Known>("weights", "Not negative; [n]."), Parameter<Int>("k", "How many."),
      examples: [Example("choice([0, 1], 1)", prints: "[1]")]
    ) { (context, weights, k) throws(Failure) -> Tensor in
      var generator = try known(context, "choice")
      return OrderBuiltins.whole(try attempt { () throws(TensorError) in try generator.choice(weights: weights.tensor.doubles, k) })
    },
    Builtin(
      "orthogonal", in: "random", "A random orthogonal matrix [n × n], uniform (Haar).", Parameter<Int>("n", "Rows and columns."),
      examples: [Example("round(norm(orthogonal(3)[0]) * 1e6)", prints: "1000000")]
    ) { (context, n) throws(Failure) -> Tensor in
      var generator = try known(context, "orthogonal")
      return try attempt { () throws(TensorError) in try generator.orthogonal(n) }
    },
    Builtin(
      "seed", in: "random", "Sets the session's seed; with a block, runs it under its own seed and gives its value.",
      Parameter<Int>("seed", "A whole number."), Parameter<Value>("block", "A closure without arguments.", default: "nil"),
      examples: [Example("seed(7) { uniform() } == seed(7) { uniform() }", prints: "true")]
    ) { (context, seed, block) throws(Failure) -> Value in
      let engine = context.engine
      guard case .nothing = block else {
        let outer = engine.seeds
        defer { engine.seeds = outer }
        engine.seed(UInt64(bitPattern: Int64(seed)))
        return try context.call(block, [])
      }
      engine.seed(UInt64(bitPattern: Int64(seed)))
      return .nothing
    },
  ]

  private static let shape = Parameter<ShapeArgument>("shape", "Length of each axis; [] for one number.", default: "[]")

  /// Uniform or whole numbers in [0, 1) for a trace, or what `eager` makes of the session's next key.
  private static func draw(
    _ context: any Context, _ shape: ShapeArgument, _ eager: (inout Generator, [Int]) throws(TensorError) -> Tensor
  ) throws(Failure) -> Term {
    if let trace = context.perSampleTrace {
      trace.graph.origin = Origin(context.span)
      return trace.graph.uniform(shape: shape.shape)
    }
    let count = try attempt { () throws(TensorError) in try Tensor.checkedCount(shape.shape) }
    var generator = Generator(context.engine.seeds.next())
    guard count > part else { return .tensor(try attempt { () throws(TensorError) in try eager(&generator, shape.shape) }) }
    var elements: [Double] = []
    elements.reserveCapacity(count)
    while elements.count < count {
      try context.checkpoint()
      let next = [min(part, count - elements.count)]
      elements += try attempt { () throws(TensorError) in try eager(&generator, next).doubles }
    }
    return .tensor(Tensor(elements, shape: shape.shape))
  }

  /// Numbers that are drawn between two looks at whether the user interrupts.
  private static let part = 1 << 21

  private static func known(_ context: any Context, _ name: String) throws(Failure) -> Generator {
    if context.perSampleTrace != nil { throw Failure("\(name) cannot be drawn for each sample; draw it outside the closure") }
    return Generator(context.engine.seeds.next())
  }
}

extension Context {
  /// The trace under way, if draws in it are made for each sample.
  var perSampleTrace: Tracer? {
    guard let trace = engine.traces.last, trace.drawsPerSample else { return nil }
    return trace
  }
}

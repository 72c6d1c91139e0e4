import Catalogue
import Tensor
import Training

/// Derivatives of closures, and what they compute.
enum GradientBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "grad", in: "gradients", "The gradient of a function with one number as its result, by its first argument: a function.",
      Parameter<Callable>("f", "Of a number, a tensor, or a list or record of them."),
      examples: [Example("grad({ w in sum(w^2) })([1, 2, 3])", prints: "[2, 4, 6]")]
    ) { (_, f) throws(Failure) -> Value in
      .object(
        HostFunction("grad", parameters: nil) { (context, arguments) throws(Failure) in try derivative(f.value, arguments, in: context).grad
        })
    },
    Builtin(
      "valueAndGrad", in: "gradients", "A function that gives the value and the gradient of another: (value:, grad:).",
      Parameter<Callable>("f", "Of a number, a tensor, or a list or record of them."),
      examples: [Example("valueAndGrad({ w in sum(w^2) })([1, 2]).value", prints: "5")]
    ) { (_, f) throws(Failure) -> Value in
      .object(
        HostFunction("valueAndGrad", parameters: nil) { (context, arguments) throws(Failure) in
          let result = try derivative(f.value, arguments, in: context)
          return .record(Record(["value": result.value, "grad": result.grad]))
        })
    },
    Builtin(
      "trace", in: "gradients",
      """
      The operations of one evaluation, inputs before outputs: records (op:, inputs:, transposed:, value:, line:).

      A product may take the transpose of an input, as `transposed` says of each; a vector before a matrix is recorded behind its transpose.
      """,
      Parameter<Callable>("f", "A function of a tensor."), Parameter<Known>("x", "Where it is evaluated."),
      examples: [
        Example("trace({ x in relu(x) }, [1, -1]).count", prints: "2"),
        Example("trace({ x in x @ eye(2).T }, [1, -1])[2].transposed", prints: "[true, false]"),
      ]
    ) { (context, f, x) throws(Failure) -> Value in
      try TraceListing.make(f.value, x.tensor, in: context)
    },
  ]

  private static func derivative(
    _ f: Value, _ arguments: [Value], in context: any Context
  ) throws(Failure) -> (value: Value, grad: Value) {
    let leaves = try Tree.leaves(arguments[0])
    for case .symbol(let symbol) in leaves { return try traced(f, arguments, leaves, symbol.graph, in: context) }
    // f may use what a trace under way has recorded
    if let outer = context.engine.traces.last { return try traced(f, arguments, leaves, outer.graph, in: context) }
    let tracer = Tracer(drawsPerSample: false)
    let graph = tracer.graph
    let inputs = leaves.map { graph.input(shape: $0.shape, level: .step) }
    let output = try context.engine.tracing(tracer) { () throws(Failure) -> Symbol in
      let argument = try Tree.rebuilt(arguments[0], from: inputs.map { .symbol($0) })
      return try number(try context.call(f, ([argument] + arguments.dropFirst()).map { Argument(nil, $0) }), graph, in: context)
    }
    let gradients = try attempt { () throws(TensorError) in try graph.gradient(of: output, by: inputs, overBatch: false) }
    var known: [(Symbol, Tensor)] = []
    for case (let input, .tensor(let tensor)) in zip(inputs, leaves) { known.append((input, tensor)) }
    return try evaluated(graph, output, gradients, known, like: arguments[0], leaves)
  }

  /// Inside a trace the derivative is more of the trace; what depends on nothing that is traced is computed at once.
  private static func traced(
    _ f: Value, _ arguments: [Value], _ leaves: [Term], _ graph: Graph, in context: any Context
  ) throws(Failure) -> (value: Value, grad: Value) {
    // names of their own, so that what f captures does not count as its argument
    let inputs = try leaves.map { (leaf) throws(Failure) in
      try attempt { () throws(TensorError) in graph.alias(try leaf.symbol(in: graph)) }
    }
    let argument = try Tree.rebuilt(arguments[0], from: inputs.map { .symbol($0) })
    let output = try number(try context.call(f, ([argument] + arguments.dropFirst()).map { Argument(nil, $0) }), graph, in: context)
    let gradients = try attempt { () throws(TensorError) in try graph.gradient(of: output, by: inputs, overBatch: false) }
    if ([output] + gradients).allSatisfy({ $0.level == .constant }) {
      return try evaluated(graph, output, gradients, [], like: arguments[0], leaves)
    }
    return (Term.symbol(output).value, try Tree.rebuilt(arguments[0], from: gradients.map { .symbol($0) }))
  }

  private static func number(_ value: Value, _ graph: Graph, in context: any Context) throws(Failure) -> Symbol {
    guard let term = try Term.reading(value), term.shape.isEmpty else {
      throw Failure("a gradient is of a function that gives one number; this one gives \(context.describe(value))")
    }
    return try attempt { () throws(TensorError) in try term.symbol(in: graph) }
  }

  /// Value and gradient in numbers, the gradient in the types of the argument's tensors.
  private static func evaluated(
    _ graph: Graph, _ output: Symbol, _ gradients: [Symbol], _ known: [(Symbol, Tensor)], like argument: Value, _ leaves: [Term]
  ) throws(Failure) -> (value: Value, grad: Value) {
    let values = graph.evaluate([output] + gradients, inputs: known)
    let typed = zip(values.dropFirst(), leaves).map { value, leaf in
      if case .tensor(let tensor) = leaf, tensor.isFloat32 { return Term.tensor(value.float32) }
      return Term.tensor(value.float64)
    }
    return (values[0].value, try Tree.rebuilt(argument, from: typed))
  }
}

import Catalogue
import Tensor
import Training

/// One training step as a trace: sample, model, loss, gradient, optimizer, constraints.
struct TracedStep {
  /// Sample, model, loss and gradient.
  let mean: TracedLoss
  /// The optimizer's state.
  var state: [Symbol] = []
  /// The schedule's factor, where it is asked anew each step.
  var factor: Symbol?
  /// New values of the parameters, then of the state.
  var updates: [(input: Symbol, value: Symbol)] { parameterUpdates + stateUpdates }
  private(set) var parameterUpdates: [(input: Symbol, value: Symbol)] = []
  private var stateUpdates: [(input: Symbol, value: Symbol)] = []
  private var parameters: [Symbol] { mean.parameters }

  /// - shape: of a sample that is read from a table; nil where there is none.
  init(
    _ model: Model, _ settings: TrainingSettings, states: [Record], tracer: Tracer, shape: [Int]?, in context: any Context
  ) throws(Failure) {
    mean = try TracedLoss(model, settings, tracer: tracer, shape: shape, in: context)
    let graph = tracer.graph
    for record in states { state += try Tree.leaves(.record(record)).map { graph.input(shape: $0.shape, level: .step) } }
    let factorTerm = try schedule(settings, graph, in: context)
    let t = Term.symbol(mean.step).value
    try update(model, settings, states: states, gradients: mean.gradients, factor: factorTerm, t: t, in: context)
  }

  /// The schedule's factor: a number that the graph computes, or one that is asked for at each step.
  private mutating func schedule(_ settings: TrainingSettings, _ graph: Graph, in context: any Context) throws(Failure) -> Term {
    if let constant = try? context.call(settings.schedule, offering: [Term.symbol(mean.step).value, Term.symbol(mean.step).value]),
      case .number(let x) = constant
    {
      return Term(x)
    }
    let symbol = graph.input(shape: [], level: .number)
    factor = symbol
    return .symbol(symbol)
  }

  /// New values of parameters and state.
  private mutating func update(
    _ model: Model, _ settings: TrainingSettings, states: [Record], gradients: [Symbol], factor: Term, t: Value, in context: any Context
  ) throws(Failure) {
    for name in Array(settings.gradient.fields.keys) + Array(settings.constrain.fields.keys) where model.parameters[name] == nil {
      throw Failure("this model has no parameter \(name); it has \(model.parameters.fields.keys.joined(separator: ", "))")
    }
    var next = 0
    var nextState = 0
    for (name, value) in model.parameters.fields {
      for _ in try Tree.leaves(value) {
        let p = parameters[next]
        var gradient = Term.symbol(gradients[next]).value
        if let change = settings.gradient[name] {
          gradient = try context.call(change, offering: [gradient, Term.symbol(p).value])
          try check(gradient, "the gradient of \(name)", like: p, in: context)
        }
        let start = Value.record(states[next])
        let count = try Tree.leaves(start).count
        let symbols = self.state[nextState..<nextState + count].map { Term.symbol($0) }
        let s = try Tree.rebuilt(start, from: symbols)
        let result = try context.call(settings.optimizer.update, offering: [gradient, s, Term.symbol(p).value, t])
        try apply(result, to: p, s, first: nextState, settings.constrain[name], factor, in: context)
        next += 1
        nextState += count
      }
    }
  }

  /// Reads what an update gave: the step, and the state's new values.
  private mutating func apply(
    _ result: Value, to p: Symbol, _ s: Value, first: Int, _ constraint: Value?, _ factor: Term, in context: any Context
  ) throws(Failure) {
    guard case .record(let fields) = result, let given = fields["step"] else {
      let what =
        if case .record(let fields) = result { "one with \(fields.fields.keys.joined(separator: ", "))" } else { context.describe(result) }
      throw Failure("an optimizer's update gives a record (step: …, …), not \(what)")
    }
    let move = try check(given, "the step of an optimizer's update", like: p, in: context)
    var new = try attempt { () throws(TensorError) in try .symbol(p) + move * factor }
    if let constraint {
      let value = try context.call(constraint, new.value)
      guard let constrained = try Term.reading(value) else {
        throw Failure("a constraint gives the parameter's new value, not \(context.describe(value))")
      }
      new = constrained
    }
    parameterUpdates.append((p, try value(new, like: p)))
    guard case .record(let old) = s else { return }
    var at = first
    for (name, before) in old.fields {
      let (leaves, was) = (try Tree.leaves(fields[name] ?? before, name), try Tree.leaves(before).count)
      guard leaves.count == was else {
        throw Failure("an optimizer's update keeps the form of its state: \(name) holds \(was) tensors, and this one gives \(leaves.count)")
      }
      for leaf in leaves {
        stateUpdates.append((state[at], try value(leaf, like: state[at])))
        at += 1
      }
    }
  }

  /// What stands for a parameter's gradient or step: a tensor of its shape, or a number for all elements.
  @discardableResult private func check(_ value: Value, _ what: String, like p: Symbol, in context: any Context) throws(Failure) -> Term {
    guard let term = try Term.reading(value) else {
      throw Failure("\(what) is a tensor \(shapeText(p.shape)), not \(context.describe(value))")
    }
    guard term.shape == p.shape || term.count == 1 else {
      throw Failure("\(what) is a tensor \(shapeText(p.shape)), not \(shapeText(term.shape))")
    }
    return term
  }

  /// A value for an input: of its shape, or a number for all elements.
  private func value(_ term: Term, like input: Symbol) throws(Failure) -> Symbol {
    guard term.shape == input.shape || term.count == 1 else {
      throw Failure("an update keeps the shape \(shapeText(input.shape)); this one gives \(shapeText(term.shape))")
    }
    return try attempt { () throws(TensorError) in try term.symbol(in: input.graph) }
  }
}

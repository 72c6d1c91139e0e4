import Catalogue
import Tensor
import Training

/// What a user builds experiments from: models, distributions, optimizers.
enum ModelBuiltins {
  static let all: [Builtin] = [model, parameters, data, optimizer, minimizer, copy]

  private static let model = Builtin(
    "model", in: "models", "A function { p, x in … } of parameters and one sample, with the parameters' starting values.",
    Parameter<Record?>("start", "The parameters as a record, in place of labels.", default: "nil"),
    Parameter<Value>("data", "What `train` draws samples from.", default: "nil"),
    Parameter<Value>("importance", "Weight of each feature in the loss.", default: "1"),
    Parameter<Value>("loss", "Loss of one sample; nil for mse.", default: "nil"),
    Parameter<Record>("parameters", "Parameters by name: tensors, or lists or records of them.", labels: true),
    Parameter<Callable>("forward", "{ p, x in … }: the model's result for one sample."),
    examples: [Example("model(w: [2, 3]) { p, x in p.w * x }([1, 1])", prints: "[2, 3]")]
  ) { (context, start, data, importance, loss, labels, forward) throws(Failure) -> Value in
    var parameters = Record()
    for (name, value) in start?.fields ?? [:] { parameters[name] = try Model.stored(name, value) }
    for (name, value) in labels.fields { parameters[name] = try Model.stored(name, value) }
    guard !parameters.fields.isEmpty else {
      throw Failure("a model has at least one parameter", hint: "model(W: zeros(3, 90)) { p, x in p.W @ x }")
    }
    let settings = Record(["data": data, "importance": importance, "loss": loss])
    return .object(Model(parameters: parameters, settings: settings, forward: forward.value))
  }

  private static let parameters = Builtin(
    "parameters", in: "models", "A model's parameters as a record by name.", Parameter<ModelArgument>("m", "A model."),
    examples: [Example("keys(parameters(toy(n: 5, h: 2)))", prints: "[\"W\", \"b\"]")]
  ) { (_, model) throws(Failure) -> Record in model.value.parameters }

  private static let data = Builtin(
    "data", in: "distributions", "A distribution: a closure that draws one sample of n features.",
    Parameter<Int>("n", "Number of features."),
    Parameter<Record>("attributes", "What is known of it: name, positions, moments, active, exact.", labels: true),
    Parameter<Callable>("draw", "A closure without arguments that gives a vector [n]."),
    examples: [Example("sample(data(2) { uniform(0, 1, shape: 2) }, 3).shape", prints: "[3, 2]")]
  ) { (_, n, attributes, draw) throws(Failure) -> Value in
    guard n >= 1 else { throw Failure("data: n is at least 1, not \(n)") }
    return .object(Distribution(n: n, draw: draw.value, attributes: attributes))
  }

  private static let optimizer = Builtin(
    "optimizer", in: "optimizers", "How a parameter follows its gradient: an update { g, s, p, t in (step: …, …) } and its state's start.",
    Parameter<Value>("from", "An optimizer, or a function whose defaults give one.", default: "nil"),
    Parameter<Callable?>("init", "{ p in … } gives the state a parameter starts with.", default: "nil"),
    Parameter<Record>("state", "Starting values by name: a number for all elements, or a tensor.", labels: true),
    Parameter<Callable?>("update", "Gets gradient, state, parameter and the number of the step from 1 on.", default: "nil"),
    examples: [Example("optimizer(v: 0) { g, s, p, t in (step: -0.1 * g, v: s.v) }", prints: "Optimizer with state v")]
  ) { (context, from, start, state, update) throws(Failure) -> Value in
    guard let update else {
      guard case .nothing = from else { return .object(try Optimizer.reading(from, in: context)) }
      throw Failure("an optimizer needs an update { g, s, p, t in (step: …) }")
    }
    guard case .nothing = from else { throw Failure("optimizer takes an optimizer to copy or an update, not both") }
    return .object(Optimizer(start: state, initial: start?.value ?? .nothing, update: update.value))
  }

  private static let minimizer = Builtin(
    "minimizer", in: "optimizers",
    "One iteration { f, p, s in (p:, value:, state:) } on all parameters as one vector, for a loss that does not change: f(p) is (value:, grad:).",
    Parameter<Callable>("init", "{ f, p in … } gives the state it starts with, a record."),
    Parameter<Callable>("iteration", "Gets f, the vector and the state; gives the new vector, the loss before it, and the new state."),
    examples: [
      Example(
        "minimizer(init: { f, p in (:) }) { f, p, s in let v = f(p); (p: p - v.grad, value: v.value, state: s) }", prints: "Minimizer")
    ]
  ) { (_, start, iteration) throws(Failure) -> Value in .object(Minimizer(initial: start.value, iteration: iteration.value)) }

  private static let copy = Builtin(
    "copy", in: "models", "A model with the same values that training the other does not change; any other value is itself.",
    Parameter<Value>("x", "A model."),
    Parameter<Record>("parameters", "Values that some parameters have in the copy, by name.", default: "(:)"),
    examples: [
      Example("copy(toy(n: 3, h: 1)).W.shape", prints: "[1, 3]"), Example("copy(toy(n: 2, h: 1), (b: [1, 2])).b", prints: "[1, 2]"),
    ]
  ) { (context, x, parameters) throws(Failure) -> Value in
    guard case .object(let object) = x, let model = object as? Model else { return x }
    let copy = model.copied
    for (name, value) in parameters.fields {
      guard copy.parameters[name] != nil else { throw copy.noParameter(name) }
      try copy.setMember(name, to: value, in: context)
    }
    return .object(copy)
  }
}

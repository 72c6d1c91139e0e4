import Catalogue
import Tensor
import Training

/// Training, and what repeats it.
enum TrainBuiltins {
  static let all: [Builtin] = [train, many, best]

  private static let train = Builtin(
    "train", in: "training", "Trains a model; or goes on with a run for more steps.",
    Parameter<TrainedArgument>("m", "A model, or a run to go on with: train(run, steps)."),
    Parameter<Value>("optimizer", "An optimizer, or a function whose defaults give one; the number of steps after a run.", default: "nil"),
    Parameter<Int?>("steps", "How many steps are made.", default: "nil"),
    Parameter<Value>("data", "A distribution, or a tensor [samples × features]: shuffled mini-batches.", default: "m.data"),
    Parameter<Int?>("batch", "Samples a step; nil takes all rows of a tensor.", default: "1024"),
    Parameter<Value>("loss", "{ y, x, p, t in … }: a number for one sample.", default: "if m.loss == nil { mse } else { m.loss }"),
    Parameter<Value>("importance", "Weight of each feature, for a loss that declares it.", default: "m.importance"),
    Parameter<Int>("record", "How many frames of the parameters are kept.", default: "0"),
    Parameter<Callable?>("until", "{ run in … }: asked every 100 steps whether to stop.", default: "nil"),
    Parameter<Callable>("schedule", "{ step, steps in … }: a factor of each step.", default: "constant"),
    SampleBuiltins.seed,
    Parameter<Record?>("constrain", "By parameter: what it becomes after each step.", default: "nil"),
    Parameter<Record?>("gradient", "By parameter: { g, w in … }, its gradient before the optimizer.", default: "nil"),
    Parameter<Callable?>("objective", "{ p in … }: a number to make small, in place of data and loss.", default: "nil"),
    SampleBuiltins.precision,
    Parameter<String>("spacing", "Of the frames: \"even\" or \"log\".", default: "\"even\""),
    examples: [Example("train(toy(n: 5, h: 2), adam, 10).steps", prints: "10")]
  ) {
    (
      context, m, optimizer, steps, data, batch, loss, importance, record, until, schedule, seed, constrain, gradient, objective,
      precision, spacing
    ) throws(Failure) -> Value in
    guard case .object(let object) = m.value, let model = object as? Model else {
      return try goOn(m.value, optimizer, steps, in: context)
    }
    guard let steps else { throw Failure("train wants the number of steps: train(m, adam, 10000)") }
    if let batch, batch < 1 || batch > Tensor.maximumCount {
      throw Failure("train: batch is nil or between 1 and \(Tensor.maximumCount), not \(batch)")
    }
    guard (0...mostFrames).contains(record) else { throw Failure("train: record is between 0 and \(mostFrames), not \(record)") }
    guard Callable(loss) != nil else { throw Failure("train: loss is \(Callable.expectation), not \(context.describe(loss))") }
    guard spacing == "even" || spacing == "log" else { throw Failure("train: spacing is \"even\" or \"log\", not \"\(spacing)\"") }
    let settings = TrainingSettings(
      optimizer: try Optimizer.reading(optimizer, in: context), data: data, batch: batch, loss: loss, importance: importance,
      record: record,
      isLogarithmic: spacing == "log", until: until?.value ?? .nothing, schedule: schedule.value, constrain: constrain ?? Record(),
      gradient: gradient ?? Record(),
      objective: objective?.value ?? .nothing, precision: precision.value)
    var states: [Record] = []
    let state = try Tree.mapped(.record(model.parameters)) { (leaf) throws(Failure) -> Value in
      let start = try settings.optimizer.state(for: leaf.value, in: context)
      states.append(start)
      return .record(start)
    }
    let key = context.key(seed)
    let session = try TrainingSession(model, settings, states: states, in: context)
    let run = Run(model: model, session: session, seed: key)
    if case .record(let record) = state { run.state = record }
    return try go(run, steps, in: context)
  }

  /// Frames of the parameters that a run keeps at most.
  private static let mostFrames = 1_000_000

  /// `train(run, steps)`
  private static func goOn(_ value: Value, _ optimizer: Value, _ steps: Int?, in context: any Context) throws(Failure) -> Value {
    guard case .object(let object) = value, let run = object as? Run else {
      throw Failure("train takes \(TrainedArgument.expectation), not \(context.describe(value))")
    }
    if let more = Int(optimizer) { return try go(run, more, in: context) }
    guard case .nothing = optimizer else {
      throw Failure("a run goes on with the optimizer that it began with: train(run, steps)")
    }
    guard let steps else { throw Failure("train(run, steps) wants the number of further steps") }
    return try go(run, steps, in: context)
  }

  private static func go(_ run: Run, _ steps: Int, in context: any Context) throws(Failure) -> Value {
    guard steps >= 0 else { throw Failure("train: steps is not negative, and \(steps) is") }
    guard try run.session.run(run, steps: steps, in: context) else { throw Failure.interrupted(partial: .object(run)) }
    return .object(run)
  }

  private static let many = Builtin(
    "many", in: "training", "What a closure gives for 0 … count − 1, each call with random keys of its own.",
    Parameter<Int>("count", "How many calls."), Parameter<Callable>("f", "{ i in … }"),
    examples: [Example("many(3) { i in i * 2 }", prints: "[0, 2, 4]")]
  ) { (context, count, f) throws(Failure) -> [Value] in
    try repeated(count, f.value, in: context)
  }

  private static let best = Builtin(
    "best", in: "training", "The run with the lowest final loss of several.", Parameter<Int>("of", "How many runs."),
    Parameter<Callable>("f", "{ seed in … } gives a run."),
    examples: [Example("best(of: 2) { seed in train(toy(n: 3, h: 1), adam, 10) }.steps", prints: "10")]
  ) { (context, count, f) throws(Failure) -> Value in
    var best: Run?
    for value in try repeated(count, f.value, in: context) {
      guard case .object(let object) = value, let run = object as? Run else {
        throw Failure("best compares runs; the closure gives \(context.describe(value))", hint: "let its last line be train(…)")
      }
      if best.map({ $0.final.isNaN || run.final < $0.final }) ?? true { best = run }
    }
    guard let best else { throw Failure("best needs at least one run") }
    return .object(best)
  }

  private static func repeated(_ count: Int, _ f: Value, in context: any Context) throws(Failure) -> [Value] {
    guard count >= 0 else { throw Failure("the number of calls is not negative, and \(count) is") }
    let engine = context.engine
    let key = engine.seeds.next()
    let outer = engine.seeds
    defer { engine.seeds = outer }
    var results: [Value] = []
    for i in 0..<count {
      try context.checkpoint()
      engine.seeds = Seeds(root: key.child(UInt64(i)))
      results.append(try context.apply(f, .number(Double(i))))
    }
    return results
  }
}

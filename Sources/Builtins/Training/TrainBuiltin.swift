import Catalogue
import Tensor
import Training

/// Training.
enum TrainBuiltins {
  static let all: [Builtin] = [train]

  private static let train = Builtin(
    "train", in: "training",
    """
    Trains a model; or goes on with a run for more steps.

    A list of models trains together, side by side, and gives a list of runs. Ctrl-C ends a training early: the run so far is its value.
    """,
    Parameter<TrainedArgument>("m", "A model, or a run to go on with: train(run, steps). Or a list of models, or of runs."),
    Parameter<Value>(
      "optimizer", "An optimizer or a minimizer, or a function whose defaults give one; the number of steps after a run.", default: "nil"),
    Parameter<Int?>("steps", "How many steps are made.", default: "nil"),
    Parameter<Value>("data", "A distribution, or a tensor [samples × features]: shuffled mini-batches.", default: "ofEach(m) { $0.data }"),
    Parameter<Int?>("batch", "Samples a step; nil takes all rows of a tensor.", default: "1024"),
    Parameter<Value>(
      "loss", "{ y, x, p, t in … }: a number for one sample. A closure behind the call is the loss.",
      default: "ofEach(m) { if $0.loss == nil { mse } else { $0.loss } }", closure: true),
    Parameter<Value>(
      "importance", "Weight of each feature, for a loss that declares it.", default: "ofEach(m) { $0.importance }"),
    Parameter<Int>("record", "How many frames of the parameters are kept.", default: "0"),
    Parameter<Callable?>("until", "{ run in … }: asked every 100 steps whether to stop.", default: "nil"),
    Parameter<Callable>("schedule", "{ step, steps in … }: a factor of each step.", default: "constant"),
    Parameter<SeedsArgument?>(
      "seed", "Of the draws alone; nil takes the session's next key. A list has one for each model of a list.", default: "nil"),
    Parameter<Record?>("constrain", "By parameter: what it becomes after each step.", default: "nil"),
    Parameter<Record?>("gradient", "By parameter: { g, w in … }, its gradient before the optimizer.", default: "nil"),
    Parameter<Callable?>("objective", "{ p in … }: a number to make small, in place of data and loss.", default: "nil"),
    SampleBuiltins.precision,
    Parameter<String>("spacing", "Of the frames: \"even\" or \"log\".", default: "\"even\""),
    Parameter<SavedRunArgument?>(
      "from",
      """
      What a saved run held: the training goes on from it, to the bits of one longer run. Optimizer, data and loss are code, \
      and are those of this call.
      """, default: "nil"),
    Parameter<Bool>(
      "watch", "Whether a terminal shows the training while it goes on; of a list of models one of those that train.", default: "false"),
    Parameter<Callable>("view", "{ run in … }: the figure that watch shows.", default: "trainingView"),
    examples: [
      Example("train(toy(n: 5, h: 2), adam, 10).steps", prints: "10"),
      Example("train(toy(n: 5, h: 2), adam, 10) { y, x in mean((y - x)^2) }.steps", prints: "10"),
      Example("train(many(3) { i in toy(n: 5, h: 2, p: i / 4) }, adam, 10).count", prints: "3"),
      Example(
        "let m = toy(); save(train(m, adam, 10), \"r.safetensors\"); print(train(m, adam, 5, from: load(\"r.safetensors\")).steps)",
        prints: "15"),
    ]
  ) {
    (
      context, m, optimizer, steps, data, batch, loss, importance, record, until, schedule, seed, constrain, gradient, objective,
      precision, spacing, from, watch, view
    ) throws(Failure) -> Value in
    let models = try models(m)
    guard let models else {
      guard from == nil else { throw Failure("train: a run goes on by itself, train(run, steps); from is for a model") }
      return try goOn(m, optimizer, steps, in: context)
    }
    guard let steps else { throw Failure("train wants the number of steps: train(m, adam, 10000)") }
    try check(steps)
    if let batch, batch < 1 || batch > Tensor.maximumCount {
      throw Failure("train: batch is nil or between 1 and \(Tensor.maximumCount), not \(batch)")
    }
    guard (0...mostFrames).contains(record) else { throw Failure("train: record is between 0 and \(mostFrames), not \(record)") }
    guard spacing == "even" || spacing == "log" else { throw Failure("train: spacing is \"even\" or \"log\", not \"\(spacing)\"") }
    let minimizer = try Minimizer.reading(optimizer, in: context)
    let settings = TrainingSettings(
      optimizer: minimizer == nil ? try Optimizer.reading(optimizer, in: context) : .none, data: data, batch: batch,
      loss: loss, importance: importance,
      record: record, isLogarithmic: spacing == "log", until: until?.value ?? .nothing, schedule: schedule.value,
      constrain: constrain ?? Record(), gradient: gradient ?? Record(), objective: objective?.value ?? .nothing,
      precision: precision.value, view: watch ? view.value : .nothing)
    let isOne = if case .model = m { true } else { false }
    guard from == nil || seed == nil else { throw Failure("train: what goes on keeps its seed; give either from or seed") }
    let saved = try from?.states(for: models.count, isOne: isOne)
    if case .each(let keys)? = seed, isOne || keys.count != models.count {
      throw Failure(
        "train: seed is one seed\(isOne ? "" : " or a list of \(models.count), one for each model"), not a list of \(keys.count)")
    }
    let seeds = context.engine.seeds
    var runs: [Run] = []
    for (i, model) in models.enumerated() {
      let own = isOne ? settings : settings.own(i, of: models.count)
      let key = saved?[i].seed ?? seed?[i] ?? context.key(nil)
      if let minimizer {
        runs.append(Run(model: model, session: try MinimizerSession(model, minimizer, own, in: context), seed: key))
      } else {
        runs.append(try start(model, own, key: key, alone: isOne, in: context))
      }
    }
    if let saved {
      // the state's start may have drawn; a run that goes on draws nothing
      context.engine.seeds = seeds
      try resume(runs, from: saved)
    }
    return isOne ? try go(runs[0], steps, in: context) : try RunsTogether.go(runs, steps, in: context)
  }

  /// The models to train from their present values; nil where runs go on.
  private static func models(_ m: TrainedArgument) throws(Failure) -> [Model]? {
    switch m {
    case .model(let model): return [model]
    case .run: return nil
    case .list(let items):
      let models = items.compactMap { if case .model(let model) = $0 { model } else { nil } }
      if models.isEmpty, !items.isEmpty { return nil }
      guard models.count == items.count else { throw Failure("train takes a list of models, or a list of runs to go on with, not both") }
      return models
    }
  }

  /// A run that has made no step yet.
  /// - alone: whether all threads work on it; else it runs on one.
  private static func start(
    _ model: Model, _ settings: TrainingSettings, key: Key, alone: Bool, in context: any Context
  ) throws(Failure) -> Run {
    guard Callable(settings.loss) != nil else {
      throw Failure("train: loss is \(Callable.expectation), not \(context.describe(settings.loss))")
    }
    var states: [Record] = []
    let state = try Tree.mapped(.record(model.parameters)) { (leaf) throws(Failure) -> Value in
      let start = try held(settings.optimizer.state(for: leaf.value, in: context), settings.precision)
      states.append(start)
      return .record(start)
    }
    let team = alone ? context.engine.team : Team(threads: 1)
    let session = try TrainingSession(model, settings, states: states, team: team, in: context)
    let run = Run(model: model, session: session, seed: key)
    if case .record(let record) = state { run.set(state: record) }
    return run
  }

  /// A state with the numbers that the training calculates with: it may be as large as all parameters.
  private static func held(_ state: Record, _ precision: Precision) throws(Failure) -> Record {
    guard precision == .float32 else { return state }
    let narrow = try Tree.mapped(.record(state)) { (leaf) throws(Failure) -> Value in
      guard case .tensor(let tensor) = leaf, tensor.rank > 0 else { return leaf.value }
      return .object(ArrayObject(.tensor(tensor.float32)))
    }
    guard case .record(let record) = narrow else { return state }
    return record
  }

  /// Sets all models and runs to where the saved ones were, or none where one of them does not fit.
  private static func resume(_ runs: [Run], from saved: [RunState]) throws(Failure) {
    var fitted: [RunState] = []
    for (run, state) in zip(runs, saved) { fitted.append(try state.fitted(to: run)) }
    for (run, state) in zip(runs, fitted) { run.take(state) }
  }

  /// Frames of the parameters that a run keeps at most.
  private static let mostFrames = 1_000_000

  /// `train(run, steps)`
  private static func goOn(_ m: TrainedArgument, _ optimizer: Value, _ steps: Int?, in context: any Context) throws(Failure) -> Value {
    var count = steps
    if let more = Int(optimizer) {
      count = more
    } else if case .nothing = optimizer {
    } else {
      throw Failure("a run goes on with the optimizer that it began with: train(run, steps)")
    }
    guard let count else { throw Failure("train(run, steps) wants the number of further steps") }
    try check(count)
    switch m {
    case .run(let run): return try go(run, count, in: context)
    case .list(let items):
      return try RunsTogether.go(items.compactMap { if case .run(let run) = $0 { run } else { nil } }, count, in: context)
    case .model: return .nothing
    }
  }

  private static func check(_ steps: Int) throws(Failure) {
    guard steps >= 0 else { throw Failure("train: steps is not negative, and \(steps) is") }
  }

  private static func go(_ run: Run, _ steps: Int, in context: any Context) throws(Failure) -> Value {
    guard try run.go(steps, in: context) else { throw Failure.interrupted(partial: .object(run)) }
    return .object(run)
  }
}

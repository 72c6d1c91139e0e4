import Catalogue
import Tensor
import Training

/// A training, traced: it can be run for some steps, and then for more.
final class TrainingSession: RunDriver {
  let settings: TrainingSettings
  /// The plan and its memory, made by the thread that runs the first steps: those of trainings side by side are made side by side.
  private var made: Execution?
  private let make: () throws(TensorError) -> Execution
  private let parameters: [Symbol]
  private let state: [Symbol]
  private let loss: Symbol
  private let step: Symbol
  /// The schedule's factor, where it is asked anew each step.
  private let factor: Symbol?
  /// Rows of the fixed data; nil for a distribution.
  private let rows: Int?
  private let batch: Int
  private let isTimeless: Bool
  /// How many do a step together.
  private let threads: Int

  /// Traces model, loss, gradient and optimizer into one program.
  /// - states: the optimizer's state of each parameter.
  /// - team: the threads that do a step together.
  init(_ model: Model, _ settings: TrainingSettings, states: [Record], team: Team, in context: any Context) throws(Failure) {
    self.settings = settings
    threads = team.threads
    isTimeless = context.engine.isTimeless
    let data = try TrainingSession.data(settings, in: context)
    let table = data.map { Samples($0, precision: settings.precision) }
    rows = table?.count
    batch = TrainingSession.batch(settings, rows: table?.count)
    let tracer = Tracer(drawsPerSample: true)
    let traced = try context.engine.tracing(tracer) { () throws(Failure) in
      try TracedStep(model, settings, states: states, tracer: tracer, shape: data.map { Array($0.shape.dropFirst()) }, in: context)
    }
    try tracer.graph.checkRoom(threads: context.engine.team.threads)
    parameters = traced.mean.parameters
    self.state = traced.state
    loss = traced.mean.loss
    step = traced.mean.step
    factor = traced.factor
    var goal = Goal(graph: tracer.graph)
    goal.results = [loss]
    goal.inputs = parameters + self.state
    goal.updates = traced.updates
    goal.guarded = traced.parameterUpdates.count
    var tables: [Int: Samples] = [:]
    if let table, let sample = traced.mean.sample { tables[sample.id] = table }
    make = { [goal, tables, batch] () throws(TensorError) in
      try Execution(goal, precision: settings.precision, team: team, batch: batch, tables: tables)
    }
  }

  /// Throws where the training would need more memory than there is.
  func execution() throws(Failure) -> Execution {
    if let made { return made }
    let execution = try attempt(make)
    made = execution
    return execution
  }

  /// The fixed samples, where there are such.
  static func data(_ settings: TrainingSettings, in context: any Context) throws(Failure) -> Tensor? {
    if case .object(let object) = settings.data, object is Distribution { return nil }
    if case .nothing = settings.objective {} else { return nil }
    guard case .tensor(let tensor)? = try Term.reading(settings.data), tensor.rank >= 1 else { throw context.noData(settings.data) }
    guard tensor.count > 0 else { throw Failure("train: the data has no samples: it is \(shapeText(tensor.shape))") }
    return tensor
  }

  private static func batch(_ settings: TrainingSettings, rows: Int?) -> Int {
    guard let rows else { return settings.batch ?? 1024 }
    guard let batch = settings.batch, batch < rows else { return rows }
    return batch
  }

  func state(of saved: RunState, for run: Run) throws(Failure) -> Record {
    guard saved.position == nil else { throw Failure("train: from was made by a minimizer, and does not go on with an optimizer") }
    let known = try run.state()
    let state = try Tree.filled(.record(known), from: saved.state, at: "state", of: "the optimizer's state")
    guard case .record(let record) = state else { return known }
    return record
  }

  var goesAlone: Bool {
    if case .nothing = settings.until { return factor != nil || threads > 1 }
    return true
  }

  func run(_ run: Run, steps: Int, _ surroundings: Surroundings) throws(Failure) -> Bool {
    for (symbol, leaf) in zip(parameters, try Tree.leaves(.record(run.model.parameters))) { try set(symbol, leaf) }
    if let new = run.newState { for (symbol, leaf) in zip(state, try Tree.leaves(.record(new))) { try set(symbol, leaf) } }
    try run.leaveState()
    var clock = Clock(isStopped: isTimeless)
    defer { run.seconds += clock.seconds }
    let first = run.losses.count
    let frames = settings.frames(of: steps)
    if frames.contains(0) { run.frames.append(try frame(run, step: first)) }
    run.losses.reserveCapacity(first + min(steps, 1 << 20))
    var finished = true
    do {
      for i in first..<first + steps {
        guard i - first < surroundings.mostSteps ?? .max, try advance(run, step: i, of: first + steps, surroundings) else {
          finished = false
          break
        }
        if frames.contains(i - first + 1) { run.frames.append(try frame(run, step: i + 1)) }
        if clock.isTimeToShow { surroundings.progress?(i - first + 1, steps, run.losses[i]) }
        if let watching = surroundings.watching, watching.isDue {
          try save(run)
          try watching.draw(run)
        }
        if (i + 1) % 100 == 0, try isEnough(run, surroundings) { break }
      }
    } catch {
      try save(run)
      throw error
    }
    try save(run)
    return finished
  }

  private func set(_ symbol: Symbol, _ term: Term) throws(Failure) {
    if case .tensor(let tensor) = term { try execution().set(symbol, tensor) }
  }

  /// One step. False where the user interrupted; the step is then dropped.
  private func advance(_ run: Run, step i: Int, of steps: Int, _ surroundings: Surroundings) throws(Failure) -> Bool {
    let execution = try execution()
    execution.set(step, Double(i + 1))
    if let factor, let context = surroundings.context {
      let value = try context.call(settings.schedule, offering: [.number(Double(i)), .number(Double(steps))])
      guard case .number(let x) = value else { throw Failure("a schedule gives a number, not \(context.describe(value))") }
      execution.set(factor, x)
    }
    do {
      let indices = indices(of: i, key: run.seed)
      let isInterrupted = surroundings.isInterrupted
      let done = try indices.withUnsafeBufferPointer { buffer throws(Execution.Fault) in
        try execution.begin(key: run.seed.bits, step: i, indices: buffer.isEmpty ? nil : buffer.baseAddress, isInterrupted: isInterrupted)
      }
      guard done else { return false }
    } catch {
      throw error.failure("in step \(i + 1), ")
    }
    let value = execution.number(of: loss)
    guard value.isFinite else {
      throw Failure(
        "the loss of step \(i + 1) is \(numberText(value)); the model keeps the values before that step",
        hint: "a smaller learning rate may help")
    }
    switch execution.finish(isInterrupted: surroundings.isInterrupted) {
    case .done:
      run.losses.append(value)
      return true
    case .interrupted: return false
    case .notFinite:
      throw Failure(
        "step \(i + 1) makes a parameter infinite or NaN; the model keeps the values before it", hint: "a smaller learning rate may help")
    }
  }

  /// The rows that a step reads: none where it reads all of them in order. The batches run through one permutation of the
  /// rows after another.
  private func indices(of step: Int, key: Key) -> [Int32] {
    guard let rows, batch < rows else { return [] }
    var result: [Int32] = []
    result.reserveCapacity(batch)
    var at = step * batch
    while result.count < batch {
      let epoch = at / rows
      if epoch != shuffled.epoch || shuffled.key != key { shuffled = (epoch, key, permutation(epoch, key)) }
      let take = min(batch - result.count, rows - at % rows)
      result += shuffled.order[at % rows..<at % rows + take]
      at += take
    }
    return result
  }
  private var shuffled: (epoch: Int, key: Key, order: [Int32]) = (-1, Key(0), [])

  private func permutation(_ epoch: Int, _ key: Key) -> [Int32] {
    var generator = Generator(key.child(UInt64(epoch)))
    return ((try? generator.permutation(rows ?? 0)) ?? []).map { Int32($0) }
  }

  private func isEnough(_ run: Run, _ surroundings: Surroundings) throws(Failure) -> Bool {
    guard let context = surroundings.context else { return false }
    if case .nothing = settings.until { return false }
    try save(run)
    let value = try context.call(settings.until, .object(run))
    guard case .bool(let enough) = value else { throw Failure("until gives a Bool, not \(context.describe(value))") }
    return enough
  }

  /// Brings the parameters from the run's memory to the model, one after the other: there is one of them twice, and not all.
  private func save(_ run: Run) throws(Failure) {
    let (model, execution) = (run.model, try execution())
    var rest = parameters[...]
    for name in Array(model.parameters.fields.keys) {
      guard let old = model.parameters[name] else { continue }
      let own = rest.prefix(try Tree.leaves(old).count)
      rest = rest.dropFirst(own.count)
      model.parameters[name] = try Tree.rebuilt(old, from: own.map { .tensor(execution.value(of: $0)) })
    }
    try run.leaveState()
  }

  func state(like: Record) throws(Failure) -> Record { try record(like, state) }

  private func record(_ old: Record, _ symbols: [Symbol]) throws(Failure) -> Record {
    let execution = try execution()
    let values = symbols.map { Term.tensor(execution.value(of: $0)) }
    guard case .record(let new) = try Tree.rebuilt(.record(old), from: values) else { return old }
    return new
  }

  /// (step:, W:, …)
  private func frame(_ run: Run, step: Int) throws(Failure) -> Value {
    var frame = Record(["step": .number(Double(step))])
    for (name, value) in try record(run.model.parameters, parameters).fields { frame[name] = value }
    return .record(frame)
  }
}

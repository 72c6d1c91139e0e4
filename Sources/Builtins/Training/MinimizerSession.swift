import Catalogue
import Tensor
import Training

/// A minimization, traced and planned in Float64.
final class MinimizerSession: RunDriver {
  let goesAlone = true
  private let minimizer: Minimizer
  let settings: TrainingSettings
  private let loss: TracedLoss
  private let execution: Execution
  /// Where it stands, and the model's parameters as they follow from that.
  private var place: (x: Tensor, parameters: [Tensor])?

  init(_ model: Model, _ minimizer: Minimizer, _ settings: TrainingSettings, in context: any Context) throws(Failure) {
    self.minimizer = minimizer
    self.settings = settings
    if case .nothing = settings.objective, case .object(let object) = settings.data, object is Distribution {
      throw Failure(
        "a minimizer wants a loss that does not change, and a distribution draws new samples each time",
        hint: "data: sample(m.data, 10000), or objective: { p in … }")
    }
    let data = try TrainingSession.data(settings, in: context)
    if let data, let batch = settings.batch, batch < data.shape[0], batch != 1024 {
      throw Failure("a minimizer takes all rows at every step: batch is nil, not \(batch)")
    }
    let tracer = Tracer(drawsPerSample: true)
    let traced = try context.engine.tracing(tracer) { () throws(Failure) in
      try TracedLoss(model, settings, tracer: tracer, shape: data.map { Array($0.shape.dropFirst()) }, in: context)
    }
    loss = traced
    var goal = Goal(graph: tracer.graph)
    goal.results = [traced.loss] + traced.gradients
    goal.inputs = traced.parameters
    var tables: [Int: Samples] = [:]
    if let data, let sample = traced.sample { tables[sample.id] = Samples(data, precision: .float64) }
    let (team, rows) = (context.engine.team, data?.shape[0] ?? 1)
    execution = try attempt { () throws(TensorError) in
      try Execution(goal, precision: .float64, team: team, batch: rows, tables: tables)
    }
  }

  func run(_ run: Run, steps: Int, _ surroundings: Surroundings) throws(Failure) -> Bool {
    guard let context = surroundings.context else { return true }
    var clock = Clock(isStopped: context.engine.isTimeless)
    defer { run.seconds += clock.seconds }
    let start = run.losses.count
    var x = try self.start(run)
    let f = function(run.model, surroundings)
    do throws(Failure) {
      if try run.state().fields.isEmpty {
        run.set(state: try record(try context.call(minimizer.initial, f, .object(ArrayObject(.tensor(x)))), context))
      }
      for i in start..<start + steps {
        guard i - start < surroundings.mostSteps ?? .max else { throw Failure.interrupted() }
        let before = x
        let result = try context.call(minimizer.iteration, f, .object(ArrayObject(.tensor(x))), .record(try run.state()))
        guard case .record(let fields) = result, let p = fields["p"], let value = fields["value"], case .number(let number) = value,
          case .tensor(let next)? = try Term.reading(p), next.count == x.count
        else {
          throw Failure("a minimizer's iteration gives a record (p: …, value: …, state: …), not \(context.describe(result))")
        }
        guard number.isFinite, next.doubles.allSatisfy(\.isFinite) else {
          throw Failure("step \(i + 1) makes a parameter or the loss infinite or NaN; the model keeps the values before it")
        }
        run.losses.append(number)
        if let state = fields["state"] { run.set(state: try record(state, context)) }
        x = next.float64
        if clock.isTimeToShow { surroundings.progress?(i - start + 1, steps, number) }
        if let watching = surroundings.watching, watching.isDue {
          try save(run, x)
          try watching.draw(run)
        }
        // it has arrived
        if x.doubles == before.doubles { break }
      }
    } catch {
      try save(run, x)
      guard error.kind == .interrupted else { throw error }
      return false
    }
    try save(run, x)
    return true
  }

  func state(of saved: RunState, for run: Run) throws(Failure) -> Record {
    guard let position = saved.position else {
      throw Failure("train: from was made by an optimizer, and does not go on with a minimizer")
    }
    let count = loss.parameters.reduce(0) { $0 + $1.node.count }
    guard position.count == count else {
      throw Failure("train: from holds a position of \(position.count) parameters, and the model has \(count)")
    }
    guard case .record(let record) = saved.state else { throw Failure("train: from holds a state that is no record") }
    return record
  }

  func position(of run: Run) -> Tensor? { try? start(run) }

  func start(at position: Tensor, of run: Run) {
    guard let leaves = try? tensors(run.model) else { return }
    var at = 0
    let isSame = leaves.allSatisfy { leaf in
      defer { at += leaf.count }
      let part = position.doubles[at..<at + leaf.count]
      return leaf.isFloat32 ? part.map { Float($0) } == leaf.floats : Array(part) == leaf.doubles
    }
    if isSame { place = (position, leaves) }
  }

  private func record(_ value: Value, _ context: any Context) throws(Failure) -> Record {
    guard case .record(let record) = value else { throw Failure("a minimizer's state is a record, not \(context.describe(value))") }
    return record
  }

  /// Where it stood, in Float64; the model's values where these were changed since.
  private func start(_ run: Run) throws(Failure) -> Tensor {
    let leaves = try tensors(run.model)
    if let place, zip(place.parameters, leaves).allSatisfy({ $0.doubles == $1.doubles }) { return place.x }
    return Tensor(leaves.flatMap(\.doubles), shape: [leaves.reduce(0) { $0 + $1.count }])
  }

  private func tensors(_ model: Model) throws(Failure) -> [Tensor] {
    try Tree.leaves(.record(model.parameters)).compactMap { if case .tensor(let tensor) = $0 { tensor } else { nil } }
  }

  /// x → (value:, grad:)
  private func function(_ model: Model, _ surroundings: Surroundings) -> Value {
    .object(
      HostFunction("f", parameters: 1) { [self] (context, arguments) throws(Failure) -> Value in
        guard case .tensor(let x)? = try Term.reading(arguments[0]), x.count == loss.parameters.reduce(0, { $0 + $1.node.count }) else {
          throw Failure("f wants a vector of all parameters, not \(context.describe(arguments[0]))")
        }
        var at = 0
        for symbol in loss.parameters {
          execution.set(symbol, Tensor(Array(x.doubles[at..<at + symbol.node.count]), shape: symbol.shape))
          at += symbol.node.count
        }
        do {
          let done = try execution.begin(key: 0, step: 0, isInterrupted: surroundings.isInterrupted)
          guard done else { throw Failure.interrupted() }
        } catch let fault as Execution.Fault {
          throw fault.failure()
        } catch let failure as Failure {
          throw failure
        } catch {
          return .nothing
        }
        _ = execution.finish()
        let gradient = loss.gradients.flatMap { execution.value(of: $0).doubles }
        let grad = ArrayObject(.tensor(Tensor(gradient, shape: [gradient.count])))
        return .record(Record(["value": .number(execution.number(of: loss.loss)), "grad": .object(grad)]))
      })
  }

  private func save(_ run: Run, _ x: Tensor) throws(Failure) {
    var at = 0
    let values = try tensors(run.model).map { old in
      defer { at += old.count }
      let new = Tensor(Array(x.doubles[at..<at + old.count]), shape: old.shape)
      return Term.tensor(old.isFloat32 ? new.float32 : new)
    }
    guard case .record(let new) = try Tree.rebuilt(.record(run.model.parameters), from: values) else { return }
    run.model.parameters = new
    place = (x, try tensors(run.model))
  }
}

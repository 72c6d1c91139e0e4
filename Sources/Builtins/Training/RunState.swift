import Catalogue
import Tensor
import Training

/// What a run has come to, apart from its code: what is saved of it, and what another training can go on from.
struct RunState {
  /// The model's parameters, a record.
  var parameters: Value
  /// The optimizer's or the minimizer's state, a record.
  var state: Value
  /// One value a step.
  var losses: [Double]
  var seed: Key
  var seconds = 0.0
  var frames: [Value] = []
  /// Where a minimizer stands in Float64: all parameters as one vector. Nil for an optimizer.
  var position: Tensor?

  init(of run: Run) throws(Failure) {
    parameters = .record(run.model.parameters)
    state = .record(try run.state())
    losses = run.losses
    seed = run.seed
    seconds = run.seconds
    frames = run.frames
    position = run.session.position(of: run)
  }

  /// Reads what `load` gives of a saved run.
  init(_ record: Record) throws(Failure) {
    guard let model = record["model"], let state = record["state"], let loss = record["loss"], let seed = record["seed"] else {
      let names = record.fields.keys.joined(separator: ", ")
      throw Failure("from is a saved run, with model, state, loss and seed; this record holds \(names.isEmpty ? "nothing" : names)")
    }
    guard case .tensor(let losses)? = try Term.reading(loss), losses.rank == 1 else {
      throw Failure("from: the loss of a saved run is a vector with one value a step")
    }
    guard let key = SeedArgument(seed)?.key else { throw Failure("from: the seed of a saved run is \(SeedArgument.expectation)") }
    self.seed = key
    self.losses = losses.doubles
    (parameters, self.state) = (model, state)
    if let seconds = record["seconds"].flatMap({ Double($0) }) { self.seconds = seconds }
    if let frames = record["frames"] {
      guard let records = [Record](frames) else { throw Failure("from: the frames of a saved run are a list of records") }
      self.frames = records.map { .record($0) }
    }
    if let position = record["position"] {
      guard case .tensor(let vector)? = try Term.reading(position), vector.rank == 1 else {
        throw Failure("from: the position of a saved run is a vector of all parameters")
      }
      self.position = vector.float64
    }
  }

  /// As it is saved.
  var record: Record {
    var record = Record([
      "loss": .object(ArrayObject(.tensor(Tensor(losses, shape: [losses.count])))), "seed": SeedArgument.value(of: seed),
      "seconds": .number(seconds), "model": parameters, "state": state, "frames": .list(frames),
    ])
    if let position { record["position"] = .object(ArrayObject(.tensor(position))) }
    return record
  }

  /// The same in the structure of a run that has made no step yet.
  /// - Throws: where a name or a shape differs; says both.
  func fitted(to run: Run) throws(Failure) -> RunState {
    var fitted = self
    fitted.parameters = try Tree.filled(.record(run.model.parameters), from: parameters, at: "model", of: "the model")
    fitted.state = .record(try run.session.state(of: self, for: run))
    fitted.frames = frames.map { frame in
      guard case .record(let fields) = frame else { return frame }
      var ordered = Record()
      for name in ["step"] + Array(run.model.parameters.fields.keys) { ordered[name] = fields[name] }
      return .record(ordered)
    }
    return fitted
  }
}

extension Run: Savable {
  var saved: Value { get throws(Failure) { .record(try RunState(of: self).record) } }

  /// Goes to where a saved run was.
  /// - saved: fitted to this run.
  func take(_ saved: RunState) {
    if case .record(let parameters) = saved.parameters { model.parameters = parameters }
    if case .record(let state) = saved.state { set(state: state) }
    losses = saved.losses
    seconds = saved.seconds
    frames = saved.frames
    if let position = saved.position { session.start(at: position, of: self) }
  }
}

import Catalogue

/// What `train` goes on from: a run, or what `load` gives of one; or a list of these.
enum SavedRunArgument: Convertible {
  static let expectation = "a run, what load gives of a saved run, or a list of these"
  case one(RunState)
  case list([RunState])

  init?(_ value: Value) {
    guard let read = try? Self.reading(value) else { return nil }
    self = read
  }

  static func reading(_ value: Value) throws(Failure) -> SavedRunArgument? {
    guard case .list(let items) = value else { return try state(value).map { .one($0) } }
    var states: [RunState] = []
    for item in items {
      guard let state = try state(item) else { return nil }
      states.append(state)
    }
    return .list(states)
  }

  private static func state(_ value: Value) throws(Failure) -> RunState? {
    switch value {
    case .object(let run as Run): return try RunState(of: run)
    case .record(let record): return try RunState(record)
    default: return nil
    }
  }

  /// One state for each of the models.
  /// - isOne: whether a model was given, and not a list of models.
  func states(for count: Int, isOne: Bool) throws(Failure) -> [RunState] {
    switch self {
    case .one(let state):
      guard isOne else { throw Failure("train: a list of models goes on from a list of runs, not from one") }
      return [state]
    case .list(let states):
      guard !isOne else { throw Failure("train: one model goes on from one run, not from a list") }
      guard states.count == count else {
        throw Failure("train: from has as many runs as there are models: \(count), not \(states.count)")
      }
      return states
    }
  }
}

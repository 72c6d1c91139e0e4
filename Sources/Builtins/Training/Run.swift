import Catalogue
import OrderedCollections
import Tensor
import Training

/// What a training did: the losses, the model, and what is needed to go on.
final class Run: Object {
  let model: Model
  let session: any RunDriver
  /// One value a step, before it.
  var losses: [Double] = []
  var seconds = 0.0
  var frames: [Value] = []
  let seed: Key
  /// The optimizer's state: a record by parameter, as it was set or last read; where the session is further, its names alone.
  private var read = Record()
  private var isRead = true
  var making: Making?

  init(model: Model, session: any RunDriver, seed: Key) {
    self.model = model
    self.session = session
    self.seed = seed
  }

  let typeName = "Run"
  let memberNames = ["loss", "final", "steps", "seconds", "seed", "model", "state", "frames", "data", "importance"]

  func member(_ name: String, in context: any Context) throws(Failure) -> Value? {
    switch name {
    case "loss": return .object(ArrayObject(.tensor(Tensor(losses, shape: [losses.count]))))
    case "final": return .number(final)
    case "steps": return .number(Double(losses.count))
    case "seconds": return .number(seconds)
    case "seed": return SeedArgument.value(of: seed)
    case "model": return .object(model)
    case "state": return .record(try state())
    case "frames": return .list(frames)
    case "data": return session.settings.data
    case "importance": return session.settings.importance
    default: return nil
    }
  }

  var about: String { "What a training did: the losses of its steps, the model, and what it takes to go on, train(run, steps)." }
  func about(member name: String) -> String? {
    switch name {
    case "loss": "The loss of each step, before the step. [steps]"
    case "final": "Mean of the last hundredth of the losses."
    case "steps": "How many steps were made."
    case "seconds": "Seconds that they took."
    case "seed": "Where its random numbers started: train(…, seed: run.seed) draws the same batches."
    case "model": "The model, shared with whoever holds it; copy(run.model) keeps it as it is."
    case "state": "The optimizer's state, a record by parameter."
    case "frames": "The parameters now and then, records (step:, W:, …): as many as train's record asked for."
    case "data": "What it was trained on: train's data, or the model's own."
    case "importance": "Weight of each feature in the loss that it was trained with."
    default: nil
    }
  }

  func storedMember(_ name: String) -> Value? {
    switch name {
    case "model": .object(model)
    case "frames": .list(frames)
    case "data": session.settings.data
    case "importance": session.settings.importance
    default: nil
    }
  }

  func setMember(_ name: String, to value: Value, in context: any Context) throws(Failure) {
    guard name == "state", case .record(let new) = value else {
      throw Failure("of a run, only `state` can be set, to a record of the same shape")
    }
    let shapes = try Tree.leaves(.record(try state())).map(\.shape)
    let leaves = try Tree.leaves(value)
    guard leaves.map(\.shape) == shapes else { throw Failure("the state keeps its names and shapes") }
    set(state: new)
  }

  /// The optimizer's state: a record by parameter. It may be large: it is brought from the session's memory when it is asked for.
  func state() throws(Failure) -> Record {
    if !isRead { set(state: try session.state(like: read)) }
    return read
  }

  func set(state: Record) { (read, isRead) = (state, true) }
  /// The state goes on in the session; of what was read, the names stay.
  func leaveState() throws(Failure) {
    let nothing = Term.tensor(Tensor([Float](), shape: [0]))
    let sizes = try Tree.leaves(.record(read)).map(\.count)
    let names = try Tree.rebuilt(.record(read), from: sizes.map { _ in nothing })
    if case .record(let record) = names { (read, isRead) = (record, false) }
    if sizes.reduce(0, +) > Run.largeState { Room.giveBack() }
  }
  /// Elements of a state whose memory is given back to the system where it is left.
  private static let largeState = 1 << 22
  /// The state where it was set or read since the session had it; nil where the session's memory holds it.
  var newState: Record? { isRead ? read : nil }

  /// Mean of the last hundredth of the losses.
  var final: Double {
    guard !losses.isEmpty else { return .nan }
    let tail = losses.suffix(max(1, losses.count / 100))
    return tail.reduce(0, +) / Double(tail.count)
  }

  func text(full: Bool) -> String {
    let rounded = (seconds * 1000).rounded() / 1000
    return "Run of \(losses.count) steps, loss \(significant(final, 5)), \(numberText(rounded)) s"
  }

  private func significant(_ x: Double, _ digits: Int) -> String {
    guard x.isFinite, x != 0 else { return numberText(x) }
    var scale = 1.0
    var size = abs(x)
    while size < 1 { size *= 10; scale *= 10 }
    while size >= 10 { size /= 10; scale /= 10 }
    for _ in 1..<digits { scale *= 10 }
    return numberText((x * scale).rounded() / scale)
  }
}

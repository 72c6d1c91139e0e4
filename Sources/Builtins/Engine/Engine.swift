import Catalogue
import Syntax
import Tensor
import Training

/// What builtins keep for a session: threads, random keys, the trace under way, and the way to whoever shows progress.
///
/// A class: builtins of one session share it. It belongs to the thread that interprets.
public final class Engine {
  /// The threads for what is computed next.
  public internal(set) var team: Team
  /// Whether the user asked to stop; read by the threads that train.
  public let isInterrupted: @Sendable () -> Bool
  /// Shows how far a training is: done and total steps, and the loss. Nil where nobody looks.
  public var progress: ((_ step: Int, _ steps: Int, _ loss: Double) -> Void)?
  /// Shows a figure in the place of the one that it showed before, while a training goes on. Nil where nothing can be drawn over.
  public var watched: ((FigureObject) -> Void)?
  /// Called when the training is over, so that the progress can be wiped off.
  public var progressEnded: (() -> Void)?
  /// Whether the times that scripts get are 0.
  public var isTimeless = false
  var seeds: Seeds { didSet { drawChanges &+= 1 } }
  /// How often the session's random numbers have moved, or were set.
  public private(set) var drawChanges = 0
  /// Calls so far that read or wrote what is not the session's own, as files.
  public internal(set) var outsideCalls = 0
  /// Steps that trainings have made one after another since the session began.
  public internal(set) var stepsMade = 0
  /// Steps of each training that ran side by side with others and was interrupted; nil once that is over.
  public var stepsTogether: [Int]?
  /// When trainings are to be interrupted; nil for never.
  var stop: StepStop?
  /// The trace that calls of closures record into, innermost last.
  var traces: [Tracer] = []

  public init(threads: Int, seed: UInt64, isInterrupted: @escaping @Sendable () -> Bool) {
    team = Team(threads: threads)
    seeds = Seeds(seed: seed)
    self.isInterrupted = isInterrupted
  }

  /// Where the session's random numbers are.
  public var draws: AnyHashable {
    get { seeds }
    set { if let new = newValue as? Seeds { seeds = new } }
  }

  /// What brings the session's random numbers back to where they are now.
  public func restorer() -> () -> Void { { [seeds] in self.seeds = seeds } }

  /// Sets the session's seed, as `seed(7)` does.
  public func seed(_ seed: UInt64) { seeds = Seeds(seed: seed) }
}

extension Context {
  /// The session's engine. A context that was not made with one gets an engine of its own.
  var engine: Engine { (services as? Engine) ?? Engine(threads: 1, seed: 0, isInterrupted: { false }) }
}

/// The keys of a session: draw number i takes child i of the seed's key.
struct Seeds: Hashable {
  private let root: Key
  private var count: UInt64 = 0

  init(seed: UInt64) { root = Key(seed) }
  /// The keys of call i of `many` and `best`: children of one key.
  init(root: Key) { self.root = root }

  mutating func next() -> Key {
    defer { count += 1 }
    return root.child(count)
  }
}

extension TensorError {
  var failure: Failure { Failure(message) }
}

/// Runs an operation on tensors and says what is wrong in the user's words.
func attempt<T>(_ body: () throws(TensorError) -> T) throws(Failure) -> T {
  do { return try body() } catch { throw error.failure }
}

import Catalogue
import Tensor

/// What makes the steps of a run.
protocol RunDriver: AnyObject {
  /// What `train` was told.
  var settings: TrainingSettings { get }
  /// Whether a step needs the interpreter or several threads; otherwise any one may run it, beside others.
  var goesAlone: Bool { get }
  /// Makes more steps of `run`, from the model's and the run's present values.
  /// - Returns: whether all steps were made; false where the user interrupted.
  func run(_ run: Run, steps: Int, _ surroundings: Surroundings) throws(Failure) -> Bool
  /// The optimizer's state, where the run left it here.
  /// - like: a state with the same names and shapes.
  func state(like: Record) throws(Failure) -> Record
  /// The state of a saved run, in the form that `run`, which has made no step yet, keeps it in.
  /// - Throws: where it does not fit.
  func state(of saved: RunState, for run: Run) throws(Failure) -> Record
  /// Where a run stands, as one vector, if in more digits than its model's parameters hold; else nil.
  func position(of run: Run) -> Tensor?
  /// Goes on from such a vector, unless the model's parameters are others.
  func start(at position: Tensor, of run: Run)
}

extension RunDriver {
  func state(like: Record) -> Record { like }
  func position(of run: Run) -> Tensor? { nil }
  func start(at position: Tensor, of run: Run) {}
}

/// Whom a training asks and tells while it runs.
struct Surroundings {
  let isInterrupted: @Sendable () -> Bool
  /// How many steps may be made before the training is interrupted; nil for any.
  var mostSteps: Int?
  /// Done and total steps, and the loss.
  var progress: ((Int, Int, Double) -> Void)?
  /// For schedules and conditions; nil where the training runs beside others.
  var context: (any Context)?
  /// Who draws the run while it goes on; nil where nobody watches.
  var watching: Watching?
}

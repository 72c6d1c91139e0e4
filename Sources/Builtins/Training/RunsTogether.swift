import Catalogue
import Synchronization
import Tensor
import Training

extension Run {
  /// Makes more steps; false where the user interrupted.
  func go(_ steps: Int, in context: any Context) throws(Failure) -> Bool {
    let watching = Watching(session.settings.view, in: context)
    let finished = try go(steps, watching, in: context)
    if finished { try watching?.draw(self) }
    return finished
  }

  /// The same, without a picture at the end.
  fileprivate func go(_ steps: Int, _ watching: Watching?, in context: any Context) throws(Failure) -> Bool {
    let engine = context.engine
    let before = losses.count
    defer {
      engine.stepsMade += losses.count - before
      engine.progressEnded?()
    }
    return try session.run(
      self, steps: steps,
      Surroundings(
        isInterrupted: engine.isInterrupted, mostSteps: engine.stepsLeft, progress: engine.progress, context: context, watching: watching))
  }
}

/// Several trainings side by side: each runs on one thread from its first step to its last, so that they share nothing.
///
/// A class: the threads of a team share it.
final class RunsTogether: TeamWork {
  private let runs: [Run]
  private let steps: Int
  private let isInterrupted: @Sendable () -> Bool
  /// How many steps each may make before it is interrupted; nil for any.
  private let mostSteps: [Int?]
  /// Told by the caller's own thread how many runs are done.
  private let progress: ((Int, Int, Double) -> Void)?
  /// Who draws the runs of the caller's own thread.
  private let watching: Watching?
  private let done = Atomic<Int>(0)
  /// What stopped each run; nil where it made all its steps. A run's entry is written by the thread that has it.
  private let outcomes: UnsafeMutableBufferPointer<Outcome>

  private enum Outcome {
    case waiting, finished, interrupted
    case failed(Failure)
  }

  private init(_ runs: [Run], _ steps: Int, _ watching: Watching?, in context: any Context) {
    let engine = context.engine
    self.runs = runs
    self.steps = steps
    self.watching = watching
    isInterrupted = engine.isInterrupted
    mostSteps = runs.indices.map(engine.stepsLeft)
    progress = engine.progress
    outcomes = .allocate(capacity: runs.count)
    outcomes.initialize(repeating: .waiting)
    super.init()
  }

  deinit {
    outcomes.deinitialize()
    outcomes.deallocate()
  }

  override func run(job: Int, worker: Int) {
    // a closure of its own: one that all threads share would have them wait for each other's reference counts
    let surroundings = Surroundings(
      isInterrupted: { [isInterrupted] in isInterrupted() }, mostSteps: mostSteps[job], watching: worker == 0 ? watching : nil)
    do {
      outcomes[job] = try runs[job].session.run(runs[job], steps: steps, surroundings) ? .finished : .interrupted
    } catch {
      outcomes[job] = .failed(error)
    }
    let count = done.wrappingAdd(1, ordering: .relaxed).newValue
    if worker == 0 { progress?(count, runs.count, runs[job].final) }
  }

  /// Makes more steps (none or more) of all runs, and gives them as a list. Where one of them goes alone, all go one after another.
  static func go(_ runs: [Run], _ steps: Int, in context: any Context) throws(Failure) -> Value {
    guard Set(runs.map { ObjectIdentifier($0.model) }).count == runs.count else {
      throw Failure("the same model stands in the list twice", hint: "copy(m) makes another one")
    }
    let list = Value.list(runs.map { .object($0) })
    let watching = Watching(runs.last?.session.settings.view ?? .nothing, in: context)
    if runs.contains(where: { $0.session.goesAlone }) {
      for run in runs { if try !run.go(steps, watching, in: context) { throw Failure.interrupted(partial: list) } }
    } else {
      try go(together: runs, steps, watching, in: context)
    }
    if let last = runs.last { try watching?.draw(last) }
    return list
  }

  /// None of the runs goes alone.
  private static func go(together runs: [Run], _ steps: Int, _ watching: Watching?, in context: any Context) throws(Failure) {
    let before = runs.map(\.losses.count)
    let together = RunsTogether(runs, steps, watching, in: context)
    let (engine, team) = (context.engine, context.engine.team)
    // what a view computes meanwhile has the caller's thread
    engine.team = Team(threads: 1)
    team.run(together, jobs: runs.count)
    engine.team = team
    engine.progressEnded?()
    for (i, outcome) in together.outcomes.enumerated() {
      if case .failed(let failure) = outcome {
        throw Failure("run \(i) of the list: \(failure.message)", hint: failure.hint, at: failure.span)
      }
    }
    for case .interrupted in together.outcomes {
      context.engine.stepsTogether = zip(runs, before).map { $0.losses.count - $1 }
      throw Failure.interrupted(partial: .list(runs.map { .object($0) }))
    }
  }
}

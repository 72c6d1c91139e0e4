import Builtins
import Catalogue
import Language
import Syntax

/// A session whose cells run again and again as their file is edited, each only where something has changed that it may read. A class:
/// it belongs to its session.
public final class CellRuns {
  /// What happens to a cell, by its place.
  public enum Event {
    case begins(Int)
    /// It ran to its end; the number of this run.
    case ended(Int, run: Int)
    /// An earlier run stands for it.
    case kept(Int, run: Int)
  }

  private let session: Session
  private let memory: CellMemory

  /// - Parameter session: one in which nothing has run yet.
  public init(_ session: Session) {
    self.session = session
    let engine = session.engine
    memory = CellMemory(
      session.interpreter,
      CellMemory.Outside(
        draws: { engine.draws }, setDraws: { engine.draws = $0 }, drawChanges: { engine.drawChanges }, calls: { engine.outsideCalls }))
  }

  /// Brings names, values and outputs to those of the submission's cells, run one after the other from the beginning.
  public func run(_ submission: Submission, _ onEvent: (Event) -> Void) -> Outcome {
    session.performing(submission) { () throws(Failure) in
      do throws(Failure) {
        try memory.begin(submission.cells, folder: submission.folder)
      } catch {
        if let place = memory.place(of: error) { onEvent(.begins(place)) }
        throw error
      }
      for place in submission.cells.indices {
        if let run = memory.reuse(place) {
          onEvent(.kept(place, run: run))
        } else {
          onEvent(.begins(place))
          onEvent(.ended(place, run: try memory.run(place) { session.show($0, submission.origin) }))
        }
      }
      return nil
    }.outcome
  }

  /// Numbers of the runs that may still stand for cells.
  public var numbers: Set<Int> { memory.numbers }

  /// The user's names with their values to the last digit.
  public var exactValues: [(name: String, value: String)] { session.exactValues }
}

import Catalogue
import Training

extension Value {
  /// Where it is a run: what the instructions of its step cost, each by itself.
  public func instructionCosts() -> [InstructionCost]? {
    guard case .object(let object) = self, let run = object as? Run, let session = run.session as? TrainingSession else { return nil }
    return (try? session.execution())?.costs()
  }
}

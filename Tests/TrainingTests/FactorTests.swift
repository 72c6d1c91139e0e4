import Instructions
import Tensor
import Testing

@testable import Training

/// Which multiplications leave the tiles. That the results stay is tested where all plans are.
@Suite struct FactorTests {
  /// A layer of a matrix [m × n], its loss, and the gradient's plan.
  private func plan(_ m: Int, _ n: Int, _ loss: (_ y: Term, _ w: Term) throws -> Term) throws -> Plan {
    let graph = Graph()
    let w = graph.input(shape: [m, n], level: .step)
    let x = graph.uniform(shape: [n])
    let mean = try graph.batchMean(loss(Term.product(.symbol(w), x), .symbol(w)).symbol(in: graph))
    var goal = Goal(graph: graph)
    goal.results = try [mean] + graph.gradient(of: mean, by: [w], overBatch: true)
    return Planner.plan(goal, precision: .float32, batch: 512)
  }

  private func multiplications(_ plan: Plan) -> Int { plan.tile.count { [.mul, .div].contains($0.instruction.op) } }

  @Test func weightsOfALossMultiplyTheSums() throws {
    let plan = try plan(8, 20) { y, _ in try (Elementwise.square(y) * Term(3)).mean() }
    #expect(multiplications(plan) == 0)
    #expect(plan.factors.count >= 2)
  }

  @Test func whatIsNotLinearKeepsItsFactor() throws {
    let plan = try plan(8, 20) { y, _ in try Elementwise.tanh(y * Term(3)).sum() }
    #expect(multiplications(plan) >= 1)
  }

  @Test func aMatrixThatIsLargerThanTheTilesIsNotMultiplied() throws {
    let plan = try plan(300, 2000) { y, _ in try Elementwise.square(y).mean() }
    // the loss, but not the gradient
    #expect(plan.factors.allSatisfy { $0.instruction.width <= lanes })
    #expect(multiplications(plan) >= 1)
  }
}

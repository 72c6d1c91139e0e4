import Tensor
import Testing

@testable import Training

/// New values that are made in their place, against those that are made beside it and copied.
@Suite struct UpdateTests {
  /// An optimizer of one parameter: gradient, parameter, state → step, state.
  struct Rule: Sendable, CustomTestStringConvertible {
    let name: String
    /// How many of its states are made in their place.
    let inPlace: Int
    let update: @Sendable (Term, Term, [Term]) throws -> (step: Term, state: [Term])
    var testDescription: String { name }
  }

  static let rules: [Rule] = [
    Rule(name: "two means", inPlace: 2) { g, _, s in
      let m = try s[0] * Term(0.9) + g * Term(0.1)
      let v = try s[1] * Term(0.99) + Elementwise.square(g) * Term(0.01)
      return (try m / (Elementwise.sqrt(v) + Term(1e-3)) * Term(-0.01), [m, v])
    },
    Rule(name: "a mean that follows the parameter", inPlace: 1) { g, p, s in
      let m = try s[0] * Term(0.9) + g + p * Term(0.1)
      let v = try s[1] * Term(0.5) + g
      return (try (m + v) * Term(-0.01), [m, v])
    },
    Rule(name: "means of each other", inPlace: 0) { g, _, s in
      let m = try s[0] * Term(0.9) + s[1] * Term(0.1) + g
      let v = try s[1] * Term(0.5) + s[0] * Term(0.5)
      return (try m * Term(-0.01), [m, v])
    },
    Rule(name: "a clipped gradient", inPlace: 2) { g, _, s in
      let clipped = try g / (Elementwise.square(g).sum() + Term(1))
      let m = try s[0] * Term(0.9) + clipped
      return (try m * Term(-0.01), [m, try s[1] + clipped * clipped])
    },
  ]

  @Test(arguments: rules, [Precision.float32, .float64]) func sameBits(_ rule: Rule, _ precision: Precision) throws {
    for matrixBytes in [0, Chunks.matrixBytes] {
      let beside = try train(rule, precision, matrixBytes, remadeFrom: .max)
      let inPlace = try train(rule, precision, matrixBytes, remadeFrom: 1)
      #expect(beside.remade == 0)
      #expect(inPlace.remade == rule.inPlace * 2, "\(rule.name)")
      #expect(beside.values == inPlace.values)
      #expect(beside.values.allSatisfy { $0.allSatisfy(\.isFinite) && Set($0).count > 1 })
    }
  }

  /// Five steps of a small autoencoder whose matrices have rows of whole and of odd numbers of vectors.
  private func train(_ rule: Rule, _ precision: Precision, _ matrixBytes: Int, remadeFrom: Int) throws -> (values: [[Double]], remade: Int)
  {
    let graph = Graph()
    let shapes = [[90, 64], [64, 90]]
    let parameters = shapes.map { graph.input(shape: $0, level: .step) }
    let states = shapes.map { shape in (0..<2).map { _ in graph.input(shape: shape, level: .step) } }
    let sample = graph.input(shape: [64], level: .sample)
    let h = try Elementwise.relu(Term.product(.symbol(parameters[0]), .symbol(sample)))
    let loss = try Elementwise.square(Term.product(.symbol(parameters[1]), h) - .symbol(sample)).mean().symbol(in: graph)
    let mean = try graph.batchMean(loss)
    let gradients = try graph.gradient(of: mean, by: parameters, overBatch: true)
    var goal = Goal(graph: graph)
    goal.results = [mean]
    goal.inputs = parameters + states.flatMap { $0 }
    var stateUpdates: [(input: Symbol, value: Symbol)] = []
    for (i, p) in parameters.enumerated() {
      let (step, state) = try rule.update(.symbol(gradients[i]), .symbol(p), states[i].map { .symbol($0) })
      goal.updates.append((p, try (.symbol(p) + step).symbol(in: graph)))
      for (input, value) in zip(states[i], state) { stateUpdates.append((input, try value.symbol(in: graph))) }
    }
    goal.guarded = goal.updates.count
    goal.updates += stateUpdates

    let batch = 300
    var generator = Generator(Key(5))
    let table = try generator.uniform([batch, 64]).float32
    let plan = Planner.plan(goal, precision: precision, batch: batch, matrixBytes: matrixBytes, remadeFrom: remadeFrom)
    let execution = try Execution(
      goal, plan, precision: precision, team: Team(threads: 2), batch: batch, tables: [sample.id: Samples(table, precision: precision)])
    for (p, shape) in zip(parameters, shapes) { execution.set(p, try generator.normal(shape).float32) }
    for state in states.flatMap({ $0 }) { execution.set(state, try Tensor.zeros(state.shape)) }
    for step in 0..<5 {
      #expect(try execution.begin(key: 1, step: step, isInterrupted: { false }))
      #expect(execution.finish() == .done)
    }
    let copied = plan.updates.filter { $0.instruction.op == .copy }.count
    return (goal.inputs.map { execution.value(of: $0).doubles }, goal.updates.count - copied)
  }
}

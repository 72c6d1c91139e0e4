import Tensor
import Testing

@testable import Training

/// New values that are made block by block in their places, against those that are made beside them and copied.
@Suite struct UpdateTests {
  /// An optimizer of one parameter: gradient, parameter, state → step, state.
  struct Rule: Sendable, CustomTestStringConvertible {
    let name: String
    /// How many of the parameter and its states are made in their places.
    let inPlace: Int
    let update: @Sendable (Term, Term, [Term]) throws -> (step: Term, state: [Term])
    var testDescription: String { name }
  }

  static let rules: [Rule] = [
    Rule(name: "two means", inPlace: 3) { g, _, s in
      let m = try s[0] * Term(0.9) + g * Term(0.1)
      let v = try s[1] * Term(0.99) + Elementwise.square(g) * Term(0.01)
      return (try m / (Elementwise.sqrt(v) + Term(1e-3)) * Term(-0.01), [m, v])
    },
    Rule(name: "a mean that follows the parameter", inPlace: 3) { g, p, s in
      let m = try s[0] * Term(0.9) + g + p * Term(0.1)
      let v = try s[1] * Term(0.5) + g
      return (try (m + v) * Term(-0.01), [m, v])
    },
    Rule(name: "means of each other", inPlace: 3) { g, _, s in
      let m = try s[0] * Term(0.9) + s[1] * Term(0.1) + g
      let v = try s[1] * Term(0.5) + s[0] * Term(0.5)
      return (try m * Term(-0.01), [m, v])
    },
    Rule(name: "a clipped gradient", inPlace: 3) { g, _, s in
      let clipped = try g / (Elementwise.square(g).sum() + Term(1))
      let m = try s[0] * Term(0.9) + clipped
      return (try m * Term(-0.01), [m, try s[1] + clipped * clipped])
    },
    Rule(name: "a mean of bounded length", inPlace: 2) { g, _, s in
      let m = try s[0] * Term(0.9) + g
      return (try m / (Elementwise.square(m).sum() + Term(1)) * Term(-0.01), [m, try s[1] * Term(0.9) + m])
    },
    // what lies behind the last element is 0, and 0/0 is nobody's
    Rule(name: "a step by the sign", inPlace: 3) { g, p, s in
      let sign = try p / Elementwise.sqrt(Elementwise.square(p))
      return (try (sign + g) * Term(-0.01), [try s[0] * Term(0.9) + g, try s[1] * Term(0.9) + sign])
    },
    Rule(name: "values from before", inPlace: 1) { g, p, s in (try (g + s[1]) * Term(-0.01), [p, s[0]]) },
  ]

  /// Steps of a small autoencoder whose matrices end within a vector.
  private struct Training {
    let plan: Plan
    let execution: Execution
    let goal: Goal
    let parameters: [Symbol]
    let states: [[Symbol]]

    init(_ rule: Rule, _ precision: Precision, matrixBytes: Int = Chunks.matrixBytes, blockwiseFrom: Int) throws {
      let graph = Graph()
      let shapes = [[90, 63], [63, 90]]
      parameters = shapes.map { graph.input(shape: $0, level: .step) }
      states = shapes.map { shape in (0..<2).map { _ in graph.input(shape: shape, level: .step) } }
      let sample = graph.input(shape: [63], level: .sample)
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
      self.goal = goal

      let batch = 300
      var generator = Generator(Key(5))
      let table = try generator.uniform([batch, 63]).float32
      plan = Planner.plan(goal, precision: precision, batch: batch, matrixBytes: matrixBytes, blockwiseFrom: blockwiseFrom)
      execution = try Execution(
        goal, plan, precision: precision, team: Team(threads: 2), batch: batch, tables: [sample.id: Samples(table, precision: precision)])
      for (p, shape) in zip(parameters, shapes) { execution.set(p, try generator.normal(shape).float32) }
      for state in states.flatMap({ $0 }) { execution.set(state, try Tensor.zeros(state.shape)) }
    }

    /// How many updates go block by block.
    var blockwise: Int { goal.updates.count - plan.updates.count }
    var values: [[Double]] { goal.inputs.map { execution.value(of: $0).doubles } }

    func step(_ i: Int, isInterrupted: @escaping () -> Bool = { false }) throws -> Execution.Ending {
      #expect(try execution.begin(key: 1, step: i, isInterrupted: { false }))
      return execution.finish(isInterrupted: isInterrupted)
    }
  }

  @Test(arguments: rules, [Precision.float32, .float64]) func sameBits(_ rule: Rule, _ precision: Precision) throws {
    for matrixBytes in [0, Chunks.matrixBytes] {
      let beside = try Training(rule, precision, matrixBytes: matrixBytes, blockwiseFrom: .max)
      let inPlace = try Training(rule, precision, matrixBytes: matrixBytes, blockwiseFrom: 1)
      for i in 0..<5 {
        #expect(try beside.step(i) == .done)
        #expect(try inPlace.step(i) == .done)
      }
      #expect(beside.blockwise == 0)
      #expect(inPlace.blockwise == rule.inPlace * 2, "\(rule.name)")
      #expect(beside.values == inPlace.values)
      #expect(beside.values.allSatisfy { $0.allSatisfy(\.isFinite) && Set($0).count > 1 })
    }
  }

  @Test(arguments: [1, Int.max]) func aStateMayKeepWhatAnInputWas(_ blockwiseFrom: Int) throws {
    let rule = try #require(UpdateTests.rules.first { $0.name == "values from before" })
    let training = try Training(rule, .float32, blockwiseFrom: blockwiseFrom)
    var before: [[Double]] = []
    for i in 0..<3 {
      before.append(training.execution.value(of: training.parameters[0]).doubles)
      #expect(try training.step(i) == .done)
    }
    #expect(training.execution.value(of: training.states[0][0]).doubles == before[2])
    #expect(training.execution.value(of: training.states[0][1]).doubles == before[1])
    #expect(Set(before).count == 3)
  }

  @Test(arguments: [1, Int.max], [Precision.float32, .float64])
  func aStepThatIsNotMadeChangesNothing(_ blockwiseFrom: Int, _ precision: Precision) throws {
    let rule = try #require(UpdateTests.rules.first { $0.name == "two means" })
    let training = try Training(rule, precision, blockwiseFrom: blockwiseFrom)
    #expect(try training.step(0) == .done)
    // the root of a negative mean in the last block of the last matrix
    let v = training.states[1][1]
    var broken = training.execution.value(of: v).doubles
    broken[broken.count - 1] = -1e9
    training.execution.set(v, Tensor(broken, shape: v.shape))
    let set = training.values
    #expect(try training.step(1) == .notFinite)
    #expect(training.values == set)
  }

  @Test func blocksAreInterrupted() throws {
    let training = try Training(UpdateTests.rules[0], .float32, blockwiseFrom: 1)
    let before = training.values
    #expect(try training.step(0, isInterrupted: { true }) == .interrupted)
    #expect(training.values == before)
    #expect(try training.step(0) == .done)
    #expect(training.values != before)
  }
}

import Instructions
import Tensor
import Testing

@testable import Training

/// Sorting sparse samples changes the order of sums, and nothing else.
@Suite struct SampleOrderTests {
  /// Features that are on near a random place: a condition of the place, for n features.
  struct Window: Sendable, CustomTestStringConvertible {
    let name: String
    let condition: @Sendable (_ place: Term, _ n: Int) throws -> Term
    var testDescription: String { name }
  }

  private static func positions(_ n: Int) throws -> Term { .tensor(Tensor((0..<n).map { Double($0) / Double(n) }, shape: [n])) }

  static let windows: [Window] = [
    Window(name: "circle") { u, n in
      let d = try Elementwise.abs(positions(n) * Term(2 * .pi) - u * Term(2 * .pi))
      return try Elementwise.lessOrEqual(Elementwise.min(d, Term(2 * .pi) - d) / Term(0.2), Term(.pi / 2))
    },
    Window(name: "remainder") { u, n in
      let d = try Elementwise.remainder(positions(n) - u + Term(1), Term(1))
      return try Elementwise.less(Elementwise.min(d, Term(1) - d), Term(0.03))
    },
    Window(name: "line, from both sides") { u, n in
      let d = try positions(n) - u * u
      return try Elementwise.and(Elementwise.greater(d, Term(-0.1)), Elementwise.not(Elementwise.greaterOrEqual(d, Term(0.02))))
    },
    Window(name: "square, root and quotient") { u, n in
      let d = try Elementwise.square((positions(n) - u) / (u + Term(1)))
      return try Elementwise.or(Elementwise.less(Elementwise.sqrt(d), Term(0.05)), Elementwise.less(d, Term(0)))
    },
  ]

  /// A toy model on such features: the goal, and the loss and gradients that it finds.
  private func problem(_ window: Window, n: Int, h: Int = 3) throws -> (goal: Goal, parameters: [Symbol]) {
    let graph = Graph()
    let parameters = [graph.input(shape: [h, n], level: .step), graph.input(shape: [n], level: .step)]
    let p = parameters.map { Term.symbol($0) }
    let (place, size) = (graph.uniform(shape: []), graph.uniform(shape: []))
    let x = try Elementwise.choose(window.condition(place, n), size * Elementwise.cos(positions(n) * place), Term(0))
    let y = try Elementwise.relu(Term.product(p[0].transposed(), Term.product(p[0], x)) + p[1])
    let mean = try graph.batchMean((Elementwise.square(y - x).mean() + x.sum() * Term(0.01)).symbol(in: graph))
    var goal = Goal(graph: graph)
    goal.results = try [mean] + graph.gradient(of: mean, by: parameters, overBatch: true)
    goal.inputs = parameters
    return (goal, parameters)
  }

  private func positions(_ n: Int) throws -> Term { try Self.positions(n) }

  /// With little room for sums, chunks share those of large matrices.
  @Test(
    arguments: windows,
    [256, 1000, 1024].flatMap { batch in [(batch, 3, Chunks.matrixBytes), (batch, 32, Chunks.matrixBytes), (batch, 32, 0)] })
  func sortedSamplesGiveTheSameGradient(_ window: Window, size: (batch: Int, h: Int, matrixBytes: Int)) throws {
    let (n, batch) = (70, size.batch)
    let (goal, parameters) = try problem(window, n: n, h: size.h)
    var generator = Generator(Key(5))
    let values = try [generator.normal([size.h, n]).float32, generator.normal([n]).float32]
    var results: [[[Double]]] = []
    for (precision, threads) in [(Precision.float64, 1), (.float32, 1), (.float32, 2), (.float32, 3)] {
      let plan = Planner.plan(goal, precision: precision, batch: batch, matrixBytes: size.matrixBytes)
      #expect((plan.draws != nil) == (precision == .float32), "sorted are samples of Float alone")
      #expect(plan.chunks.shareMatrices == (size.matrixBytes == 0))
      let execution = try Execution(goal, plan, precision: precision, team: Team(threads: threads), batch: batch)
      for (symbol, value) in zip(parameters, values) { execution.set(symbol, value) }
      #expect(try execution.begin(key: 11, step: 4, isInterrupted: { false }))
      results.append(goal.results.map { execution.value(of: $0).doubles })
    }
    #expect(results[1] == results[2] && results[1] == results[3], "the threads change the bits")
    for (i, expected) in results[0].enumerated() {
      let scale = expected.map(abs).max() ?? 0
      let worst = zip(results[1][i], expected).map { abs($0 - $1) }.max() ?? .infinity
      #expect(scale > 0)
      #expect(worst <= 1e-5 * scale, "result \(i): \(worst) of \(scale)")
    }
  }

  /// Wherever a step is interrupted, the next ones have the bits that they have without it.
  @Test(arguments: [(1, Chunks.matrixBytes), (2, Chunks.matrixBytes), (1, 0), (2, 0)])
  func anInterruptedStepLeavesNothingBehind(threads: Int, matrixBytes: Int) throws {
    let (n, h, batch) = (70, 32, 1024)
    let (goal, parameters) = try problem(Self.windows[0], n: n, h: h)
    var generator = Generator(Key(5))
    let values = try [generator.normal([h, n]).float32, generator.normal([n]).float32]
    let team = Team(threads: threads)
    let plan = Planner.plan(goal, precision: .float32, batch: batch, matrixBytes: matrixBytes)
    #expect(plan.draws != nil)
    func execution() throws -> Execution {
      let execution = try Execution(goal, plan, precision: .float32, team: team, batch: batch)
      for (symbol, value) in zip(parameters, values) { execution.set(symbol, value) }
      return execution
    }
    func results(_ execution: Execution, step: Int) throws -> [[Double]] {
      #expect(try execution.begin(key: 11, step: step, isInterrupted: { false }))
      return goal.results.map { execution.value(of: $0).doubles }
    }
    let undisturbed = try execution()
    let expected = try (4...6).map { try results(undisturbed, step: $0) }
    var interrupted = 0
    for last in 1...40 {
      let disturbed = try execution()
      #expect(try results(disturbed, step: 4) == expected[0])
      var asked = 0
      let done = try disturbed.begin(key: 11, step: 5) {
        asked += 1
        return asked >= last
      }
      interrupted += done ? 0 : 1
      #expect(done == (asked < last), "a step is dropped when it is interrupted, and only then")
      #expect(try results(disturbed, step: 5) == expected[1])
      #expect(try results(disturbed, step: 6) == expected[2])
    }
    #expect(interrupted > 5)
  }

  /// Rows that are left out are 0 for every sample of the bucket.
  @Test(arguments: windows) func rowsThatAreLeftOutAreZero(_ window: Window) throws {
    let n = 70
    let (goal, _) = try problem(window, n: n)
    let draws = try #require(Planner.plan(goal, precision: .float32, batch: 1024).draws)
    let choice = try #require(draws.choices.first)
    var left = 0
    for bucket in 0..<SampleOrder.buckets {
      for part in [0, 0.001, 0.3, 0.5, 0.9, 1] {
        let place = Tensor(Double(Float((Double(bucket) + part) / Double(SampleOrder.buckets)))).float32
        guard case .tensor(let holds) = try window.condition(.tensor(place), n) else { continue }
        for (row, value) in holds.doubles.enumerated() {
          let isActive = choice.active[bucket * choice.words + row / 64] >> UInt64(row % 64) & 1 == 1
          #expect(isActive || value == 0, "bucket \(bucket), row \(row)")
          left += isActive ? 0 : 1
        }
      }
    }
    #expect(left > SampleOrder.buckets * 6 * n / 2)
  }

  /// Where a parameter decides, or most rows are on, samples stay in their order.
  @Test func otherSamplesStayInTheirOrder() throws {
    let wide = Window(name: "wide") { u, n in try Elementwise.less(Self.positions(n), u) }
    #expect(Planner.plan(try problem(wide, n: 70).goal, precision: .float32, batch: 1024).draws == nil)
    #expect(Planner.plan(try problem(Self.windows[0], n: 70).goal, precision: .float32, batch: 64).draws == nil)
    #expect(Planner.plan(try problem(Self.windows[0], n: 70).goal, precision: .float64, batch: 1024).draws == nil)
  }
}

import Instructions
import Tensor
import Testing

@testable import Training

/// The tile machine against the plain evaluation of the same graph, sample by sample in Float64.
@Suite struct TileMachineTests {
  /// A model's loss of one sample: parameters, sample → a number.
  struct Problem: Sendable, CustomTestStringConvertible {
    let name: String
    let parameters: [[Int]]
    let features: Int
    let loss: @Sendable ([Term], Term) throws -> Term
    var testDescription: String { name }
  }

  static let problems: [Problem] = [
    Problem(name: "toy", parameters: [[3, 7], [7]], features: 7) { p, x in
      let h = try Term.product(p[0], x)
      let y = try Elementwise.relu(Term.product(p[0].transposed(), h) + p[1])
      return try Elementwise.square(y - x).mean()
    },
    // long enough to be worked on in blocks of rows
    Problem(name: "wide toy", parameters: [[3, 70], [70]], features: 70) { p, x in
      let h = try Term.product(p[0], x)
      let y = try Elementwise.relu(Term.product(p[0].transposed(), h) + p[1])
      return try (Elementwise.square(y - x) * p[1]).mean() + Elementwise.cos(x).sum() * Term(0.01) * h.sum()
    },
    Problem(name: "circle", parameters: [[3, 40], [40]], features: 2) { p, x in try circleLoss(p, x) },
    Problem(name: "wide and deep", parameters: [[50, 30], [50], [30, 50]], features: 30) { p, x in
      let a = try Elementwise.tanh(Term.product(p[0], x) + p[1])
      let masked = try Elementwise.choose(Elementwise.greater(a, Term(0)), a, a * Term(0.1))
      let y = try Term.product(p[2], masked)
      return try Elementwise.abs(y - x).sum() + masked.reduced(.max)
    },
    // large enough for sums over the lanes in one number
    Problem(name: "autoencoder", parameters: [[90, 40], [90], [40, 90]], features: 40) { p, x in
      let f = try Elementwise.relu(Term.product(p[0], x) + p[1])
      let y = try Term.product(p[2], f) + Term.product(p[0].transposed(), f) * Term(0.1)
      return try Elementwise.square(y - x).mean() + f.sum() * Term(0.01)
    },
    Problem(name: "deep tanh", parameters: [[5, 4], [5], [6, 5], [6], [4, 6]], features: 4) { p, x in
      let a = try Elementwise.tanh(Term.product(p[0], x) + p[1])
      let b = try Elementwise.tanh(Term.product(p[2], a) + p[3])
      return try Elementwise.square(Term.product(p[4], b) - x).sum()
    },
    Problem(name: "penalty, concat, slices", parameters: [[4, 6], [3]], features: 6) { p, x in
      let h = try Term.product(p[0], x)
      let part = try h.gathered(IndexMap.resolve(shape: [4], indices: [.range(from: 1, to: 3, closed: false)]))
      let joined = try Term.joined([part, p[1]], axis: 0, stacking: false)
      return try Elementwise.exp(joined * Term(0.3)).sum() + Elementwise.abs(p[0]).sum() * Term(0.1)
    },
    Problem(name: "outer and matrices per sample", parameters: [[3, 4]], features: 4) { p, x in
      let h = try Term.product(p[0], x)
      let outer = try h.reshaped([3, 1]) * x.reshaped([1, 4])
      let square = try Term.product(outer, outer.transposed())
      return try Elementwise.tanh(square).sum(axis: 1).reduced(.max)
    },
    Problem(name: "vector times matrix", parameters: [[5, 3], [5]], features: 5) { p, x in
      let h = try Term.product(x * p[1], p[0])
      return try Term.product(h, h)
    },
    Problem(name: "a product that is read in another shape, twice", parameters: [[4, 5], [2, 2]], features: 5) { p, x in
      let h = try Term.product(p[0], x).reshaped([2, 2])
      return try ((h + p[1]) * h).sum()
    },
    Problem(name: "losses of different weights", parameters: [[4, 5], [4]], features: 5) { p, x in
      let y = try Elementwise.relu(Term.product(p[0], x) * Term(0.5) + p[1])
      let far = try Elementwise.square(y).sum() * Term(3) + (p[1] * Term(0.25)).sum()
      return try far + Elementwise.tanh(y * Term(2)).sum() / Term(7)
    },
    Problem(name: "weights of a weight", parameters: [[4, 5], [4]], features: 5) { p, x in
      let w = try p[1].sum()
      return try (Elementwise.relu(Term.product(p[0], x)) * w / Term(3)).sum() * w
    },
    Problem(name: "matrices that are summed as products", parameters: [[64, 40], [64], [40, 64]], features: 40) { p, x in
      let h = try Elementwise.relu(Term.product(p[0], x) + p[1])
      return try Elementwise.square(Term.product(p[2], h) - x).mean() + h.sum() * Term(0.01)
    },
    Problem(name: "sparse features of different importance", parameters: [[2, 5], [5]], features: 5) { p, x in try sparseLoss(p, x) },
    Problem(name: "the same in blocks of rows", parameters: [[2, 130], [130]], features: 130) { p, x in try sparseLoss(p, x) },
    Problem(name: "topk and where", parameters: [[6, 5], [6]], features: 5) { p, x in
      let f = try Elementwise.relu(Term.product(p[0], x) + p[1]).top(2)
      let y = try Term.product(f, p[0])
      return try Elementwise.choose(Elementwise.greater(y, Term(0.1)), Elementwise.square(y - x), y * Term(0.5)).sum()
    },
    Problem(name: "a table by the sample's index", parameters: [[4, 3]], features: 2) { p, x in
      let rows = try p[0].taking(Elementwise.floor(x * Term(4)))
      return try Elementwise.square(rows - Term(0.5)).sum()
    },
  ]

  /// The toy model on the circle; the sample is an angle and a size.
  static func circleLoss(_ p: [Term], _ sample: Term) throws -> Term {
    let θ = try sample.gathered(IndexMap.resolve(shape: [2], indices: [.at(0)])) * Term(6)
    let m = try sample.gathered(IndexMap.resolve(shape: [2], indices: [.at(1)]))
    let φ = Term.tensor(Tensor((0..<40).map { Double($0) * 2 * .pi / 40 }, shape: [40]))
    let d = try Elementwise.abs(φ - θ)
    let a = try Elementwise.min(d, Term(2 * .pi) - d) / Term(0.3)
    let x = try Elementwise.choose(Elementwise.lessOrEqual(a, Term(.pi / 2)), m * Elementwise.cos(a), Term(0))
    let y = try Elementwise.relu(Term.product(p[0].transposed(), Term.product(p[0], x)) + p[1])
    return try Elementwise.square(y - x).mean()
  }

  /// The toy model on independent features, which are made of a uniform sample; the last one counts most.
  static func sparseLoss(_ p: [Term], _ u: Term) throws -> Term {
    let x = try Elementwise.choose(Elementwise.less(u, Term(0.3)), u / Term(0.3), Term(0))
    let y = try Elementwise.relu(Term.product(p[0].transposed(), Term.product(p[0], x)) + p[1])
    let importance = Term.tensor(Tensor((1...x.count).map { Double($0) }, shape: x.shape))
    return try (importance * Elementwise.square(y - x)).mean()
  }

  /// All that can be done in one pass is.
  @Test func sparseFeaturesAreFused() throws {
    let graph = Graph()
    let parameters = [graph.input(shape: [1, 2], level: .step), graph.input(shape: [2], level: .step)]
    let loss = try Self.sparseLoss(parameters.map { .symbol($0) }, graph.uniform(shape: [2])).symbol(in: graph)
    let mean = try graph.batchMean(loss)
    var goal = Goal(graph: graph)
    goal.results = try [mean] + graph.gradient(of: mean, by: parameters, overBatch: true)
    let plan = Planner.plan(goal, precision: .float32, batch: 1024)
    let found = plan.tile.map(\.instruction.op)
    #expect(
      found == [
        .uniform, .keepProduct, .product, .productAdd, .reluSub, .sumWeightedSquares, .gateProduct, .accumulateRows, .accumulateProduct,
        .product,
        .accumulateProduct, .accumulateRows,
      ])
  }

  /// All that can be done in one pass is.
  @Test func theCircleIsFused() throws {
    let graph = Graph()
    let parameters = [graph.input(shape: [3, 40], level: .step), graph.input(shape: [40], level: .step)]
    let sample = graph.input(shape: [2], level: .sample)
    let loss = try Self.circleLoss(parameters.map { .symbol($0) }, .symbol(sample)).symbol(in: graph)
    let mean = try graph.batchMean(loss)
    var goal = Goal(graph: graph)
    goal.results = try [mean] + graph.gradient(of: mean, by: parameters, overBatch: true)
    let plan = Planner.plan(goal, precision: .float32, batch: 1024)
    let found = Set(plan.tile.map(\.instruction.op))
    #expect(found.isSuperset(of: [.productAdd, .reluSub, .sumSquares, .gate, .cosWindow, .arc]))
    #expect(found.isDisjoint(with: [.abs, .relu, .choose, .gateProduct, .lessEqual, .cos]))
  }

  @Test(arguments: problems, [1, 16, 100, 128, 300]) func lossAndGradientAgree(_ problem: Problem, batch: Int) throws {
    let graph = Graph()
    let parameters = problem.parameters.map { graph.input(shape: $0, level: .step) }
    let sample = graph.input(shape: [problem.features], level: .sample)
    let loss = try problem.loss(parameters.map { .symbol($0) }, .symbol(sample)).symbol(in: graph)
    let mean = try graph.batchMean(loss)
    let overBatch = try graph.gradient(of: mean, by: parameters, overBatch: true)
    let perSample = try graph.gradient(of: loss, by: parameters, overBatch: false)

    var generator = Generator(Key(3))
    let values = try problem.parameters.map { try generator.normal($0).float32 }
    let table = try generator.uniform([batch, problem.features]).float32

    var expected = try ([[]] + problem.parameters).map { try Tensor.zeros($0).doubles }
    for row in 0..<batch {
      let x = table.gathered(try IndexMap.resolve(shape: table.shape, indices: [.at(row)])).float64
      let results = graph.evaluate([loss] + perSample, inputs: [(sample, x)] + zip(parameters, values.map(\.float64)))
      for (i, result) in results.enumerated() { for (e, g) in result.doubles.enumerated() { expected[i][e] += g / Double(batch) } }
    }

    // with little room for sums, chunks share those of the matrices
    for (precision, tolerance, matrixBytes) in [
      (Precision.float64, 1e-12, Chunks.matrixBytes), (.float32, 1e-5, Chunks.matrixBytes), (.float32, 1e-5, 0), (.float64, 1e-12, 0),
    ] {
      for threads in [1, 2, 3] {
        var goal = Goal(graph: graph)
        goal.results = [mean] + overBatch
        goal.inputs = parameters
        let plan = Planner.plan(goal, precision: precision, batch: batch, matrixBytes: matrixBytes)
        let execution = try Execution(
          goal, plan, precision: precision, team: Team(threads: threads), batch: batch,
          tables: [sample.id: Samples(table, precision: precision)])
        for (symbol, value) in zip(parameters, values) { execution.set(symbol, value) }
        #expect(try execution.begin(key: 1, step: 0, isInterrupted: { false }))
        #expect(execution.finish() == .done)
        for (i, symbol) in goal.results.enumerated() {
          let found = execution.value(of: symbol).doubles
          let scale = max(1e-3, expected[i].map(abs).max() ?? 0)
          let worst = zip(found, expected[i]).map { abs($0 - $1) }.max() ?? 0
          #expect(worst / scale < tolerance, "\(precision) \(threads) threads, result \(i): \(worst / scale)")
        }
      }
    }
  }
}

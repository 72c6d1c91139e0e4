import Foundation
import Testing

/// A training of ten full-batch steps that PyTorch did in float64; `torch_trajectories.py` beside the file makes it again.
private struct Trajectory: Decodable {
  var W0: [[Double]]
  var b0: [Double]
  var X: [[Double]]
  var importance: [Double]
  var losses: [Double]
  var W: [[Double]]
  var b: [Double]

  struct File: Decodable {
    var adam: Trajectory
    var sgd_momentum: Trajectory
  }

  static func read() throws -> File {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../TrainingTests/Peers/torch_trajectories.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: file))
  }
}

/// What comes out of a training.
private struct Outcome {
  var losses: [Double]
  var W: [Double]
  var b: [Double]

  /// The largest difference in the losses, in W and in b, each as a part of its largest element.
  func difference(from other: Outcome) -> Double {
    max(Reading.difference(losses, other.losses), Reading.difference(W, other.W), Reading.difference(b, other.b))
  }
}

extension Trajectory {
  fileprivate var outcome: Outcome { Outcome(losses: losses, W: W.flatMap { $0 }, b: b) }

  /// The same training by Tegum.
  fileprivate func trained(_ optimizer: String, precision: Int = 32) throws -> Outcome {
    let text = """
      let m = model(W: \(W0), b: \(b0), importance: \(importance)) { p, x in relu(p.W.T @ (p.W @ x) + p.b) }
      let run = train(m, \(optimizer), \(losses.count), data: \(X), batch: nil, precision: \(precision))
      [run.loss, flatten(m.W), m.b]
      """
    let found = try numbers(of: text)
    try #require(found.count == losses.count + 4 * b0.count)
    let ends = (losses.count, losses.count + 3 * b0.count)
    return Outcome(losses: Array(found[..<ends.0]), W: Array(found[ends.0..<ends.1]), b: Array(found[ends.1...]))
  }

  /// The case with its start rounded to Float32, as a model keeps its parameters.
  fileprivate var rounded: Trajectory {
    var copy = self
    copy.W0 = W0.map { $0.map { Double(Float($0)) } }
    copy.b0 = b0.map { Double(Float($0)) }
    return copy
  }

  /// The same training written out in Double: it ties the Float64 of Tegum to the file, whose start no model can hold.
  fileprivate func computed(_ rule: Rule) -> Outcome {
    let n = b0.count, h = W0.count
    var p = W0.flatMap { $0 } + b0
    var m = [Double](repeating: 0, count: p.count), v = m
    var losses: [Double] = []
    for t in 1...self.losses.count {
      var g = [Double](repeating: 0, count: p.count), loss = 0.0
      let scale = 1 / Double(X.count * n)
      for x in X {
        let hidden = (0..<h).map { k in (0..<n).reduce(0) { $0 + p[k * n + $1] * x[$1] } }
        let y = (0..<n).map { i in max(0, (0..<h).reduce(p[h * n + i]) { $0 + p[$1 * n + i] * hidden[$1] }) }
        loss += (0..<n).reduce(0) { $0 + importance[$1] * (y[$1] - x[$1]) * (y[$1] - x[$1]) } * scale
        let e = (0..<n).map { i in y[i] > 0 ? 2 * importance[i] * (y[i] - x[i]) * scale : 0 }
        for k in 0..<h {
          let back = (0..<n).reduce(0) { $0 + p[k * n + $1] * e[$1] }
          for i in 0..<n { g[k * n + i] += hidden[k] * e[i] + back * x[i] }
        }
        for i in 0..<n { g[h * n + i] += e[i] }
      }
      losses.append(loss)
      for i in p.indices { p[i] += rule.step(g[i], &m[i], &v[i], Double(t)) }
    }
    return Outcome(losses: losses, W: Array(p[..<(h * n)]), b: Array(p[(h * n)...]))
  }
}

/// The two optimizers in Double, with the settings of the file.
private enum Rule {
  case adam, momentum

  func step(_ g: Double, _ m: inout Double, _ v: inout Double, _ t: Double) -> Double {
    switch self {
    case .adam:
      m = 0.9 * m + 0.1 * g
      v = 0.999 * v + 0.001 * g * g
      return -0.01 * (m / (1 - pow(0.9, t))) / ((v / (1 - pow(0.999, t))).squareRoot() + 1e-8)
    case .momentum:
      v = 0.9 * v + g
      return -0.5 * v
    }
  }
}

@Suite("Trajectories of PyTorch")
struct TrajectoryTests {
  private let adam: Trajectory
  private let sgd: Trajectory

  init() throws {
    let file = try Trajectory.read()
    (adam, sgd) = (file.adam, file.sgd_momentum)
  }

  @Test("Ten steps in Float32 end where PyTorch's end, within 2e-5 of the largest element")
  func single() throws {
    #expect(try adam.trained("adam(lr: 0.01)").difference(from: adam.outcome) <= 2e-5)
    #expect(try sgd.trained("sgd(lr: 0.5, momentum: 0.9)").difference(from: sgd.outcome) <= 2e-5)
  }

  /// A model's parameters start as Float32, so the file's start is rounded before the first step. The reference in Double
  /// agrees with PyTorch from the exact start, and with Tegum from the rounded one.
  @Test("Ten steps in Float64 are exact to 1e-10")
  func double() throws {
    #expect(adam.computed(.adam).difference(from: adam.outcome) <= 1e-12)
    #expect(sgd.computed(.momentum).difference(from: sgd.outcome) <= 1e-12)
    let byAdam = try adam.trained("adam(lr: 0.01)", precision: 64)
    let bySGD = try sgd.trained("sgd(lr: 0.5, momentum: 0.9)", precision: 64)
    #expect(byAdam.difference(from: adam.rounded.computed(.adam)) <= 1e-10)
    #expect(bySGD.difference(from: sgd.rounded.computed(.momentum)) <= 1e-10)
    #expect(byAdam.difference(from: adam.outcome) <= 1e-6)
    #expect(bySGD.difference(from: sgd.outcome) <= 1e-6)
  }

  @Test("A trajectory of something slightly else is caught")
  func wrong() throws {
    #expect(try adam.trained("adam(lr: 0.01, eps: 1e-5)").difference(from: adam.outcome) > 2e-5)
    #expect(try adam.trained("adam(lr: 0.01, beta2: 0.9985)").difference(from: adam.outcome) > 2e-5)
    #expect(try sgd.trained("sgd(lr: 0.5, momentum: 0.9, nesterov: true)").difference(from: sgd.outcome) > 2e-5)
    #expect(try sgd.trained("sgd(lr: 0.5, momentum: 0.9, weightDecay: 1e-4)").difference(from: sgd.outcome) > 2e-5)
    var other = sgd
    other.importance[2] *= 1.001
    #expect(try other.trained("sgd(lr: 0.5, momentum: 0.9)").difference(from: sgd.outcome) > 2e-5)
  }
}

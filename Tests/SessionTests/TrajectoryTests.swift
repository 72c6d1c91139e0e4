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

/// How a training ended.
private struct Ending {
  var losses: [Double]
  var W: [Double]
  var b: [Double]

  /// The largest difference in the losses, in W and in b, each as a part of its largest element.
  func difference(from other: Ending) -> Double {
    max(Reading.difference(losses, other.losses), Reading.difference(W, other.W), Reading.difference(b, other.b))
  }
}

extension Trajectory {
  fileprivate var ending: Ending { Ending(losses: losses, W: W.flatMap { $0 }, b: b) }

  /// The same training by Tegum.
  fileprivate func trained(_ optimizer: String, precision: Int = 32) throws -> Ending {
    let text = """
      let m = model(W: \(W0), b: \(b0), importance: \(importance)) { p, x in relu(p.W.T @ (p.W @ x) + p.b) }
      let run = train(m, \(optimizer), \(losses.count), data: \(X), batch: nil, precision: \(precision))
      [run.loss, flatten(m.W), m.b]
      """
    let found = try numbers(of: text)
    try #require(found.count == losses.count + 4 * b0.count)
    let ends = (losses.count, losses.count + 3 * b0.count)
    return Ending(losses: Array(found[..<ends.0]), W: Array(found[ends.0..<ends.1]), b: Array(found[ends.1...]))
  }

  /// The case with its start rounded to Float32, as a model keeps its parameters.
  fileprivate var rounded: Trajectory {
    var copy = self
    copy.W0 = W0.map { $0.map { Double(Float($0)) } }
    copy.b0 = b0.map { Double(Float($0)) }
    return copy
  }

  /// The same training written out in Double: it ties the Float64 of Tegum to the file, whose start no model can hold.
  fileprivate func computed(_ rule: Rule) -> Ending {
    let parameters = W0.flatMap { $0 } + b0
    var network = Network(parameters: parameters, n: b0.count, h: W0.count)
    var state = parameters.map { _ in (m: 0.0, v: 0.0) }
    var computed: [Double] = []
    for t in 1...losses.count {
      let (loss, gradient) = network.gradient(X, importance)
      computed.append(loss)
      for i in state.indices { network.parameters[i] += rule.step(gradient[i], &state[i], Double(t)) }
    }
    let split = parameters.count - b0.count
    return Ending(losses: computed, W: Array(network.parameters[..<split]), b: Array(network.parameters[split...]))
  }
}

/// relu(Wᵀ W x + b) in Double, with its gradient worked out by hand.
private struct Network {
  /// W row by row, then b.
  var parameters: [Double]
  let n: Int
  let h: Int

  private func W(_ k: Int, _ i: Int) -> Double { parameters[k * n + i] }

  func gradient(_ X: [[Double]], _ importance: [Double]) -> (loss: Double, gradient: [Double]) {
    var loss = 0.0
    var gradient = parameters.map { _ in 0.0 }
    let scale = 1 / Double(X.count * n)
    for x in X {
      var hidden = [Double](repeating: 0, count: h)
      for k in 0..<h { for i in 0..<n { hidden[k] += W(k, i) * x[i] } }
      var back = [Double](repeating: 0, count: h)
      for i in 0..<n {
        var y = parameters[h * n + i]
        for k in 0..<h { y += W(k, i) * hidden[k] }
        let error = max(0, y) - x[i]
        loss += importance[i] * error * error * scale
        guard y > 0 else { continue }
        let slope = 2 * importance[i] * error * scale
        gradient[h * n + i] += slope
        for k in 0..<h {
          gradient[k * n + i] += slope * hidden[k]
          back[k] += slope * W(k, i)
        }
      }
      for k in 0..<h { for i in 0..<n { gradient[k * n + i] += back[k] * x[i] } }
    }
    return (loss, gradient)
  }
}

/// The two optimizers in Double, with the settings of the file.
private enum Rule {
  case adam, momentum

  func step(_ g: Double, _ s: inout (m: Double, v: Double), _ t: Double) -> Double {
    switch self {
    case .adam:
      s.m = 0.9 * s.m + (1 - 0.9) * g
      s.v = 0.999 * s.v + (1 - 0.999) * g * g
      let mean = s.m / (1 - pow(0.9, t)), square = s.v / (1 - pow(0.999, t))
      return -0.01 * mean / (square.squareRoot() + 1e-8)
    case .momentum:
      s.v = 0.9 * s.v + g
      return -0.5 * s.v
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
    #expect(try adam.trained("adam(lr: 0.01)").difference(from: adam.ending) <= 2e-5)
    #expect(try sgd.trained("sgd(lr: 0.5, momentum: 0.9)").difference(from: sgd.ending) <= 2e-5)
  }

  /// A model's parameters start as Float32, so the file's start is rounded before the first step. The reference in Double
  /// agrees with PyTorch from the exact start, and with Tegum from the rounded one.
  @Test("Ten steps in Float64 are exact to 1e-10")
  func double() throws {
    #expect(adam.computed(.adam).difference(from: adam.ending) <= 1e-12)
    #expect(sgd.computed(.momentum).difference(from: sgd.ending) <= 1e-12)
    let byAdam = try adam.trained("adam(lr: 0.01)", precision: 64)
    let bySGD = try sgd.trained("sgd(lr: 0.5, momentum: 0.9)", precision: 64)
    #expect(byAdam.difference(from: adam.rounded.computed(.adam)) <= 1e-10)
    #expect(bySGD.difference(from: sgd.rounded.computed(.momentum)) <= 1e-10)
    #expect(byAdam.difference(from: adam.ending) <= 1e-6)
    #expect(bySGD.difference(from: sgd.ending) <= 1e-6)
  }

  @Test("A trajectory of something slightly else is caught")
  func wrong() throws {
    #expect(try adam.trained("adam(lr: 0.01, eps: 1e-5)").difference(from: adam.ending) > 2e-5)
    #expect(try adam.trained("adam(lr: 0.01, beta2: 0.9985)").difference(from: adam.ending) > 2e-5)
    #expect(try sgd.trained("sgd(lr: 0.5, momentum: 0.9, nesterov: true)").difference(from: sgd.ending) > 2e-5)
    #expect(try sgd.trained("sgd(lr: 0.5, momentum: 0.9, weightDecay: 1e-4)").difference(from: sgd.ending) > 2e-5)
    var other = sgd
    other.importance[2] *= 1.001
    #expect(try other.trained("sgd(lr: 0.5, momentum: 0.9)").difference(from: sgd.ending) > 2e-5)
  }
}

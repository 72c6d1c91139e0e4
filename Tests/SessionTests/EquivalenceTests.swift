import Foundation
import Testing

/// The standard library's text, and texts in which its functions have other names.
private struct Library {
  let text: String
  /// Every function that it defines, without its documentation.
  let names: [String]

  init() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../stdlib")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    var lines: [Substring] = []
    for file in files.sorted(by: { $0.path < $1.path }) where file.pathExtension == "tg" {
      lines += try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("///") }
    }
    text = lines.joined(separator: "\n")
    names = text.matches(of: /(?m)^func (\w+)/).map { String($0.1) }
  }

  /// The text with every function of the library called otherwise: `adam` becomes `adamPasted`. Labels (`scale:`), members
  /// (`.W`) and words in quotation marks stay.
  func renamed(_ text: String) -> String {
    text.replacing(/"(?:[^"\\\n]|\\.)*"|\.?\w+:?/) { match in names.contains(String(match.0)) ? match.0 + "Pasted" : match.0 }
  }
}

@Suite("Nothing is special about the standard library")
struct EquivalenceTests {
  /// What is compared: all losses and all parameters, to the last bit.
  private static let result = "\n[run.loss, flatten(m.W), m.b]"

  /// Whether two texts give the same numbers, to the last bit.
  private func expectSame(_ a: String, _ b: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let first = try numbers(of: a), second = try numbers(of: b)
    #expect(first.count > 200, sourceLocation: sourceLocation)
    #expect(first.map(\.bitPattern) == second.map(\.bitPattern), sourceLocation: sourceLocation)
  }

  @Test("The toy model written out trains to the same bits")
  func writtenOut() throws {
    let toy = "let m = toy(n: 90, h: 3, scale: 0.05); let run = train(m, adam, 200)"
    let writtenOut = """
      let n = 90, h = 3, scale = 0.05
      let φ = 2 * pi * arange(n) / n
      let ring = data(n) {
        let θ = uniform(0, 2 * pi), m = uniform(0, 1)
        let d = abs(φ - θ)
        let a = min(d, 2 * pi - d) / scale
        where(a <= pi / 2, m * cos(a), 0)
      }
      let m = model(W: normal(0, sqrt(2 / (n + h)), shape: [h, n]), b: zeros(n)) { p, x in relu(p.W.T @ (p.W @ x) + p.b) }
      let rule = optimizer(m: 0, v: 0) { g, s, p, t in
        let m = 0.9 * s.m + (1 - 0.9) * g
        let v = 0.999 * s.v + (1 - 0.999) * g^2
        (step: -0.001 * ((m / (1 - 0.9^t)) / (sqrt(v / (1 - 0.999^t)) + 1e-8)), m: m, v: v)
      }
      let run = train(m, rule, 200, data: ring, schedule: { step, steps in 1 }, loss: { y, x in mean((y - x)^2) })
      """
    try expectSame(toy + Self.result, writtenOut + Self.result)
    #expect(try numbers(of: toy + Self.result) != numbers(of: toy + Self.result, seed: 1))
  }

  @Test(
    "The library's functions under other names train to the same bits",
    arguments: [
      ("toy(n: 90, h: 3, scale: 0.05)", "adam, 200"),
      ("toy(n: 12, h: 3, p: 0.8, importance: 0.9^arange(12))", "sgd(lr: 0.1, momentum: 0.9, nesterov: true), 200, loss: sse"),
      ("toy(n: 8, h: 2, data: anticorrelated(8, p: 0.2), activation: identity, hidden: relu)", "adamw(lr: 0.01), 200"),
      ("toy(n: 6, h: 2, data: beside(onehot(3), correlated(3, p: 0.5)))", "rmsprop(lr: 0.001), 200, schedule: warmup(20, then: cosine)"),
      ("toy(n: 16, h: 2, data: torus(k: 4))", "rotated(adam(lr: 0.01)), 200"),
      ("mlp([12, 5, 12], activation: tanh)", "adam, 200, data: sphere(n: 12)"),
    ])
  func pasted(model: String, training: String) throws {
    let library = try Library()
    let result = "\n[run.loss, map(list(m.W)) { flatten(tensor($0)) }, map(list(m.b)) { flatten(tensor($0)) }]"
    let defaults = (training.contains("loss:") ? "" : ", loss: mse") + (training.contains("schedule:") ? "" : ", schedule: constant")
    let renamed = library.renamed("\(library.text)\nlet m = \(model); let run = train(m, \(training)\(defaults))")
    for name in ["toyPasted(n", "msePasted(x", "func adamPasted(", "adamwPasted(lr", "hidden: identityPasted, W: xavierPasted"] {
      #expect(renamed.contains(name))
    }
    try expectSame("let m = \(model); let run = train(m, \(training))" + result, renamed + result)
  }

  @Test("Any number of threads gives the same bits", arguments: [2, 3, 8])
  func threads(count: Int) throws {
    let text = "let m = toy(n: 90, h: 3, scale: 0.05); let run = train(m, adam, 200)" + Self.result
    #expect(try numbers(of: text).map(\.bitPattern) == numbers(of: text, threads: count).map(\.bitPattern))
  }

  /// A network, an optimizer and a distribution that no part of Tegum has seen before. The optimizer keeps the gradient as its
  /// state, where Float32 does not round it against the parameter.
  private static let network = """
    let ring = data(6) {
      let θ = uniform(0, 2 * pi), r = uniform(0.5, 1)
      let d = abs(2 * pi * arange(6) / 6 - θ)
      let a = min(d, 2 * pi - d)
      where(a < 1.2, r * cos(a), 0)
    }
    let rule = optimizer(g: 0) { g, s, p, t in (step: -0.05 * g / (1 + abs(g)), g: g) }
    func started(shift) {
      let m = model(
        W1: xavier(8, 6), b1: normal(0, 0.1, shape: 8), W2: xavier(4, 8), b2: normal(0, 0.1, shape: 4), W3: xavier(6, 4), b3: zeros(6)
      ) { p, x in tanh(p.W3 @ tanh(p.W2 @ tanh(p.W1 @ x + p.b1) + p.b2) + p.b3) }
      m.W1[2, 3] = m.W1[2, 3] + shift
      m
    }
    func first(precision, shift: 0) { seed(3) { train(started(shift), rule, 1, data: ring, precision: precision) } }

    """

  @Test("The first gradient of a network typed in is that of Float64, within 1e-5", arguments: ["W1", "b1", "W2", "b2", "W3", "b3"])
  func gradient(name: String) throws {
    let single = try numbers(of: Self.network + "flatten(first(32).state.\(name).g)")
    let double = try numbers(of: Self.network + "flatten(first(64).state.\(name).g)")
    #expect(Reading.difference(single, double) <= 1e-5)
    #expect(single != double)
  }

  @Test("The gradient in Float64 is the slope of the loss")
  func slope() throws {
    // A step that Float32 holds exactly beside the parameter's own digits; its rounding is undone by the difference taken.
    let text = """
      let up = 2^-9
      let rise = first(64, shift: up).loss[0] - first(64, shift: -up).loss[0]
      let width = seed(3) { started(up) }.W1[2, 3] - seed(3) { started(-up) }.W1[2, 3]
      [rise / width, first(64).state.W1.g[2, 3]]
      """
    let found = try numbers(of: Self.network + text)
    #expect(abs(found[0] - found[1]) <= 1e-5 * abs(found[1]), "slope \(found[0]), gradient \(found[1])")
  }
}

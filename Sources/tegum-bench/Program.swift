/// A training whose steps are measured.
struct Program {
  let name: String
  /// Entries that come before it.
  var preparation = ""
  let model: String
  var optimizer = "adam"
  /// Further arguments of train.
  var settings = ""
  /// The matrix products of a step.
  let products: [Product]
  /// Models that train side by side; a step of one of them counts, of the time that all take.
  var together = 1
  /// Whether it is there to be compared with the one before it: the two are then measured by turns.
  var isCompared = false

  /// Steps of one measurement, which takes about a third of a second.
  var steps: Int { max(2, min(5000, Int(1e10 / products.reduce(0) { $0 + $1.operations }) / together)) }
  /// How often it is measured: ten times, fewer where that would take minutes.
  var rounds: Int { steps < 20 ? 3 : 10 }
  /// Trains, and gives the run, or a list of them.
  var text: String {
    "train(\(together == 1 ? model : "many(\(together)) { i in \(model) }"), \(optimizer), \(steps)\(settings))"
  }

  /// Microseconds of a step, in a session that has run what comes before.
  func microseconds(_ bench: BenchSession) throws -> Double {
    if together == 1 { return try bench.number("let r = \(text); r.seconds / r.steps * 1e6") }
    return try Measurement.seconds { try bench.run(text) } * 1e6 / Double(together * steps)
  }

  /// The circle's distribution, as a user writes it.
  static let ring = """
    let φ = 2 * pi * arange(90) / 90
    let ring = data(90) {
      let θ = uniform(0, 2 * pi), m = uniform(0, 1)
      let d = abs(φ - θ)
      let a = min(d, 2 * pi - d) / 0.05
      where(a <= pi / 2, m * cos(a), 0)
    }
    """

  static let all = [
    Program(name: "card's line (n=90, h=3, batch 1024, adam)", model: "toy(n: 90, h: 3, scale: 0.05)", products: Product.ofToy(90, 3)),
    Program(
      name: "card's line, model and data of one's own",
      preparation: """
        \(ring)
        let own = model(W: xavier(3, 90), b: zeros(90), data: ring) { p, x in relu(p.W.T @ (p.W @ x) + p.b) }
        """,
      model: "copy(own)", products: Product.ofToy(90, 3), isCompared: true),
    Program(name: "smallest toy (n=2, h=1)", model: "toy(n: 2, h: 1, p: 0.9)", products: Product.ofToy(2, 1)),
    Program(
      name: "smallest toy with importance", model: "toy(n: 2, h: 1, p: 0.9, importance: [1, 3])", products: Product.ofToy(2, 1)),
    Program(name: "one of 20 smallest toys side by side", model: "toy(n: 2, h: 1, p: 0.9)", products: Product.ofToy(2, 1), together: 20),
    Program(name: "toy n=5, h=2", model: "toy(n: 5, h: 2, p: 0.9)", products: Product.ofToy(5, 2)),
    Program(name: "sparse toy n=90, h=3", model: "toy(n: 90, h: 3, p: 0.9)", products: Product.ofToy(90, 3)),
    Program(name: "toy n=400, h=30", model: "toy(n: 400, h: 30, p: 0.99)", products: Product.ofToy(400, 30)),
    Program(
      name: "autoencoder 512-8192-512",
      preparation: """
        let wide = model(A: xavier(8192, 512), a: zeros(8192), B: xavier(512, 8192), b: zeros(512), data: sparse(512, p: 0.99)) { p, x in
          p.B @ relu(p.A @ x + p.a) + p.b
        }
        """,
      model: "copy(wide)", products: Product.ofLayers([512, 8192, 512])),
    Program(
      name: "tanh network 20-30-30-20, own optimizer and data",
      preparation: """
        let signs = data(20) { let u = uniform(0, 1, shape: 20); where(u < 0.3, 1, where(u > 0.7, -1, 0)) * uniform(0.5, 1, shape: 20) }
        let net = model(A: xavier(30, 20), a: zeros(30), B: xavier(30, 30), b: zeros(30), C: xavier(20, 30), c: zeros(20), data: signs) { p, x in
          p.C @ tanh(p.B @ tanh(p.A @ x + p.a) + p.b) + p.c
        }
        func lion(lr: 1e-3, b1: 0.9, b2: 0.99) {
          optimizer(m: 0) { g, s, p, t in (step: -lr * sign(b1 * s.m + (1 - b1) * g), m: b2 * s.m + (1 - b2) * g) }
        }
        """,
      model: "copy(net)", optimizer: "lion", products: Product.ofLayers([20, 30, 30, 20])),
  ]
}

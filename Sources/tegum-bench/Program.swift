/// A training whose steps are measured.
struct Program {
  let name: String
  /// Entries that come before it.
  var preparation = ""
  let model: String
  var optimizer = "adam"
  /// Steps of one measurement.
  let steps: Int

  /// Trains, and gives the run.
  var text: String { "train(\(model), \(optimizer), \(steps))" }

  static let all = [
    Program(name: "card's line (n=90, h=3, batch 1024, adam)", model: "toy(n: 90, h: 3, scale: 0.05)", steps: 2000),
    Program(name: "smallest toy (n=2, h=1)", model: "toy(n: 2, h: 1, p: 0.9)", steps: 5000),
    Program(name: "toy n=5, h=2", model: "toy(n: 5, h: 2, p: 0.9)", steps: 5000),
    Program(name: "sparse toy n=90, h=3", model: "toy(n: 90, h: 3, p: 0.9)", steps: 2000),
    Program(name: "toy n=400, h=30", model: "toy(n: 400, h: 30, p: 0.99)", steps: 50),
    Program(
      name: "autoencoder 512-8192-512",
      preparation: """
        let wide = model(A: xavier(8192, 512), a: zeros(8192), B: xavier(512, 8192), b: zeros(512), data: sparse(512, p: 0.99)) { p, x in
          p.B @ relu(p.A @ x + p.a) + p.b
        }
        """,
      model: "copy(wide)", steps: 2),
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
      model: "copy(net)", optimizer: "lion", steps: 200),
  ]
}

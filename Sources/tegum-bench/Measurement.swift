import Builtins
import Catalogue
import Language
import Syntax

/// One thing that is measured, beside the steps of trainings.
struct Measurement {
  let name: String
  let unit: String
  /// Runs it once and gives its figure in the unit.
  let once: () throws -> Double

  static func all() throws -> [Measurement] {
    try startUp() + [firstStep()] + interpreter() + figures()
  }

  private static func startUp() throws -> [Measurement] {
    [
      Measurement(name: "start: builtins and standard library", unit: "ms") {
        try seconds { _ = try BenchSession(threads: 1) } * 1e3
      },
      Measurement(name: "parse: standard library", unit: "ms") {
        try seconds {
          for file in Builtins.library {
            guard case .complete = Parser.parse(Source(name: file.name, bytes: Array(file.text.utf8))) else {
              throw Failure("\(file.name) does not parse")
            }
          }
        } * 1e3
      },
    ]
  }

  /// From an entry to the end of its first step, for a model and a distribution of the user's own.
  private static func firstStep() throws -> Measurement {
    let bench = try BenchSession(threads: 2)
    let text = """
      \(Program.ring)
      let own = model(W: xavier(3, 90), b: zeros(90)) { p, x in relu(p.W.T @ (p.W @ x) + p.b) }
      train(own, adam, 1, data: ring)
      """
    return Measurement(name: "first step: own model and distribution, from the text", unit: "ms") {
      try seconds { try bench.run(text) } * 1e3
    }
  }

  private static func interpreter() throws -> [Measurement] {
    let bench = try BenchSession(threads: 1)
    try bench.run("func fib(n) { if n < 2 { n } else { fib(n - 1) + fib(n - 2) } }")
    try bench.run("func count(n) { var s = 0; for i in 0..<n { s += i * 2 }; s }")
    return [
      Measurement(name: "interpreter: fib(20), a call", unit: "ns") { try seconds { try bench.run("fib(20)") } * 1e9 / 21891 },
      Measurement(name: "interpreter: loop of 500 000, a turn", unit: "ns") { try seconds { try bench.run("count(500000)") } * 1e9 / 5e5 },
    ]
  }

  /// How long it takes.
  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let (seconds, attoseconds) = try ContinuousClock().measure(body).components
    return Double(seconds) + Double(attoseconds) * 1e-18
  }
}

/// An interpreter with the standard library, whose output goes nowhere.
final class BenchSession: Console {
  private var interpreter: Interpreter?

  init(threads: Int) throws {
    let engine = Engine(threads: threads, seed: 0, isInterrupted: { false })
    let interpreter = Interpreter(builtins: Builtins.all, operators: ArrayOperators(), services: engine, console: self)
    interpreter.load(library: Builtins.library)
    self.interpreter = interpreter
  }

  func write(_ text: String) {}
  func note(_ text: String) {}

  func run(_ text: String) throws { _ = try value(text) }

  func number(_ text: String) throws -> Double {
    guard case .number(let x)? = try value(text) else { throw Failure("\(text) gives no number") }
    return x
  }

  func value(_ text: String) throws -> Value? {
    var last: Value?
    do {
      try interpreter?.submit(text, name: "bench") { last = $0.value }
    } catch {
      print("tegum-bench: \(text): \(error.message)")
      throw error
    }
    return last
  }
}

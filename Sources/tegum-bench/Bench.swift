import Builtins
import Catalogue
import Language
import Syntax

/// Measures the engine: microseconds a training step, milliseconds of start-up, nanoseconds of the interpreter. Each figure is
/// the best of several runs, interleaved, in one process. `tegum-bench NAME …` measures only what has these words in its name.
@main struct Bench {
  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    let chosen = try Measurement.all().filter { measurement in words.isEmpty || words.contains { measurement.name.contains($0) } }
    var best = [Double](repeating: .infinity, count: chosen.count)
    for _ in 0..<Bench.rounds {
      for (i, measurement) in chosen.enumerated() { best[i] = min(best[i], try measurement.once()) }
    }
    for (measurement, figure) in zip(chosen, best) {
      let name = measurement.name.padding(to: 48)
      print("\(name)\(rounded(figure)) \(measurement.unit)")
    }
  }

  static let rounds = 10

  private static func rounded(_ x: Double) -> String {
    let digits = x >= 100 ? 10.0 : x >= 10 ? 100.0 : 1000.0
    return "\((x * digits).rounded() / digits)".padding(to: 10)
  }
}

extension String {
  /// At least so many characters, filled up with spaces.
  func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}

/// Measures the engine: microseconds a training step, milliseconds of start-up, nanoseconds of the interpreter, milliseconds of figures. Each figure is
/// the best of several runs, interleaved, in one process. `tegum-bench NAME …` measures only what has these words in its name;
/// `tegum-bench instructions NAME …` shows what the instructions of a step cost, `tegum-bench growth NAME …` what a step costs as models grow;
/// `tegum-bench growth names` lists these models.
@main struct Bench {
  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    if words.first == "instructions" {
      for program in Program.all where isChosen(program.name, words.dropFirst()) { try CostTable(program).printed() }
      return
    }
    if words == ["growth", "names"] { return GrowthTable.printNames() }
    if words.first == "growth" { return try GrowthTable.print(Array(words.dropFirst())) }
    let chosen = try Measurement.all().filter { isChosen($0.name, words[...]) }
    var best = [Double](repeating: .infinity, count: chosen.count)
    for _ in 0..<Bench.rounds {
      for (i, measurement) in chosen.enumerated() { best[i] = min(best[i], try measurement.once()) }
    }
    for (measurement, figure) in zip(chosen, best) {
      print("\(measurement.name.padding(to: 66))\(rounded(figure)) \(measurement.unit)")
    }
  }

  static let rounds = 10

  private static func isChosen(_ name: String, _ words: ArraySlice<String>) -> Bool {
    words.isEmpty || words.contains { name.contains($0) }
  }
}

/// Four digits or so.
func rounded(_ x: Double) -> String {
  let digits = x >= 100 ? 10.0 : x >= 10 ? 100.0 : 1000.0
  return "\((x * digits).rounded() / digits)"
}

extension String {
  /// At least so many characters, filled up with spaces.
  func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}

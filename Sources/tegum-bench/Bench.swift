/// Measures the engine: microseconds a training step beside OpenBLAS, milliseconds of start-up, nanoseconds of the interpreter, milliseconds of figures.
/// Each figure is the best of several runs, by turns, in one process. `tegum-bench NAME …` measures only what has one of these words in its name;
/// `tegum-bench growth NAME …` shows what a step costs as models grow, `tegum-bench instructions NAME …` what the instructions of a step cost.
@main struct Bench {
  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    let rest = words.dropFirst()
    switch words.first {
    case "instructions": for program in Program.all where isChosen(program.name, rest) { try CostTable(program).printed() }
    case "growth": try printSteps(Program.growth, rest)
    default:
      try printSteps([Program.all], words[...])
      try printOthers(words[...])
    }
  }

  static let rounds = 10

  private static func isChosen(_ name: String, _ words: ArraySlice<String>) -> Bool {
    words.isEmpty || words.contains { name.contains($0) }
  }

  /// A table of each group of programs.
  private static func printSteps(_ groups: [[Program]], _ words: ArraySlice<String>) throws {
    let chosen = groups.map { $0.filter { isChosen("a step of \($0.name)", words) } }.filter { !$0.isEmpty }
    for programs in chosen { try StepTable(programs: programs).print() }
    guard !chosen.isEmpty else { return }
    print(OpenBLAS.shared.map(\.configuration) ?? "OpenBLAS is not installed: Debian's package libopenblas64-0-pthread has it")
    print("")
  }

  /// What is no training.
  private static func printOthers(_ words: ArraySlice<String>) throws {
    let chosen = try Measurement.all().filter { isChosen($0.name, words) }
    var best = [Double](repeating: .infinity, count: chosen.count)
    for _ in 0..<rounds {
      for (i, measurement) in chosen.enumerated() { best[i] = min(best[i], try measurement.once()) }
    }
    for (measurement, figure) in zip(chosen, best) {
      print("\(measurement.name.padding(to: 66))\(rounded(figure)) \(measurement.unit)")
    }
  }
}

/// Four digits or so.
func rounded(_ x: Double) -> String {
  if x >= 1e4 { return "\(Int(x.rounded()))" }
  let digits = x >= 100 ? 10.0 : x >= 10 ? 100.0 : 1000.0
  return "\((x * digits).rounded() / digits)"
}

extension String {
  /// At least so many characters, filled up with spaces.
  func padding(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}

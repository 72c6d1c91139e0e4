import Builtins
import Catalogue
import Training

/// The instructions of a program's step, what each costs by itself, and what the step costs in all.
struct CostTable {
  let program: Program
  private let costs: [InstructionCost]
  /// Microseconds of a step, on one thread.
  private let step: Double

  init(_ program: Program) throws {
    self.program = program
    let bench = try BenchSession(threads: 1)
    try bench.run(program.preparation)
    var best = Double.infinity
    for _ in 0..<Bench.rounds { best = min(best, try bench.number("let r = \(program.text); r.seconds / r.steps * 1e6")) }
    step = best
    guard let costs = try bench.value("r")?.instructionCosts() else { throw Failure("\(program.text) gives no run") }
    self.costs = costs
  }

  func printed() {
    print("\(program.name)\n\("instruction".padding(to: 20))\("extent".padding(to: 12))\("ns".padding(to: 12))µs a step")
    for line in lines {
      print("\(line.name.padding(to: 20))\(line.extent.padding(to: 12))\(rounded(line.nanoseconds).padding(to: 12))\(rounded(line.total))")
    }
    let sum = costs.reduce(0) { $0 + $1.microseconds }
    print("all instructions \(rounded(sum)) µs, a step \(rounded(step)) µs, ratio \(rounded(step / sum))\n")
  }

  /// One line for all instructions of a kind and an extent.
  private var lines: [(name: String, extent: String, nanoseconds: Double, total: Double)] {
    var lines: [(name: String, extent: String, nanoseconds: Double, total: Double)] = []
    for cost in costs {
      if let i = lines.firstIndex(where: { $0.name == cost.name && $0.extent == cost.extent }) {
        lines[i].total += cost.microseconds
      } else {
        lines.append((cost.name, cost.extent, cost.nanoseconds, cost.microseconds))
      }
    }
    return lines
  }
}

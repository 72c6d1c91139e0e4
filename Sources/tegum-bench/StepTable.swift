/// What a step of training costs, beside what OpenBLAS takes on one core for the step's matrix products alone, without samples, activations, errors and updates.
struct StepTable {
  let programs: [Program]

  /// Prints rows of Markdown. All of a row is measured by turns, and so are rows that are there to be compared; the best counts.
  func print() throws {
    Swift.print(
      """
      | a step of | µs, one core | µs, two cores | GFLOP/s, one core | its products by OpenBLAS, one core | a step in these |
      |---|--:|--:|--:|--:|--:|
      """)
    for group in groups { for row in try rows(group) { Swift.print(row) } }
    Swift.print("")
  }

  /// What is measured by turns.
  private var groups: [[Program]] {
    programs.reduce(into: []) { groups, program in
      if program.isCompared, !groups.isEmpty { groups[groups.count - 1].append(program) } else { groups.append([program]) }
    }
  }

  private func rows(_ group: [Program]) throws -> [String] {
    var measured = try group.map { try Row($0) }
    for _ in 0..<(group.map(\.rounds).max() ?? 0) { for i in measured.indices { try measured[i].measure() } }
    return measured.map(\.text)
  }

  /// A program in sessions of one and of two threads.
  private struct Row {
    let program: Program
    private let benches: [BenchSession]
    private var best = [Double.infinity, .infinity]
    private var products: [Product: Double] = [:]

    init(_ program: Program) throws {
      self.program = program
      benches = try [1, 2].map { threads in
        let bench = try BenchSession(threads: threads)
        try bench.run(program.preparation)
        return bench
      }
    }

    mutating func measure() throws {
      for (i, bench) in benches.enumerated() { best[i] = min(best[i], try program.microseconds(bench)) }
      guard let blas = OpenBLAS.shared else { return }
      for product in Set(program.products) { products[product] = min(products[product] ?? .infinity, blas.microseconds(product)) }
    }

    var text: String {
      let alone = products.isEmpty ? nil : program.products.reduce(0) { $0 + products[$1]! }
      let speed = program.products.reduce(0) { $0 + $1.operations } / best[0] / 1000
      let cells = [
        rounded(best[0]), rounded(best[1]), rounded(speed), alone.map(rounded) ?? "–", alone.map { rounded(best[0] / $0) } ?? "–",
      ]
      return "| \(program.name) | \(cells.joined(separator: " | ")) |"
    }
  }
}

/// What a step of training costs, beside what OpenBLAS takes on one core for the step's matrix products alone, without samples, activations, errors and updates.
struct StepTable {
  let programs: [Program]

  /// Prints rows of Markdown. All of a row is measured by turns; the best counts.
  func print() throws {
    Swift.print(
      """
      | a step of | µs, one core | µs, two cores | GFLOP/s, one core | its products by OpenBLAS, one core | a step in these |
      |---|--:|--:|--:|--:|--:|
      """)
    for program in programs { Swift.print(try row(program)) }
    Swift.print("")
  }

  private func row(_ program: Program) throws -> String {
    let benches = try [1, 2].map { threads in
      let bench = try BenchSession(threads: threads)
      try bench.run(program.preparation)
      return bench
    }
    var best = [Double.infinity, .infinity]
    var products: [Product: Double] = [:]
    for _ in 0..<program.rounds {
      for (i, bench) in benches.enumerated() { best[i] = min(best[i], try program.microseconds(bench)) }
      guard let blas = OpenBLAS.shared else { continue }
      for product in Set(program.products) { products[product] = min(products[product] ?? .infinity, blas.microseconds(product)) }
    }
    let alone = products.isEmpty ? nil : program.products.reduce(0) { $0 + products[$1]! }
    let speed = program.products.reduce(0) { $0 + $1.operations } / best[0] / 1000
    let cells = [rounded(best[0]), rounded(best[1]), rounded(speed), alone.map(rounded) ?? "–", alone.map { rounded(best[0] / $0) } ?? "–"]
    return "| \(program.name) | \(cells.joined(separator: " | ")) |"
  }
}

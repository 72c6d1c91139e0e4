/// What a step costs as a toy model grows: by features and hidden dimensions, by samples, by layers. Beside each figure stands how much of it is
/// arithmetic of the layers, so that a cliff shows.
struct GrowthTable {
  /// A model, and the multiplications and additions of its layers in a step.
  private struct Case {
    let name: String
    let model: String
    var settings = ""
    let operations: Double
    /// Steps of one measurement.
    var steps: Int { max(3, min(1000, Int(1e10 / operations))) }
  }

  /// A toy's products: W x and Wᵀ h forwards; backwards one with the weights, and one for the weights of each.
  private static func toy(_ n: Int, _ h: Int, batch: Int = 1024) -> Case {
    Case(
      name: "n = \(n), h = \(h)\(batch == 1024 ? "" : ", batch \(batch)")", model: "toy(n: \(n), h: \(h), p: 0.99)",
      settings: ", batch: \(batch)", operations: 10 * Double(n) * Double(h) * Double(batch))
  }

  /// A network of so many layers of 64: three products for each, but for the first one's input.
  private static func deep(_ layers: Int) -> Case {
    let sizes = Array(repeating: "64", count: layers + 1).joined(separator: ", ")
    return Case(
      name: "\(layers) layers of 64", model: "mlp([\(sizes)])", settings: ", data: sparse(64, 0.9)",
      operations: Double(6 * layers - 2) * 64 * 64 * 1024)
  }

  private static let groups: [[Case]] = [
    [2, 20, 90, 400, 2000, 10_000].flatMap { n in [1, 3, 30, 128, 512].filter { $0 < n }.map { toy(n, $0) } },
    [16, 64, 256, 1024, 4096, 16_384].map { toy(90, 3, batch: $0) },
    [1, 2, 4, 8, 16].map { deep($0) },
  ]

  /// The models' names, a line each; groups are parted by an empty line.
  static func printNames() {
    for group in groups { Swift.print(group.map(\.name).joined(separator: "\n"), terminator: "\n\n") }
  }

  /// Measures the models of these names; else those whose names hold one of these words; all, if there are none.
  static func print(_ words: [String]) throws {
    let isNamed = groups.joined().contains { words.contains($0.name) }
    for group in groups {
      let cases = group.filter { one in words.isEmpty || words.contains { isNamed ? one.name == $0 : one.name.contains($0) } }
      guard !cases.isEmpty else { continue }
      Swift.print("| a step of | µs, one core | µs, two cores | GFLOP/s, one core |\n|---|--:|--:|--:|")
      for one in cases {
        var best = [Double.infinity, .infinity]
        for (i, threads) in [1, 2].enumerated() {
          let bench = try BenchSession(threads: threads)
          for _ in 0..<2 {
            best[i] = min(
              best[i], try bench.number("let r = train(\(one.model), adam, \(one.steps)\(one.settings)); r.seconds / r.steps * 1e6"))
          }
        }
        Swift.print("| \(one.name) | \(rounded(best[0])) | \(rounded(best[1])) | \(rounded(one.operations / best[0] / 1000)) |")
      }
      Swift.print("")
    }
  }
}

extension Program {
  /// Models that grow: by features and hidden dimensions, by samples, by layers. A cliff shows as a ratio to OpenBLAS that jumps.
  static let growth: [[Program]] = [
    [2, 20, 90, 400, 2000, 10_000].flatMap { n in [1, 3, 30, 128, 512].filter { $0 < n }.map { toy(n, $0) } },
    [16, 64, 256, 1024, 4096, 16_384].map { toy(90, 3, batch: $0) },
    [1, 2, 4, 8, 16].map { deep($0) },
  ]

  private static func toy(_ n: Int, _ h: Int, batch: Int = 1024) -> Program {
    Program(
      name: "n = \(n), h = \(h)\(batch == 1024 ? "" : ", batch \(batch)")", model: "toy(n: \(n), h: \(h), p: 0.99)",
      settings: ", batch: \(batch)", products: Product.ofToy(n, h, batch: batch))
  }

  private static func deep(_ layers: Int) -> Program {
    let sizes = Array(repeating: 64, count: layers + 1)
    return Program(
      name: "\(layers) layer\(layers == 1 ? "" : "s") of 64", model: "mlp(\(sizes))", settings: ", data: sparse(64, 0.9)",
      products: Product.ofLayers(sizes))
  }
}

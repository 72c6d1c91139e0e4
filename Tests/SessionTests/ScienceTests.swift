import Testing

/// What is known of toy models, at full size: 10 000 steps of Adam at 1e-3 with batches of 1024.
@Suite("Toy models of superposition")
struct ScienceTests {
  @Test("A narrow window on the circle, 90 features in 3 dimensions: the loss ends between .0029 and .0036", arguments: 1...5)
  func narrow(seed: Int) throws {
    let final = try numbers(of: "train(toy(n: 90, h: 3, scale: 0.05), adam, 10000).final", seed: UInt64(seed))[0]
    #expect(final > 0.0029 && final < 0.0036, "seed \(seed): \(final)")
  }

  @Test("The widest window: 90 features fit into 3 dimensions", arguments: 1...5)
  func wide(seed: Int) throws {
    let final = try numbers(of: "train(toy(n: 90, h: 3, scale: 1), adam, 10000).final", seed: UInt64(seed))[0]
    #expect(final > 0 && final < 1e-6, "seed \(seed): \(final)")
  }

  /// What a linear model of 5 features with importance 0.9^i keeps in 2 dimensions: WᵀW.
  private func linear(seed: Int, steps: Int) throws -> [Double] {
    let text = """
      let m = toy(n: 5, h: 2, p: 0, importance: 0.9^arange(5), activation: identity); train(m, adam, \(steps));
      [norms(m.W), gram(m.W)[0, 1]]
      """
    return try numbers(of: text, seed: UInt64(seed))
  }

  /// How long this takes depends on the start. Feature 2, of importance .81, gives way to feature 1, of .9, slowly, since the two
  /// are worth nearly the same; and more slowly where feature 1 starts much the shorter, as with seed 0. That is Adam's pace, not
  /// this program's: from seed 0's start, feature 2 has the norm .113 ± .006 after 10 000 steps (64 draws of the batches), and
  /// .112 ± .006 with PyTorch from the same start (32 draws); after 15 000 steps it is below .02 with both. So that start is
  /// given 15 000 steps.
  @Test(
    "A linear model keeps the two most important features at right angles, and drops the others",
    arguments: [(1, 10_000), (2, 10_000), (3, 10_000), (4, 10_000), (5, 10_000), (0, 15_000)])
  func orthonormal(seed: Int, steps: Int) throws {
    let found = try linear(seed: seed, steps: steps)
    try #require(found.count == 6)
    #expect(abs(found[0] - 1) < 0.05 && abs(found[1] - 1) < 0.05 && abs(found[5]) < 0.05, "seed \(seed): \(found)")
    #expect(found[2..<5].allSatisfy { $0 < 0.1 }, "seed \(seed): \(found)")
  }
}

import Testing

/// What is known of toy models, at full size: 10 000 steps of Adam at 1e-3 with batches of 1024.
@Suite("Toy models of superposition")
struct ScienceTests {
  @Test("At most one of 90 features is seen in its neighbours' absence: a narrow window trains to a known loss", arguments: 1...5)
  func card(seed: Int) throws {
    let final = try numbers(of: "train(toy(n: 90, h: 3, scale: 0.05), adam, 10000).final", seed: UInt64(seed))[0]
    #expect(final > 0.0029 && final < 0.0036, "seed \(seed): \(final)")
  }

  @Test("Features that overlap along the whole circle fit into three dimensions", arguments: 1...5)
  func wide(seed: Int) throws {
    let final = try numbers(of: "train(toy(n: 90, h: 3, scale: 1), adam, 10000).final", seed: UInt64(seed))[0]
    #expect(final > 0 && final < 1e-6, "seed \(seed): \(final)")
  }
}

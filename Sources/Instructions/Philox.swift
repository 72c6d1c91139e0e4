/// Four random words for a counter and a key: Philox 4×32-10.
///
/// Ten rounds (c₀, c₁, c₂, c₃) ← (hi(M₁c₂) ⊕ c₁ ⊕ k₀, lo(M₁c₂), hi(M₀c₀) ⊕ c₃ ⊕ k₁, lo(M₀c₀)); the key grows by the Weyl
/// constants (W₀, W₁) after each. Salmon, Moraes, Dror and Shaw, Parallel random numbers: as easy as 1, 2, 3, SC 2011.
/// Every draw of the program comes from this function or from a vector form of it that gives the same words.
public func philox(
  counter: (UInt32, UInt32, UInt32, UInt32), key: (UInt32, UInt32)
) -> (UInt32, UInt32, UInt32, UInt32) {
  var (c0, c1, c2, c3) = counter
  var (k0, k1) = key
  for _ in 0..<10 {
    let p0 = UInt64(c0) &* 0xD251_1F53
    let p1 = UInt64(c2) &* 0xCD9E_8D57
    (c0, c1, c2, c3) = (
      UInt32(p1 >> 32) ^ c1 ^ k0, UInt32(truncatingIfNeeded: p1), UInt32(p0 >> 32) ^ c3 ^ k1, UInt32(truncatingIfNeeded: p0)
    )
    k0 &+= 0x9E37_79B9
    k1 &+= 0xBB67_AE85
  }
  return (c0, c1, c2, c3)
}

import Testing

@testable import Tensor

@Suite struct TextTests {
  @Test func shortVectorsTakeALine() throws {
    #expect(try Tensor.arange(3).text() == "[0, 1, 2]")
    #expect(Tensor([0.5, 0.25, 1e-7, 123456.789, -1 / 3.0, 2e6], shape: [6]).text() == "[0.5, 0.25, 1e-7, 1.2346e5, -0.33333, 2000000]")
    #expect(Tensor([0.1, 2.5] as [Float], shape: [2]).text() == "[0.1, 2.5]")
    #expect(Tensor([.nan, .infinity, -.infinity, -0.0], shape: [4]).text() == "[nan, inf, -inf, 0]")
    #expect(try Tensor.zeros([0]).text() == "[]")
    #expect(Tensor(0.1).text() == "0.1")
  }

  @Test func inFull() throws {
    #expect(Tensor([1.0, 2, 3, 4], shape: [2, 2]).text(full: true) == "[[1, 2], [3, 4]]")
    #expect(Tensor([0.1, 1e22, -2.5e-7], shape: [3]).text(full: true) == "[0.1, 1e22, -2.5e-7]")
    #expect(Tensor([0.1, 16_777_216] as [Float], shape: [2, 1]).text(full: true) == "[[0.1], [16777216]]")
    #expect(try Tensor.zeros([0, 3]).text(full: true) == "zeros(0, 3)")
    #expect(try Tensor.zeros([0]).text(full: true) == "[]")
    #expect(try Tensor.arange(12).text(full: true).hasSuffix("10, 11]"))
  }

  @Test func fullTextReadsBack() throws {
    var generator = Generator(Key(5))
    for _ in 0..<2000 {
      let x = Double(bitPattern: generator.next())
      if x.isFinite { #expect(Double(numberText(x)) == x) }
      let y = Float(bitPattern: UInt32(truncatingIfNeeded: generator.next()))
      if y.isFinite { #expect(Double(numberText(y)).map { Float($0) } == y) }
    }
  }

  @Test func matrices() throws {
    let small = Tensor([1.0, -0.25, 33.125, 0.001], shape: [2, 2])
    #expect(small.text() == "Tensor [2×2] Float64\n   1.000  -0.250\n  33.125   0.001")
    #expect(small.float32.text().hasPrefix("Tensor [2×2] Float32\n"))
    #expect(Tensor([1.0, 20, -3, 4], shape: [2, 2]).text() == "Tensor [2×2] Float64\n   1  20\n  -3   4")
    let uneven = Tensor([1e-8, 20, .nan, 4e9 + 0.5], shape: [2, 2])
    #expect(uneven.text() == "Tensor [2×2] Float64\n  1.000e-8   2.000e1\n       nan   4.000e9")
    #expect(try Tensor.zeros([0, 3]).text() == "Tensor [0×3] Float64")
  }

  @Test func longOnesAreElided() throws {
    let wide = Tensor((0..<270).map { Double($0) / 7 }, shape: [3, 90])
    #expect(
      wide.text() == """
        Tensor [3×90] Float64
           0.000   0.143   0.286   0.429   0.571  …  12.286  12.429  12.571  12.714
          12.857  13.000  13.143  13.286  13.429  …  25.143  25.286  25.429  25.571
          25.714  25.857  26.000  26.143  26.286  …  38.000  38.143  38.286  38.429
        """)
    #expect(
      try Tensor.arange(400).text() == """
        Tensor [400] Float64
            0    1    2    3    4    5    6    7  …  393  394  395  396  397  398  399
        """)
    let tall = try Tensor.arange(30).reshaped([15, 2])
    #expect(
      tall.text() == """
        Tensor [15×2] Float64
           0   1
           2   3
           4   5
           6   7
           8   9
           …
          20  21
          22  23
          24  25
          26  27
          28  29
        """)
  }

  @Test func moreAxesAreBlocks() throws {
    #expect(
      try Tensor.arange(8).reshaped([2, 2, 2]).text() == """
        Tensor [2×2×2] Float64
        [0, :, :]
          0  1
          2  3
        [1, :, :]
          4  5
          6  7
        """)
    let many = try Tensor.arange(12).reshaped([2, 3, 1, 2]).text()
    #expect(many.contains("[0, 1, :, :]\n   2   3\n…\n[1, 1, :, :]"))
  }

  @Test func noLineIsWiderThanAScreen() throws {
    var generator = Generator(Key(3))
    for shape in [[9], [10], [11], [5, 8], [5, 13], [40, 41], [3, 2, 90], [7, 3, 12, 30]] {
      for scale in [1e-9, 1e-3, 1, 1e4, 1e12] {
        let x = try generator.normal(shape)
        for line in Tensor(x.doubles.map { $0 * scale }, shape: shape).text().split(separator: "\n") { #expect(line.count <= 80) }
      }
    }
  }

  @Test func decimalsRound() {
    #expect(Decimal(9.9996).fixed(3) == "10.000")
    #expect(Decimal(0.0004).fixed(3) == "0.000")
    #expect(Decimal(0.0006).fixed(3) == "0.001")
    #expect(Decimal(-0.0004).fixed(3) == "0.000")
    #expect(Decimal(0.05).fixed(0) == "0")
    #expect(Decimal(0.5).fixed(0) == "1")
    #expect(Decimal(Double.leastNonzeroMagnitude).scientific(3) == "5.00e-324")
    #expect(Decimal(9.996e10).scientific(3) == "1.00e11")
    #expect(Decimal(0.0).scientific(2) == "0.0e0")
    #expect(Decimal(1234.5678).short(5) == "1234.6")
    #expect(Decimal(1e16).short(5) == "1e16")
  }
}

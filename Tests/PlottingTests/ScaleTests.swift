import Testing

@testable import Plotting

@Suite struct ScaleTests {
  @Test func ticksAreNice() {
    #expect(Ticks.linear(Interval(0, 1), count: 5).map(\.text) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(Ticks.linear(Interval(-1.3, 1.3), count: 3).map(\.text) == ["-1", "0", "1"])
    #expect(Ticks.linear(Interval(0, 3), count: 10, isWhole: true).map(\.text) == ["0", "1", "2", "3"])
    #expect(Ticks.linear(Interval(0, 4e7), count: 4).map(\.text) == ["0", "1e7", "2e7", "3e7", "4e7"])
    #expect(Ticks.linear(Interval(0, 4e-9), count: 4).map(\.text) == ["0", "1e-9", "2e-9", "3e-9", "4e-9"])
    #expect(Ticks.linear(Interval(-0.45, 0.45), count: 1).count >= 2)
  }

  @Test func logarithmicTicksAreDecades() {
    #expect(Ticks.logarithmic(Interval(-7.2, 0.1), count: 4).map(\.text) == ["10⁻⁶", "10⁻⁴", "10⁻²", "10⁰"])
    #expect(Ticks.logarithmic(Interval(-2.1, -1.2), count: 4).map(\.text) == ["0.01", "0.02", "0.05"])
    #expect(Ticks.logarithmic(Interval(0.31, 0.33), count: 4).count >= 2)
  }

  @Test(arguments: [
    (0.25, "0.25"), (-3, "-3"), (1.2e-7, "1.2e-7"), (4e9, "4e9"), (0, "0"), (9.996, "10"), (999.6, "1000"), (0.00012345, "0.000123"),
    (123456, "123456"), (1e300, "1e300"), (.leastNonzeroMagnitude, "4.94e-324"), (.nan, "NaN"), (-.infinity, "-∞"), (-0.0, "0"),
  ])
  func shortNumbers(value: Double, text: String) {
    #expect(NumberText.short(value) == text)
  }

  @Test func fixedNumbers() {
    #expect(NumberText.fixed(-0.04, decimals: 1) == "0.0")
    #expect(NumberText.fixed(0.05, decimals: 2) == "0.05")
    #expect(NumberText.fixed(-12.5, decimals: 3) == "-12.500")
  }

  @Test func intervalsOfEqualValuesOpen() {
    for value in [0, 1, -5, 1e300, 1e-300, 1e16] {
      let interval = Interval(value, value.nextUp).opened
      #expect(interval.length > 0 && interval.contains(value))
    }
  }

  @Test func widthsOfCharacters() {
    #expect(DisplayWidth.of("abc") == 3)
    #expect(DisplayWidth.of("日本") == 4)
    #expect(DisplayWidth.of("e\u{301}\u{302}") == 1)
    #expect(DisplayWidth.of("👩‍👩‍👧") == 2)
    #expect(DisplayWidth.of("ℓφθ⠿█") == 5)
    #expect(DisplayWidth.cut("日本語", to: 4) == "日…")
    #expect(DisplayWidth.cleaned("a\u{1B}b\u{202E}c\n") == "a b c ")
  }
}

import Plotting
import Testing

@Suite struct BadInputTests {
  private func expect(_ error: FigureError, _ body: () throws -> Figure) {
    #expect(throws: error) { try body() }
    #expect(!error.message.isEmpty && !error.message.hasSuffix("."))
  }

  @Test func features() {
    expect(.empty) { try .features([], rows: 2, columns: 0) }
    expect(.wrongRows(4)) { try .features([1, 2, 3, 4], rows: 4, columns: 1) }
    expect(.wrongRows(-1)) { try .features([1, 2, 3, 4], rows: -1, columns: 1) }
    expect(.wrongCount(count: 3, rows: 2, columns: 2)) { try .features([1, 2, 3], rows: 2, columns: 2) }
    expect(.wrongFirst(0)) { try .features([1, 2], rows: 2, columns: 1, first: 0) }
    expect(.nothingFinite) { try .features([.nan, 1], rows: 2, columns: 1) }
    expect(.tooLarge(1e301)) { try .features([1e301, 1], rows: 2, columns: 1) }
  }

  @Test func heatMaps() {
    expect(.empty) { try .heatMap([], rows: 0, columns: 5) }
    expect(.wrongCount(count: 1, rows: 1 << 62, columns: 4)) { try .heatMap([1], rows: 1 << 62, columns: 4) }
    expect(.nothingFinite) { try .heatMap([.nan, .infinity], rows: 1, columns: 2) }
  }

  @Test func lines() {
    expect(.empty) { try .line([]) }
    expect(.empty) { try .lines([]) }
    expect(.nothingFinite) { try .line([.nan, -.infinity]) }
    expect(.nothingPositive) { try .line([0, -1], options: .init(isLogarithmic: true)) }
  }

  @Test(arguments: [2, 7, 18, 27, 120]) func manyLongLines(count: Int) throws {
    let values = (0..<101).map(Double.init)
    let figure = try Figure.lines((0..<count).map { i in (name: "\(i)", values: values.map { $0 * Double(i) }) })
    #expect(!figure.text(width: 80, height: 24).isEmpty)
  }

  @Test func whatIsLeftOutIsSaid() throws {
    #expect(try Figure.features([1, .nan, 2, 3], rows: 2, columns: 2).notes == ["left out: 1 of 2 features, not finite"])
    #expect(try Figure.line([1, .nan]).notes == ["left out: 1 of 2 values, not finite"])
    #expect(try Figure.heatMap([1, .nan], rows: 1, columns: 2).notes == ["missing (×): 1 of 2 entries, not finite"])
  }

  @Test func firstTakesTheFirst() throws {
    let all = try Figure.features([1, 2, 3, 4, 5, 6], rows: 2, columns: 3, first: 2)
    #expect(all == (try Figure.features([1, 2, 4, 5], rows: 2, columns: 2)))
    #expect(try Figure.features([1, 2], rows: 2, columns: 1, first: 9) == Figure.features([1, 2], rows: 2, columns: 1))
  }
}

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

  @Test func marks() {
    expect(.wrongLength("y", count: 1, expected: 2)) { try .points(x: [1, 2], y: [1]) }
    expect(.wrongLength("labels", count: 0, expected: 1)) { try .points(x: [1], y: [1], labels: []) }
    expect(.wrongLength("color", count: 2, expected: 1)) { try .points(x: [1], y: [1], colour: .values([1, 2], areAngles: false)) }
    expect(.nothingFinite) { try .curve(x: [1, .nan], y: [.nan, 1]) }
    expect(.empty) { try .curve(x: [], y: []) }
    expect(.wrongRows(1)) { try .arrows([1, 2], rows: 1, columns: 2) }
    expect(.empty) { try .bars([]) }
    expect(.wrongLength("edges", count: 2, expected: 3)) { try .bars([1, 2], edges: [0, 1]) }
    expect(.notRising("edges")) { try .bars([1, 2], edges: [0, 1, 1]) }
    expect(.wrongLength("y", count: 1, expected: 2)) { try .band(x: [1, 2], low: [1], high: [1, 2]) }
    expect(.wrongLength("texts", count: 2, expected: 1)) { try .texts(["a", "b"], x: [1], y: [1]) }
    expect(.wrongCount(count: 3, rows: 2, columns: 2)) { try .field([1, 2, 3], x: [0, 1], y: [0, 1]) }
    expect(.notRising("x")) { try .field([1, 2], x: [1, 0], y: [0]) }
    expect(.noLevel) { try .contours([0, 1, 1, 0], x: [0, 1], y: [0, 1], levels: [7]) }
    expect(.empty) { try .table([], first: 1) }
    expect(.empty) { try .table([("a", [], false)], first: 1) }
    expect(.wrongFirst(0)) { try .table([("a", ["1"], true)], first: 0) }
    expect(.wrongLength("b", count: 1, expected: 2)) { try .table([("a", ["1", "2"], true), ("b", ["1"], true)], first: 1) }
    expect(.nothingShared) { try .together([.line([1, 2]), Samples.table()]) }
    expect(.empty) { try .together([]) }
    expect(.nothingShared) { try .together([.line([1, 2]), Samples.gram()]) }
    expect(.nothingShared) { try .together([.line([1, 2]), Samples.circle3D()]) }
    expect(.nothingPositive) { try Figure.points(x: [1], y: [-1]).with(.init(isLogarithmic: true)) }
  }

  @Test func whatIsLeftOutIsSaid() throws {
    #expect(try Figure.features([1, .nan, 2, 3], rows: 2, columns: 2).notes == ["left out: 1 of 2 features, not finite"])
    #expect(try Figure.line([1, .nan]).notes == ["left out: 1 of 2 values, not finite"])
    #expect(try Figure.heatMap([1, .nan], rows: 1, columns: 2).notes == ["missing (×): 1 of 2 entries, not finite"])
  }

  @Test func longCurvesThatTurnBackAreNotJoined() throws {
    let there = (0..<15_000).map(Double.init)
    let both = there + there.reversed()
    #expect(try Figure.curve(x: both, y: both).notes == ["not joined: more than 20000 points of a curve that turns back"])
    #expect(try Figure.curve(x: there + there.map { $0 + 15_000 }, y: both).notes == [])
  }

  @Test func aLongBandKeepsItsExtremes() throws {
    let x = (0..<100_000).map(Double.init)
    let high = x.map { $0 == 50_000 ? 9.0 : 1 }
    let svg = try Figure.band(x: x, low: x.map { _ in 0 }, high: high).svg()
    #expect(svg.utf8.count < 100_000)
    let all = try Figure.band(x: [0, 50_000, 99_999], low: [0, 0, 0], high: [1, 9, 1]).drawing
    let long = try Figure.band(x: x, low: x.map { _ in 0 }, high: high).drawing
    func top(_ elements: [Element]) -> Double {
      elements.map { element in
        switch element {
        case .group(_, let parts): top(parts)
        case .polygon(let places, _, _): places.map(\.y).min() ?? .infinity
        default: .infinity
        }
      }.min() ?? .infinity
    }
    #expect(abs(top(all.elements) - top(long.elements)) < 1e-9)
  }

  @Test func firstTakesTheFirst() throws {
    let all = try Figure.features([1, 2, 3, 4, 5, 6], rows: 2, columns: 3, first: 2)
    #expect(all.svg() == (try Figure.features([1, 2, 4, 5], rows: 2, columns: 2).svg()))
    #expect(try Figure.features([1, 2], rows: 2, columns: 1, first: 9).svg() == Figure.features([1, 2], rows: 2, columns: 1).svg())
  }
}

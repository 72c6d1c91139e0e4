import Plotting
import Testing

/// A million values are drawn at the resolution of the figure, and what stands out stays.
@Suite struct MillionTests {
  private func parts(_ elements: [Element]) -> [Element] {
    elements.flatMap { element in if case .group(_, let inner) = element { parts(inner) } else { [element] } }
  }

  private func cells(_ figure: Figure) -> [Element.Cells] {
    parts(figure.drawing.elements).compactMap { if case .cells(let cells) = $0 { cells } else { nil } }
  }

  @Test func aBarThatStandsOutStays() throws {
    let figure = try Figure.bars((0..<1_000_000).map { $0 == 700_000 ? 9 : $0 == 300_000 ? -4 : 1 })
    let boxes = parts(figure.drawing.elements).compactMap { element -> (top: Double, height: Double)? in
      if case .rectangle(let at, _, let height, _, _) = element { (at.y, height) } else { nil }
    }
    #expect(boxes.count < 2000)
    // 9 units up, 1 + 4 across the ground, 1 up
    let heights = Set(boxes.map { ($0.height * 100).rounded() / 100 }).sorted()
    #expect(heights.count == 3)
    #expect(abs(heights[2] / heights[0] - 9) < 0.01 && abs(heights[1] / heights[0] - 5) < 0.01)
  }

  @Test func aFieldHasACellForAPixel() throws {
    let places = (0..<1000).map(Double.init)
    let shown = cells(try .field((0..<1_000_000).map { Double($0 % 1000) }, x: places, y: places))
    #expect(shown.count == 1 && shown[0].rows <= 400 && shown[0].columns <= 620)
    // still from low to high
    #expect(shown[0].colours[0] != shown[0].colours[shown[0].columns - 1])
  }

  @Test func cellsOfUnequalLengthKeepTheirPlaces() throws {
    let shown = cells(try .field((0..<6000).map { Double($0 % 3) }, x: [-1, 4, 9], y: (0..<2000).map(Double.init)))[0]
    let row = Array(shown.colours[0..<shown.columns])
    let middle = row.filter { $0 == row[shown.columns / 2] }.count
    #expect(abs(Double(middle) / Double(shown.columns) - 1.0 / 3) < 0.01)
    let uneven = cells(try .field((0..<6000).map { Double($0 % 3) }, x: [0, 1, 7], y: (0..<2000).map(Double.init)))[0]
    let first = uneven.colours[0..<uneven.columns].filter { $0 == uneven.colours[0] }.count
    // edges at -0.5, 0.5, 4, 10
    #expect(abs(Double(first) / Double(uneven.columns) - 1 / 10.5) < 0.01)
  }

  @Test func contoursSayThatTheyFollowMeans() throws {
    let places = (0..<1000).map(Double.init)
    let figure = try Figure.contours((0..<1_000_000).map { Double($0 % 1000) }, x: places, y: places, levels: [500])
    #expect(figure.notes == ["lines over means of 2×2 values"])
  }

  @Test func hiddenArrowsAndTextsAreLeftOut() throws {
    // 1000 places, each taken a thousand times, and one by itself
    let places = (0..<1_000_000).map { Double($0 % 1000) / 1000 } + [0.5]
    let heights = [Double](repeating: 0.5, count: 1_000_000) + [1]
    let arrows = parts(try Figure.arrows(places + heights, rows: 2, columns: places.count).drawing.elements)
    let heads = arrows.compactMap { if case .polygon(let corners, _, _) = $0 { corners[0] } else { nil } }
    #expect(heads.count > 100 && heads.count < 1000)
    let top = heads.map(\.y).min()
    #expect(heads.filter { $0.y == top }.count == 1)
    let texts = parts(try Figure.texts(places.map { String($0) }, x: places, y: heights).drawing.elements).filter { element in
      if case .label(let label) = element { label.hasHalo } else { false }
    }
    #expect(texts.count > 100 && texts.count < 1000)
  }
}

import Testing

@testable import Painting
@testable import Plotting

/// Lines as bars in columns.
@Suite struct ColumnsTests {
  private static let width = 1.2

  /// A line that goes up and down in each of many columns, a CSS pixel apart.
  private var dense: [Element.Place] {
    var state: UInt64 = 1
    return (0..<1200).map { i in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      let column = Double(i / 4)
      return (x: 10 + column, y: 60 + abs(column - 150) / 2 + Double(state >> 58))
    }
  }

  private func pixels(_ places: [Element.Place]) throws -> Pixels {
    var drawing = Drawing(width: 320, height: 240, title: "", description: "")
    drawing.group(.round) { $0.polyline(places, colour: .black, width: Self.width) }
    return try Pixels(drawing, scale: 1)
  }

  /// A bar is half a column, here half a pixel, from the line at most: where the line fills a pixel and those about it the bars fill at least
  /// half of it, and where it leaves them white they do.
  @Test func barsCoverWhatTheLineCovers() throws {
    #expect(Columns(dense, width: Self.width) != nil)
    // from right to left it is painted as any line
    #expect(Columns(dense.reversed(), width: Self.width) == nil)
    let (bars, line) = (try pixels(dense), try pixels(dense.reversed()))
    var filled = 0
    for y in 1..<line.height - 1 {
      for x in 1..<line.width - 1 {
        let around = (y - 1...y + 1).flatMap { row in (x - 1...x + 1).map { line.colours[row * line.width + $0] } }
        let there = bars.colours[y * line.width + x]
        if around.allSatisfy({ $0 == 0 }) {
          filled += 1
          #expect(there & 0xFF <= 0x80, "\(x), \(y) is not filled")
        }
        if around.allSatisfy({ $0 == 0xFF_FFFF }) { #expect(there == 0xFF_FFFF, "\(x), \(y) is touched") }
      }
    }
    #expect(filled > 1000)
  }

  @Test func otherLinesStayLines() {
    let apart = dense.map { (x: 2 * $0.x, y: $0.y) }
    let smooth = (0..<300).map { (x: Double($0), y: Double($0)) }
    #expect(Columns(apart, width: Self.width) == nil)
    #expect(Columns(smooth, width: Self.width) == nil)
    #expect(Columns([], width: Self.width) == nil)
  }
}

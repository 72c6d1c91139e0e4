import Foundation
import Testing

@testable import Plotting

@Suite struct ContourTests {
  /// x² + y² on a lattice about the origin.
  private let circle: Lattice = {
    let places = (-20...20).map { Double($0) / 10 }
    return Lattice(values: places.flatMap { y in places.map { x in x * x + y * y } }, x: places, y: places)
  }()

  @Test func aLevelOfABowlIsOneClosedCircle() throws {
    let lines = LevelLines(circle, level: 1).lines
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(line[0] == line[line.count - 1])
    // the chord of a step of 0.1 departs from x² by at most 0.1² / 4
    #expect(line.allSatisfy { abs($0.x * $0.x + $0.y * $0.y - 1) <= 0.0025 + 1e-12 })
    var length = 0.0
    for (a, b) in zip(line, line.dropFirst()) { length += hypot(a.x - b.x, a.y - b.y) }
    #expect(abs(length - 2 * Double.pi) < 0.02)
  }

  @Test func aLevelThatLeavesIsOpen() {
    // the circle of radius √5 meets the square's border in four arcs
    let lines = LevelLines(circle, level: 5).lines
    #expect(lines.count == 4)
    for line in lines { #expect([line[0], line[line.count - 1]].allSatisfy { max(abs($0.x), abs($0.y)) == 2 }) }
  }

  @Test func aSaddleIsCutByItsMiddle() {
    let saddle = Lattice(values: [1, 0, 0, 1], x: [0, 1], y: [0, 1])
    #expect(LevelLines(saddle, level: 0.4).lines.count == 2)
    #expect(LevelLines(saddle, level: 0.6).lines.count == 2)
    #expect(LevelLines(saddle, level: 2).lines.isEmpty)
  }
}

import Plotting
import Testing

@Suite struct SnapshotTests {
  @Test func textWithoutColour() throws {
    for (name, figure) in try Samples.all() { try expectSnapshot(figure.text(), "\(name).txt") }
  }

  @Test func textInColour() throws {
    try expectSnapshot(Samples.gram().text(width: 60, height: 20, colour: .trueColor), "gram-true-colour.txt")
    try expectSnapshot(Samples.pentagon().text(width: 60, height: 20, colour: .ansi256), "pentagon-256.txt")
    try expectSnapshot(Samples.optimizers().text(width: 60, height: 20, colour: .ansi256), "optimizers-256.txt")
  }

  @Test func grids() throws {
    let grid = try Picture.sharing(
      [.figure(Samples.loss()), .figure(Samples.gram()), .figure(Samples.pentagon())], columns: 2, title: "Three <figures>")
    try expectSnapshot(grid.text(), "grid.txt")
    try expectSnapshot(grid.svg(), "grid.svg")
    #expect(malformation(grid.svg()) == nil)
  }

  @Test func areasOfColour() throws {
    try expectSnapshot(Samples.hills().text(width: 60, height: 20, colour: .trueColor), "hills-true-colour.txt")
  }

  @Test func narrowText() throws {
    try expectSnapshot(Samples.circle3D().text(width: 60), "circle3D-60.txt")
    try expectSnapshot(Samples.loss().text(width: 60, height: 16), "loss-60.txt")
  }

  @Test func svg() throws {
    for (name, figure) in try Samples.all() { try expectSnapshot(figure.svg(), "\(name).svg") }
  }
}

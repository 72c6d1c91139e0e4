import Catalogue
import Painting
import Plotting

extension Measurement {
  /// Milliseconds from 10 000 numbers or points to text, SVG and PNG.
  static func figures() -> [Measurement] {
    let places = (0..<10_000).map { Double($0 * 7919 % 10_007) / 10_007 }
    let kinds: [(name: String, figure: @Sendable () throws(FigureError) -> Figure)] = [
      ("points in space", { () throws(FigureError) in try .features(places + places.reversed() + places, rows: 3, columns: 10_000) }),
      ("points in the plane", { () throws(FigureError) in try .points(x: places, y: places.reversed()) }),
      ("line", { () throws(FigureError) in try .line(places) }),
      ("heat map", { () throws(FigureError) in try .heatMap(places, rows: 100, columns: 100) }),
    ]
    return kinds.flatMap { kind in
      [
        Measurement(name: "figure, 10 000: \(kind.name), text", unit: "ms") {
          try seconds { _ = try kind.figure().text(colour: .trueColor) } * 1e3
        },
        Measurement(name: "figure, 10 000: \(kind.name), SVG", unit: "ms") { try seconds { _ = try kind.figure().svg() } * 1e3 },
        Measurement(name: "figure, 10 000: \(kind.name), PNG", unit: "ms") {
          try seconds { _ = try Painting.png(kind.figure().drawing, dpi: 192) } * 1e3
        },
      ]
    }
  }
}

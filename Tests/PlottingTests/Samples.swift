import Foundation
import Plotting

/// Figures of every kind, by name; the numbers are made by formulas, so that anybody can make them again.
enum Samples {
  static func circle3D() throws -> Figure {
    try .features(ring(90), rows: 3, columns: 90, options: .init(title: "Ninety features in space"))
  }

  static func pentagon() throws -> Figure {
    let angles = (0..<5).map { 2 * Double.pi * Double(2 * $0 % 5) / 5 + 0.3 }
    return try .features(
      angles.map { cos($0) } + angles.map { sin($0) }, rows: 2, columns: 5, options: .init(title: "ℓ = 0.05, φ ≥ 0", x: "W₁", y: "W₂"))
  }

  static func tetrahedron() throws -> Figure {
    try .features([1, 1, -1, -1, 1, -1, 1, -1, 1, -1, -1, 1], rows: 3, columns: 4, options: .init(title: "Tetrahedron"))
  }

  static func gram() throws -> Figure {
    let entries = (0..<400).map { i in cos(Double.pi / 10 * Double(i / 20 - i % 20)) }
    return try .heatMap(entries, rows: 20, columns: 20, options: .init(title: "WᵀW", x: "feature", y: "feature"))
  }

  static func positive() throws -> Figure {
    let entries: [Double] = (0..<60).map { i in Double(i % 7) + (noise(i) + 0.5) / 4 }
    return try .heatMap(entries, rows: 4, columns: 15)
  }

  static func loss() throws -> Figure {
    try .line(decay(10_000, rate: 700), options: .init(title: "Loss", x: "step", y: "mse"))
  }

  static func decades() throws -> Figure {
    let values: [Double] = (0..<2000).map { i in exp(-Double(i) / 120) * (1 + 0.3 * noise(i)) }
    return try .line(values, options: .init(x: "step", y: "loss"))
  }

  static func optimizers() throws -> Figure {
    let series = [("adam(lr: 1e-3)", 700.0), ("sgd(lr: 0.5)", 1800), ("<rmsprop> & \"others\"", 4000)]
    return try .lines(
      series.map { (name: $0.0, values: decay(5000, rate: $0.1)) }, options: .init(title: "Optimizers", x: "step", y: "mse"))
  }

  static func gaps() throws -> Figure {
    try .line([3, 1, .nan, 4, 1, 5, .infinity, 9, 2, 6])
  }

  /// Two groups of points, one with a colour by value, and a text.
  static func points() throws -> Figure {
    let x = (0..<30).map { 5 * (noise($0) + 0.5) }
    let y = x.indices.map { x[$0] / 2 + noise($0 + 100) }
    return try Figure.together([
      .points(x: x, y: y, name: "measured", labels: nil),
      .points(x: [1, 2, 3], y: [2, 2.5, 3], colour: .values([-1, 0.2, 0.8], areAngles: false), labels: ["a", "<b>", "ℓ & φ"]),
      .texts(["outlier"], x: [4], y: [0.3]),
    ]).with(.init(title: "Points", x: "x", y: "y"))
  }

  static func spiral() throws -> Figure {
    let t = (0..<200).map { Double($0) / 12 }
    return try Figure.curve(x: t.map { cos($0) }, y: t.map { sin($0) }, z: t.map { $0 / 8 }, name: "spiral")
      .with(.init(title: "A curve in space", x: "x", y: "y", z: "z"))
  }

  static func arrows() throws -> Figure {
    let angles = (0..<5).map { 2 * Double.pi * Double($0) / 5 + 0.2 }
    return try .arrows(angles.map { cos($0) } + angles.map { 0.8 * sin($0) }, rows: 2, columns: 5)
  }

  static func bars() throws -> Figure {
    try Figure.together([
      .bars([3, -1, 2.5, 0], labels: ["one", "two", "three", "none"]), .curve(x: [0, 1, 2, 3], y: [1, 0.5, 2, 1], name: "line"),
    ])
  }

  static func histogram() throws -> Figure {
    try Figure.bars([1, 4, 9, 6, 2], edges: [0, 0.5, 1, 1.5, 2, 3]).with(.init(x: "value", y: "count"))
  }

  static func band() throws -> Figure {
    let x = (0..<40).map { Double($0) / 4 }
    let middle = x.map { sin($0) }
    return try Figure.together([
      .band(x: x, low: middle.map { $0 - 0.3 }, high: middle.map { $0 + 0.3 }, name: "interval"), .curve(x: x, y: middle, name: "mean"),
    ])
  }

  static func hills() throws -> Figure {
    let (x, y) = ((0..<24).map { Double($0) / 8 }, (0..<16).map { Double($0) / 8 })
    let values = y.flatMap { v in x.map { u in sin(2 * u) * cos(2 * v) } }
    return try Figure.together([.field(values, x: x, y: y), .contours(values, x: x, y: y, levels: [-0.5, 0, 0.5], colour: nil)])
      .with(.init(title: "Cells and contours", x: "u", y: "v"))
  }

  static func table() throws -> Figure {
    try .table(
      [
        ("optimizer", ["adam", "sgd", "<rmsprop> & \"others\""], false), ("lr", ["0.001", "10", "0.01"], true),
        ("loss", ["0.0031", "0.012", "0.0029"], true),
      ], first: 2, options: .init(title: "Losses"))
  }

  /// Every sample, in the order of its name.
  static func all() throws -> [(name: String, figure: Figure)] {
    try [
      ("arrows", arrows()), ("band", band()), ("bars", bars()), ("circle3D", circle3D()), ("decades", decades()), ("gaps", gaps()),
      ("gram", gram()), ("hills", hills()), ("histogram", histogram()), ("loss", loss()), ("optimizers", optimizers()),
      ("pentagon", pentagon()), ("points", points()), ("positive", positive()), ("spiral", spiral()), ("table", table()),
      ("tetrahedron", tetrahedron()),
    ]
  }

  /// A closed curve in space: [3 × count].
  static func ring(_ count: Int) -> [Double] {
    let angles = (0..<count).map { 2 * Double.pi * Double($0) / Double(count) }
    return angles.map { 0.9 * cos($0) } + angles.map { 0.9 * sin($0) } + angles.map { 0.35 * cos(3 * $0) }
  }

  /// A falling curve with noise on it.
  static func decay(_ count: Int, rate: Double) -> [Double] {
    (0..<count).map { step in
      let width: Double = 0.0004 + 0.002 * exp(-Double(step) / 1500)
      return 0.003 + 0.08 * exp(-Double(step) / rate) + width * noise(step)
    }
  }

  /// Between −0.5 and 0.5, from a few bits of an integer hash.
  static func noise(_ i: Int) -> Double {
    let hash = UInt32(truncatingIfNeeded: i) &* 2_654_435_761
    return Double((hash ^ hash >> 15) & 0xFFFF) / 65536 - 0.5
  }
}

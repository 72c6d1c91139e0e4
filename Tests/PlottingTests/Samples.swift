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

  /// Every sample, in the order of its name.
  static func all() throws -> [(name: String, figure: Figure)] {
    try [
      ("circle3D", circle3D()), ("decades", decades()), ("gaps", gaps()), ("gram", gram()), ("loss", loss()), ("optimizers", optimizers()),
      ("pentagon", pentagon()), ("positive", positive()), ("tetrahedron", tetrahedron()),
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

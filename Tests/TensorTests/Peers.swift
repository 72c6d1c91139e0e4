import Foundation
import Testing

@testable import Tensor

/// The values of `Peers/numpy_values.json`, which `numpy_values.py` beside it writes.
struct Peers: Decodable {
  struct Broadcast: Decodable {
    var a: [Int]
    var b: [Int]
    var result: [Int]?
  }
  struct Index: Decodable {
    struct Axis: Decodable {
      var at: Int?
      var start: Int?
      var end: Int?
      var closed: Bool?
      var list: [Int]?
      var shape: [Int]?

      var index: AxisIndex {
        if let at { return .at(at) }
        if let closed { return .range(from: start, to: end, closed: closed) }
        if let list { return shape.map { .matrix(list, shape: $0) } ?? .list(list) }
        return .all
      }
    }
    var shape: [Int]
    var indices: [Axis]
    var result: [Int]
    var map: [Int32]
  }
  struct Move: Decodable {
    var kind: String
    var shapes: [[Int]]
    var axis: Int?
    var result: [Int]
    var map: [Int32]
  }
  struct Arange: Decodable {
    var start: Double
    var end: Double
    var step: Double
    var values: [Double]
  }
  struct Order: Decodable {
    var x: [Double]
    var sorted: [Double]
    var order: [Int]
    var unique: [Double]
    var found: [Double]
  }
  struct Statistics: Decodable {
    var x: [Double]
    var q: [Double]
    var quantiles: [Double]
    var median: Double
    var counts: [Double]
    var edges: [Double]
    var countsInRange: [Double]
    var edgesInRange: [Double]
    var uneven: [Double]
    var countsUneven: [Double]
  }
  struct Matrix: Decodable {
    var m: Int
    var n: Int
    var a: [Double]
    var b: [Double]
    var singular: [Double]
    var least: [Double]
    var eigen: [Double]
    var q: [Double]
    var r: [Double]
    var solved: [Double]?
  }

  var broadcasts: [Broadcast]
  var indices: [Index]
  var moves: [Move]
  var aranges: [Arange]
  var orders: [Order]
  var statistics: [Statistics]
  var matrices: [Matrix]

  static func load() throws -> Peers {
    let url = try #require(Bundle.module.url(forResource: "numpy_values", withExtension: "json", subdirectory: "Peers"))
    return try JSONDecoder().decode(Peers.self, from: Data(contentsOf: url))
  }
}

/// Whether two lists are equal to a tolerance relative to the largest element.
func near(_ a: [Double], _ b: [Double], within tolerance: Double = 1e-12) -> Bool {
  let scale = max(1, b.reduce(0) { max($0, abs($1)) })
  return a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * scale }
}

/// a [m×k] times b [k×n], to check decompositions by.
func product(_ a: Tensor, _ b: Tensor) -> Tensor {
  let (m, k, n) = (a.shape[0], a.shape[1], b.shape[1])
  let (x, y) = (a.doubles, b.doubles)
  var result = [Double](repeating: 0, count: m * n)
  for i in 0..<m {
    for j in 0..<n { result[i * n + j] = (0..<k).reduce(0) { $0 + x[i * k + $1] * y[$1 * n + j] } }
  }
  return Tensor(result, shape: [m, n])
}

/// The matrix with its axes exchanged.
func transposed(_ a: Tensor) -> Tensor { a.gathered(.transpose(a.shape)) }

extension Tensor {
  /// How many elements fall between neighbouring edges.
  public struct Histogram: Sendable {
    /// [bins]
    public var counts: Tensor
    /// [bins + 1]
    public var edges: Tensor
  }

  /// Counts in bins of equal width from the least to the greatest element (0.5 to each side where these are equal, 0 … 1 where there are
  /// no elements), or over `range`. See `histogram(edges:)`.
  /// - Throws: for no bins, a range that is empty or not finite; without a range, for elements that are not finite.
  public func histogram(bins: Int, range: (Double, Double)? = nil) throws(TensorError) -> Histogram {
    guard bins > 0 else { throw TensorError("histogram wants at least one bin, not \(bins)") }
    _ = try Tensor.checkedCount([bins], for: "histogram with \(bins) bins")
    let elements = doubles
    var (low, high) = range ?? (elements.min() ?? 0, elements.max() ?? 1)
    if range == nil {
      guard elements.allSatisfy(\.isFinite) else {
        throw TensorError("histogram: not every element is finite; give the edges of the bins")
      }
      if low == high { (low, high) = (low - 0.5, high + 0.5) }
    }
    let step = (high - low) / Double(bins)
    guard low < high, step.isFinite else {
      throw TensorError("histogram can't cut the range \(numberText(low)) to \(numberText(high)) into bins")
    }
    var edges = (0...bins).map { low + Double($0) * step }
    edges[bins] = high
    return Tensor.histogram(of: elements, edges: edges)
  }

  /// Counts in the bins between neighbouring edges, each with its left edge, the last one with both. Elements outside, and NaN, count nowhere.
  /// - Throws: for fewer than two edges, and for edges that don't ascend.
  public func histogram(edges: Tensor) throws(TensorError) -> Histogram {
    let sorted = edges.doubles
    guard edges.rank == 1, sorted.count >= 2 else {
      throw TensorError("histogram wants a vector of at least two edges, not \(shapeText(edges.shape))")
    }
    if let i = (1..<sorted.count).first(where: { !(sorted[$0 - 1] < sorted[$0]) }) {
      throw TensorError("the edges of a histogram must ascend: \(numberText(sorted[i - 1])) is followed by \(numberText(sorted[i]))")
    }
    return Tensor.histogram(of: doubles, edges: sorted)
  }

  private static func histogram(of elements: [Double], edges: [Double]) -> Histogram {
    var counts = [Double](repeating: 0, count: edges.count - 1)
    for x in elements where x >= edges[0] && x <= edges[edges.count - 1] {
      // the last edge that is not above x
      var low = 0
      var high = edges.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if edges[middle] <= x { low = middle } else { high = middle }
      }
      counts[min(low, counts.count - 1)] += 1
    }
    return Histogram(counts: Tensor(counts, shape: [counts.count]), edges: Tensor(edges, shape: [edges.count]))
  }
}

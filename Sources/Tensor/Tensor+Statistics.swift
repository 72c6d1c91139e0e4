extension Tensor {
  /// The middle of all elements: `quantile(0.5)`.
  public func median() throws(TensorError) -> Double {
    try quantiles([0.5], name: "median")[0]
  }

  /// The element below which the part q (0 … 1) of all elements lies, interpolated linearly between the two nearest:
  /// of n elements in order, the one with number q·(n − 1), as NumPy's default. NaN if an element is NaN.
  /// - Throws: for an empty tensor, and for q outside 0 … 1.
  public func quantile(_ q: Double) throws(TensorError) -> Double {
    try quantiles([q], name: "quantile")[0]
  }

  /// The quantiles for each element of `q`, in its shape.
  public func quantile(_ q: Tensor) throws(TensorError) -> Tensor {
    Tensor(try quantiles(q.doubles, name: "quantile"), shape: q.shape)
  }

  private func quantiles(_ parts: [Double], name: String) throws(TensorError) -> [Double] {
    let elements = sorted().doubles
    guard let last = elements.last else { throw TensorError("\(name) wants at least one element; the tensor is \(shapeText(shape))") }
    var result: [Double] = []
    for q in parts {
      guard q >= 0, q <= 1 else { throw TensorError("quantile wants a part from 0 to 1, not \(numberText(q))") }
      guard !last.isNaN else {
        result.append(.nan)
        continue
      }
      let place = q * Double(elements.count - 1)
      let below = Int(place)
      let a = elements[below]
      let b = elements[min(below + 1, elements.count - 1)]
      result.append(a == b ? a : between(a, b, place - Double(below)))
    }
    return result
  }
}

/// a + t·(b − a), exact at both ends.
private func between(_ a: Double, _ b: Double, _ t: Double) -> Double {
  if t == 0 { return a }
  return t < 0.5 ? a + (b - a) * t : b - (b - a) * (1 - t)
}

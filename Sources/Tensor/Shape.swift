/// A shape as it is written for the user: `[3×90]`; `[]` is a single number.
public func shapeText(_ shape: [Int]) -> String {
  "[" + shape.map(String.init).joined(separator: "×") + "]"
}

/// What shapes obey, as functions of lists of lengths.
public enum Shape {
  /// More axes than this no tensor has.
  public static let maximumRank = 32

  /// The shape to which two operands are stretched, by NumPy's rule: shapes are aligned at their last axes, and an axis of length 1
  /// (or a missing one) takes the other's length.
  /// - Throws: `[3×90] and [100]: 90 and 100 differ`.
  public static func broadcast(_ a: [Int], _ b: [Int]) throws(TensorError) -> [Int] {
    let rank = max(a.count, b.count)
    var result = [Int](repeating: 1, count: rank)
    for axis in 1..<(rank + 1) {
      let m = axis <= a.count ? a[a.count - axis] : 1
      let n = axis <= b.count ? b[b.count - axis] : 1
      guard m == n || m == 1 || n == 1 else {
        throw TensorError(mismatch: a, b, "\(m) and \(n) differ")
      }
      result[rank - axis] = m == 1 ? n : m
    }
    return result
  }

  /// The number of an axis counted from the start, given one that may be negative (−1 is the last).
  /// - Throws: `axis 2 is out of range: [3×90] has 2 axes`.
  public static func axis(_ axis: Int, of shape: [Int]) throws(TensorError) -> Int {
    guard axis >= -shape.count, axis < shape.count else {
      throw TensorError("axis \(axis) is out of range: \(shapeText(shape)) has \(axesText(shape.count))")
    }
    return axis < 0 ? axis + shape.count : axis
  }

  /// Elements from one index to the next, for each axis of a row-major array.
  static func strides(_ shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in stride(from: shape.count - 2, through: 0, by: -1) {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    return strides
  }

  static func axesText(_ n: Int) -> String { n == 1 ? "1 axis" : "\(n) axes" }
}

extension Tensor {
  /// No tensor has more elements than this: an index fits 32 bits.
  public static let maximumCount = Int(Int32.max)

  /// The number of elements of a shape, if a tensor may have it.
  ///
  /// Axes of length 0 count as 1 when the size is judged, so that the strides of any tensor can be computed.
  /// - Parameter name: what would make the tensor, for the error: `zeros(1000000000, 1000000000)`; nil names the shape.
  /// - Throws: `zeros(1000000000, 1000000000) would need 8e18 bytes; the limit is 4.1e9, half of this machine's memory`;
  ///   also for a negative length and for more than `Shape.maximumRank` axes.
  public static func checkedCount(_ shape: [Int], for name: String? = nil) throws(TensorError) -> Int {
    let name = name ?? "a tensor of \(shapeText(shape))"
    guard shape.count <= Shape.maximumRank else {
      throw TensorError("a tensor has at most \(Shape.maximumRank) axes, not \(shape.count)")
    }
    if let length = shape.first(where: { $0 < 0 }) {
      throw TensorError("\(name): the length of an axis can't be \(length)")
    }
    var size: Double = 1
    for length in shape { size *= Double(max(length, 1)) }
    if let refusal = Room.refusal(of: size * 8) {
      throw TensorError("\(name) would need \(approximate(size * 8)) bytes; \(refusal)")
    }
    guard size <= Double(maximumCount) else {
      throw TensorError("\(name) would have \(approximate(size)) elements; the limit is \(maximumCount)")
    }
    return shape.reduce(1, *)
  }
}

/// A positive number to two significant digits: `8e18`, `4.1e9`.
public func approximate(_ x: Double) -> String {
  guard x.isFinite else { return "more than 1e308" }
  let decimal = Decimal(x).rounded(to: 2)
  return decimal.scientific(max(decimal.digits.count, 1))
}

/// Which element of a source each element of a result comes from: the static part of indexing, transposing, stretching and joining.
///
/// Reading by a map is `Tensor.gathered`; writing through it is `Tensor.replacing`; in a trace its `map` is the map of a `gather`.
public struct IndexMap: Sendable, Equatable {
  /// Shape of the result.
  public let shape: [Int]
  /// For each element of the result, row-major, the row-major number of its source element.
  public let map: [Int32]

  /// - Precondition: `map.count` is the product of `shape`.
  public init(shape: [Int], map: [Int32]) {
    self.shape = shape
    self.map = map
  }

  /// The map whose element (i, j, …) comes from `offsets[0][i] + offsets[1][j] + …`.
  init(shape: [Int], sumOf offsets: [[Int]]) {
    var map: [Int32] = [0]
    for axis in offsets {
      let axis = axis.map { Int32($0) }
      if axis.count == 1 {
        if axis[0] != 0 { map = map.map { $0 + axis[0] } }
        continue
      }
      var next: [Int32] = []
      next.reserveCapacity(map.count * axis.count)
      for base in map {
        for offset in axis { next.append(base + offset) }
      }
      map = next
    }
    self.init(shape: shape, map: map)
  }
}

extension IndexMap {
  /// The elements that an index selects from an array of `shape`.
  ///
  /// Each index belongs to one axis, and axes without an index are taken whole. Several lists select independently of each other
  /// (orthogonally): `C[[0, 2], [1, 3]]` is the 2×2 block of rows 0, 2 and columns 1, 3, where NumPy would pair them.
  /// - Throws: an index out of range, too many indices, or a result too large.
  public static func resolve(shape: [Int], indices: [AxisIndex]) throws(TensorError) -> IndexMap {
    guard indices.count <= shape.count else {
      guard !shape.isEmpty else { throw TensorError("a number has no axes to index") }
      throw TensorError("\(shapeText(shape)) has \(Shape.axesText(shape.count)), but \(indices.count) indices came")
    }
    let strides = Shape.strides(shape)
    var result: [Int] = []
    var offsets: [[Int]] = []
    for axis in shape.indices {
      let index = axis < indices.count ? indices[axis] : .all
      let (own, elements) = try index.resolved(axis: axis, of: shape)
      result += own
      offsets.append(elements.map { $0 * strides[axis] })
    }
    _ = try Tensor.checkedCount(result, for: "the indexed part, \(shapeText(result)),")
    return IndexMap(shape: result, sumOf: offsets)
  }

  /// All axes in reverse order, as `.T`.
  public static func transpose(_ shape: [Int]) -> IndexMap {
    let strides = Shape.strides(shape)
    return IndexMap(
      shape: shape.reversed(),
      sumOf: shape.indices.reversed().map { axis in (0..<shape[axis]).map { $0 * strides[axis] } })
  }

  /// An array of `shape` stretched to `target`: axes of length 1 and missing leading axes repeat.
  /// - Throws: `[3] can't be stretched to [2×4]`; a target too large.
  public static func broadcast(from shape: [Int], to target: [Int]) throws(TensorError) -> IndexMap {
    let missing = target.count - shape.count
    let fits = missing >= 0 && shape.indices.allSatisfy { shape[$0] == 1 || shape[$0] == target[missing + $0] }
    guard fits else { throw TensorError("\(shapeText(shape)) can't be stretched to \(shapeText(target))") }
    _ = try Tensor.checkedCount(target)
    let strides = Shape.strides(shape)
    let offsets = target.indices.map { axis in
      let own = axis - missing
      let step = own < 0 || shape[own] == 1 ? 0 : strides[own]
      return (0..<target[axis]).map { $0 * step }
    }
    return IndexMap(shape: target, sumOf: offsets)
  }

  /// The diagonal of a matrix [m×n]: a vector of min(m, n) elements.
  ///
  /// Written through (`Tensor.replacing` into zeros [n×n]) it makes the diagonal matrix of a vector.
  /// - Throws: for an array that is no matrix.
  public static func diagonal(_ shape: [Int]) throws(TensorError) -> IndexMap {
    guard shape.count == 2 else { throw TensorError("\(shapeText(shape)) has no diagonal: it is not a matrix") }
    let n = min(shape[0], shape[1])
    return IndexMap(shape: [n], map: (0..<n).map { Int32($0 * (shape[1] + 1)) })
  }
}

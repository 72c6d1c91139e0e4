extension Tensor {
  /// The elements that a map selects, in the map's shape.
  /// - Precondition: the map was made for this shape.
  public func gathered(_ index: IndexMap) -> Tensor {
    switch storage {
    case .float64(let x): Tensor(index.map.map { x[Int($0)] }, shape: index.shape)
    case .float32(let x): Tensor(index.map.map { x[Int($0)] }, shape: index.shape)
    }
  }

  /// A copy in which the elements that a map selects are those of `value`, stretched to the map's shape. Where the map names an
  /// element twice, the last one holds. The type of the elements stays: Float64 values written into Float32 are rounded.
  /// - Precondition: the map was made for this shape.
  /// - Throws: `a value of [4] doesn't fit its place, [2×3]`.
  public func replacing(_ index: IndexMap, with value: Tensor) throws(TensorError) -> Tensor {
    var result = self
    try result.replace(index, with: value)
    return result
  }

  /// As `replacing`, in place.
  public mutating func replace(_ index: IndexMap, with value: Tensor) throws(TensorError) {
    let source = try Tensor.sources(of: value.shape, in: index.shape)
    switch storage {
    case .float64(var x):
      storage = .float64([])  // so that x is written without a copy
      let value = value.doubles
      for (i, to) in index.map.enumerated() { x[Int(to)] = value[source?[i] ?? i] }
      storage = .float64(x)
    case .float32(var x):
      storage = .float32([])
      let value = value.floats
      for (i, to) in index.map.enumerated() { x[Int(to)] = value[source?[i] ?? i] }
      storage = .float32(x)
    }
  }

  /// For each element of `place` the element of a value of `shape` that goes there; nil: one to one.
  private static func sources(of shape: [Int], in place: [Int]) throws(TensorError) -> [Int]? {
    if shape == place { return nil }
    do {
      return try IndexMap.broadcast(from: shape, to: place).map.map(Int.init)
    } catch {
      throw TensorError("a value of \(shapeText(shape)) doesn't fit its place, \(shapeText(place))")
    }
  }
}

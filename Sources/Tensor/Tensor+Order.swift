extension Tensor {
  /// All elements in ascending order, as a vector; NaN last.
  public func sorted() -> Tensor {
    switch storage {
    case .float64(let x): Tensor(x.sorted(by: precedes), shape: [count])
    case .float32(let x): Tensor(x.sorted(by: precedes), shape: [count])
    }
  }

  /// The row-major numbers of the elements in ascending order of the elements (NaN last), equal ones in the order in which they stand.
  public func order() -> [Int] {
    switch storage {
    case .float64(let x): ascending(x)
    case .float32(let x): ascending(x)
    }
  }

  /// The different elements in ascending order, as a vector; NaN once, last.
  public func unique() -> Tensor {
    switch storage {
    case .float64(let x):
      let elements = distinct(x)
      return Tensor(elements, shape: [elements.count])
    case .float32(let x):
      let elements = distinct(x)
      return Tensor(elements, shape: [elements.count])
    }
  }

  /// Where a mask is not 0. For a vector the indices [found]; for more axes a row of indices for each element, [found × rank].
  public func find() -> Tensor {
    let elements = doubles
    let found = elements.indices.filter { elements[$0] != 0 }
    guard rank > 1 else { return Tensor(found.map(Double.init), shape: [found.count]) }
    let strides = Shape.strides(shape)
    return Tensor(
      found.flatMap { i in shape.indices.map { axis in Double(i / strides[axis] % shape[axis]) } }, shape: [found.count, rank])
  }
}

/// Ascending, NaN after everything.
private func precedes<T: BinaryFloatingPoint>(_ a: T, _ b: T) -> Bool { a < b || (b.isNaN && !a.isNaN) }

private func ascending<T: BinaryFloatingPoint>(_ x: [T]) -> [Int] {
  x.indices.sorted { i, j in
    if precedes(x[i], x[j]) { return true }
    return !precedes(x[j], x[i]) && i < j
  }
}

private func distinct<T: BinaryFloatingPoint>(_ x: [T]) -> [T] {
  var result: [T] = []
  for element in x.sorted(by: precedes) {
    if let last = result.last, last == element || (last.isNaN && element.isNaN) { continue }
    result.append(element)
  }
  return result
}

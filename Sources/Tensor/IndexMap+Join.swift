extension IndexMap {
  /// Arrays joined along an axis they have (negative from the end). The source is the arrays' elements one after another.
  /// - Throws: when the other axes differ: `concat along axis 0 joins [3×90] and [2×80]: axis 1 is 90 and 80 long`.
  public static func concat(_ shapes: [[Int]], axis: Int = 0) throws(TensorError) -> IndexMap {
    guard let first = shapes.first else { throw TensorError("concat wants at least one tensor") }
    if shapes.contains([]) { throw TensorError("concat joins tensors, not numbers: use stack, or a list of one number") }
    let axis = try Shape.axis(axis, of: first)
    var result = first
    for shape in shapes.dropFirst() {
      guard shape.count == first.count else {
        throw TensorError(
          "concat joins \(shapeText(first)) and \(shapeText(shape)): \(Shape.axesText(first.count)) and \(Shape.axesText(shape.count))")
      }
      if let other = shape.indices.first(where: { $0 != axis && shape[$0] != first[$0] }) {
        throw TensorError(
          "concat along axis \(axis) joins \(shapeText(first)) and \(shapeText(shape)): "
            + "axis \(other) is \(first[other]) and \(shape[other]) long")
      }
      result[axis] += shape[axis]
      _ = try Tensor.checkedCount(result)
    }
    return joined(shapes, axis: axis, shape: result)
  }

  /// Arrays of one shape laid side by side along a new axis (0 … rank; negative from the end of the result).
  /// The source is the arrays' elements one after another.
  /// - Throws: when the shapes differ: `stack wants equal shapes, not [3] and [4]`.
  public static func stack(_ shapes: [[Int]], axis: Int = 0) throws(TensorError) -> IndexMap {
    guard let first = shapes.first else { throw TensorError("stack wants at least one tensor") }
    if let other = shapes.first(where: { $0 != first }) {
      throw TensorError("stack wants equal shapes, not \(shapeText(first)) and \(shapeText(other))")
    }
    guard axis >= -first.count - 1, axis <= first.count else {
      throw TensorError("axis \(axis) is out of range: the stack has \(Shape.axesText(first.count + 1))")
    }
    let axis = axis < 0 ? axis + first.count + 1 : axis
    var piece = first
    piece.insert(1, at: axis)
    var result = piece
    result[axis] = shapes.count
    _ = try Tensor.checkedCount(result)
    return joined(shapes.map { _ in piece }, axis: axis, shape: result)
  }

  /// Runs of each piece in turn, for each index of the axes before `axis`.
  private static func joined(_ shapes: [[Int]], axis: Int, shape: [Int]) -> IndexMap {
    let outer = shape[..<axis].reduce(1, *)
    let runs = shapes.map { $0[axis...].reduce(1, *) }
    var starts: [Int] = []
    var total = 0
    for run in runs {
      starts.append(total)
      total += outer * run
    }
    var map: [Int32] = []
    map.reserveCapacity(total)
    for o in 0..<outer {
      for (start, run) in zip(starts, runs) {
        for q in 0..<run { map.append(Int32(start + o * run + q)) }
      }
    }
    return IndexMap(shape: shape, map: map)
  }
}

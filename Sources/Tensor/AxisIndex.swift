/// What stands for one axis between the brackets of an index. Negative numbers count from the end.
public enum AxisIndex: Sendable, Equatable {
  /// One element; the axis is dropped.
  case at(Int)
  /// Elements from `from` (nil: the first) to `to` (nil: the last), with `to` itself if `closed`.
  case range(from: Int?, to: Int?, closed: Bool)
  /// These elements, in this order, repeats allowed.
  case list([Int])
  /// As `list`, but the elements (row-major) take the place of the axis in a shape of their own.
  case matrix([Int], shape: [Int])
  /// Every element.
  case all
}

extension AxisIndex {
  /// The shape that takes the place of the axis, and the elements of the axis that it selects, row-major.
  /// - Parameters:
  ///   - axis: number of the axis, for errors.
  ///   - shape: shape of the array that is indexed.
  /// - Throws: `index 7 is out of range: axis 1 of [3×5] has length 5`; a range that runs backwards.
  func resolved(axis: Int, of shape: [Int]) throws(TensorError) -> (shape: [Int], elements: [Int]) {
    let length = shape[axis]
    func position(_ index: Int, through end: Int) throws(TensorError) -> Int {
      guard index >= -length, index < end else {
        throw TensorError("index \(index) is out of range: axis \(axis) of \(shapeText(shape)) has length \(length)")
      }
      return index < 0 ? index + length : index
    }
    func positions(_ indices: [Int]) throws(TensorError) -> [Int] {
      var result: [Int] = []
      result.reserveCapacity(indices.count)
      for index in indices { result.append(try position(index, through: length)) }
      return result
    }
    switch self {
    case .at(let index): return ([], [try position(index, through: length)])
    case .list(let indices): return ([indices.count], try positions(indices))
    case .matrix(let indices, let ownShape): return (ownShape, try positions(indices))
    case .all: return ([length], Array(0..<length))
    case .range(let from, let to, let closed):
      // The end of a half-open range may be the length itself, and so may the start of an empty one.
      let start = try from.map { i throws(TensorError) in try position(i, through: length + 1) } ?? 0
      let end: Int
      if let to {
        end = closed ? try position(to, through: length) + 1 : try position(to, through: length + 1)
      } else {
        end = length
      }
      guard start <= end else {
        throw TensorError("the range \(text) runs backwards on axis \(axis) of \(shapeText(shape))")
      }
      return ([end - start], Array(start..<end))
    }
  }

  /// As it is written in the language.
  var text: String {
    switch self {
    case .at(let index): "\(index)"
    case .range(let from, let to, let closed):
      (from.map(String.init) ?? "") + (closed || to == nil ? "..." : "..<") + (to.map(String.init) ?? "")
    case .list(let indices): "[" + indices.map(String.init).joined(separator: ", ") + "]"
    case .matrix(_, let shape): "an index of shape " + shapeText(shape)
    case .all: ":"
    }
  }
}

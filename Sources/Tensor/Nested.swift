/// Numbers in lists in lists, from which a tensor can be made.
public enum Nested: Sendable {
  case number(Double)
  case list([Nested])
  /// A tensor among the elements of a list: a row, or a block.
  case tensor(Tensor)
}

extension Tensor {
  /// A Float64 tensor of numbers in lists: `[[1, 2], [3, 4]]` is [2×2].
  /// - Throws: for lists of different lengths, naming two of them: `rows differ: [0] has 3 elements, [2] has 2`;
  ///   for more than `Shape.maximumRank` levels.
  public init(_ nested: Nested) throws(TensorError) {
    let shape = try nested.shape(at: [])
    var elements: [Double] = []
    elements.reserveCapacity(try Tensor.checkedCount(shape))
    nested.append(to: &elements)
    self.init(elements, shape: shape)
  }
}

extension Nested {
  /// The shape, once every element of each list is known to have the same. `place` is where this value stands in the whole.
  fileprivate func shape(at place: [Int]) throws(TensorError) -> [Int] {
    switch self {
    case .number: return []
    case .tensor(let x): return x.shape
    case .list(let elements):
      guard place.count < Shape.maximumRank else {
        throw TensorError("lists nested more than \(Shape.maximumRank) deep make no tensor")
      }
      guard let head = elements.first else { return [0] }
      let first = try head.shape(at: place + [0])
      for (i, element) in elements.enumerated().dropFirst() {
        let other = try element.shape(at: place + [i])
        guard other == first else {
          let one = "\(Nested.name(place + [0])) \(Nested.has(first))"
          throw TensorError("rows differ: \(one), \(Nested.name(place + [i])) \(Nested.has(other))")
        }
      }
      return [elements.count] + first
    }
  }

  fileprivate func append(to result: inout [Double]) {
    switch self {
    case .number(let x): result.append(x)
    case .tensor(let x): result += x.doubles
    case .list(let elements): for element in elements { element.append(to: &result) }
    }
  }

  /// Where a value stands, as it would be indexed: `[1, 0]`.
  private static func name(_ place: [Int]) -> String { "[" + place.map(String.init).joined(separator: ", ") + "]" }

  private static func has(_ shape: [Int]) -> String {
    switch shape.count {
    case 0: "is a number"
    case 1: shape[0] == 1 ? "has 1 element" : "has \(shape[0]) elements"
    default: "is \(shapeText(shape))"
    }
  }
}

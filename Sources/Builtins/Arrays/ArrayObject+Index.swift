import Catalogue
import Tensor
import Training

extension ArrayObject {
  func at(_ indices: [Index], in context: any Context) throws(Failure) -> Value {
    context.mark([term])
    if let chosen = try chosen(by: indices) {
      return try attempt { () throws(TensorError) in try term.reshaped([term.count]).gathered(chosen) }.value
    }
    if let numbers = try tracedIndex(indices) {
      context.mark([numbers])
      return try attempt { () throws(TensorError) in try term.taking(numbers) }.value
    }
    let map = try resolve(indices)
    return try attempt { () throws(TensorError) in try term.gathered(map) }.value
  }

  func replacing(_ indices: [Index], with value: Value, in context: any Context) throws(Failure) -> Value {
    guard let new = try Term.reading(value) else {
      throw Failure("an element of a tensor is a number or a tensor, not \(context.describe(value))")
    }
    if try tracedIndex(indices) != nil {
      throw Failure(
        "elements at an index that is only known when the program runs cannot be set", hint: "build the value with where(…)")
    }
    context.mark([term, new])
    if let chosen = try chosen(by: indices) {
      return try attempt { () throws(TensorError) in
        try term.reshaped([term.count]).replacing(chosen, with: new).reshaped(term.shape)
      }.value
    }
    let map = try resolve(indices)
    return try attempt { () throws(TensorError) in try term.replacing(map, with: new) }.value
  }

  private func resolve(_ indices: [Index]) throws(Failure) -> IndexMap {
    var axes: [AxisIndex] = []
    for (i, index) in indices.enumerated() { axes.append(try axis(index, number: i)) }
    return try attempt { () throws(TensorError) in try IndexMap.resolve(shape: term.shape, indices: axes) }
  }

  /// The elements, in a row, that a mask of more than one axis chooses; nil for all other indices.
  private func chosen(by indices: [Index]) throws(Failure) -> IndexMap? {
    let masks = indices.compactMap { index -> ArrayObject? in
      guard case .value(.object(let object)) = index, let array = object as? ArrayObject, array.isMask else { return nil }
      return array
    }
    for mask in masks {
      guard case .tensor = mask.term else {
        throw Failure(
          "a mask that differs per sample would choose now more and now fewer elements", hint: "where(x > 5, x, 0) keeps the shape")
      }
    }
    guard let mask = masks.first(where: { $0.term.rank > 1 }), case .tensor(let tensor) = mask.term else { return nil }
    guard indices.count == 1, tensor.shape == term.shape else {
      throw Failure(
        "a mask of \(shapeText(tensor.shape)) chooses from a tensor of that shape, and stands alone",
        hint: "this is \(shapeText(term.shape))")
    }
    let places = tensor.doubles.enumerated().filter { $0.element != 0 }.map(\.offset)
    return try attempt { () throws(TensorError) in try IndexMap.resolve(shape: [term.count], indices: [.list(places)]) }
  }

  /// The one index that depends on a sample, if there is one.
  private func tracedIndex(_ indices: [Index]) throws(Failure) -> Term? {
    for case .value(let value) in indices {
      guard let index = try? Term.reading(value), case .symbol = index else { continue }
      guard indices.count == 1 else {
        throw Failure("an index that differs per sample stands alone: x[i], not x[i, …]")
      }
      return index
    }
    return nil
  }

  private func axis(_ index: Index, number: Int) throws(Failure) -> AxisIndex {
    switch index {
    case .all: return .all
    case .range(let from, let to, let closed): return .range(from: from, to: to, closed: closed)
    case .value(.number(let x)):
      guard let whole = Int(exactly: x) else { throw Failure("an index is a whole number, not \(numberText(x))") }
      return .at(whole)
    case .value(let value):
      if let mask = value.mask {
        if number < term.rank, mask.count != term.shape[number] {
          throw Failure("the mask has length \(mask.count), axis \(number) of \(shapeText(term.shape)) has length \(term.shape[number])")
        }
        return .list(mask.indices.filter { mask[$0] })
      }
      guard case .tensor(let tensor)? = try Term.reading(value) else {
        throw Failure("an index is a whole number, a range, a list of numbers or `:`, not a \(value.typeName)")
      }
      var numbers: [Int] = []
      for x in tensor.doubles {
        guard let whole = Int(exactly: x) else { throw Failure("an index is a whole number, not \(numberText(x))") }
        numbers.append(whole)
      }
      return tensor.rank == 1 ? .list(numbers) : tensor.rank == 0 ? .at(numbers[0]) : .matrix(numbers, shape: tensor.shape)
    }
  }
}

import Catalogue
import Tensor
import Training

extension ArrayObject {
  func at(_ indices: [Index], in context: any Context) throws(Failure) -> Value {
    context.mark([term])
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
    let map = try resolve(indices)
    return try attempt { () throws(TensorError) in try term.replacing(map, with: new) }.value
  }

  private func resolve(_ indices: [Index]) throws(Failure) -> IndexMap {
    var axes: [AxisIndex] = []
    for index in indices { axes.append(try axis(index)) }
    return try attempt { () throws(TensorError) in try IndexMap.resolve(shape: term.shape, indices: axes) }
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

  private func axis(_ index: Index) throws(Failure) -> AxisIndex {
    switch index {
    case .all: return .all
    case .range(let from, let to, let closed): return .range(from: from, to: to, closed: closed)
    case .value(.number(let x)):
      guard let whole = Int(exactly: x) else { throw Failure("an index is a whole number, not \(numberText(x))") }
      return .at(whole)
    case .value(let value):
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

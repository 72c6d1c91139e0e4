import Catalogue
import Syntax
import Tensor
import Training

/// A tensor in the language, or a symbol that stands for one in a trace.
final class ArrayObject: Object {
  let term: Term
  /// Whether it answers a comparison, element by element: an index by it chooses where it is 1.
  let isMask: Bool

  init(_ term: Term, isMask: Bool = false) { (self.term, self.isMask) = (term, isMask) }

  var mask: [Bool]? {
    guard isMask, case .tensor(let tensor) = term, tensor.rank == 1 else { return nil }
    return tensor.doubles.map { $0 != 0 }
  }

  var typeName: String {
    switch term {
    case .tensor: "Tensor"
    case .symbol: "Traced"
    }
  }
  var summary: String {
    switch term {
    case .tensor(let tensor): "a tensor \(shapeText(tensor.shape))"
    case .symbol(let symbol): symbol.shape.isEmpty ? "a traced number" : "a traced value \(shapeText(symbol.shape))"
    }
  }
  let memberNames = ["shape", "T", "count", "type"]

  var about: String { "Numbers in a box of any number of axes; arithmetic goes element by element, A @ B is the product of matrices." }
  func about(member name: String) -> String? {
    switch name {
    case "shape": "Length of each axis, a list."
    case "T": "The transpose: the axes in reverse order."
    case "count": "Number of elements."
    case "type": "\"Float32\" or \"Float64\"."
    default: nil
    }
  }

  func member(_ name: String, in context: any Context) throws(Failure) -> Value? {
    switch name {
    case "shape": return .list(term.shape.map { .number(Double($0)) })
    case "T":
      context.mark([term])
      return try attempt { () throws(TensorError) in try term.transposed() }.value
    case "count": return .number(Double(term.count))
    case "type":
      guard case .tensor(let tensor) = term else { return .string("Traced") }
      return .string(tensor.isFloat32 ? "Float32" : "Float64")
    default: return nil
    }
  }

  /// The rows.
  func elements() throws(Failure) -> [Value]? {
    guard let n = term.shape.first else { return nil }
    var rows: [Value] = []
    for i in 0..<n {
      rows.append(
        try attempt { () throws(TensorError) in try term.gathered(IndexMap.resolve(shape: term.shape, indices: [.at(i)])) }.value)
    }
    return rows
  }

  func condition() throws(Failure) -> Bool {
    switch term {
    case .symbol:
      throw Failure(
        "this condition depends on a traced value, which is not known while the closure is recorded",
        hint: "choose between values with where(condition, a, b)")
    case .tensor(let tensor):
      throw Failure("expected a Bool, not a tensor \(shapeText(tensor.shape))", hint: "any(x) and all(x) make a Bool of a tensor")
    }
  }

  func text(full: Bool) -> String {
    switch term {
    case .tensor(let tensor): tensor.text(full: full)
    case .symbol: summary
    }
  }
}

extension Term: Presentable {
  /// A single number is a Number of the language; all else an array.
  public var value: Value {
    if case .tensor(let tensor) = self, tensor.shape.isEmpty { return .number(tensor.doubles[0]) }
    return .object(ArrayObject(self))
  }
}

extension Tensor: Presentable {
  public var value: Value { Term.tensor(self).value }
}

extension Term: Convertible {
  public static var expectation: String { "a tensor" }

  public init?(_ value: Value) {
    guard let term = try? Term.reading(value) else { return nil }
    self = term
  }

  /// A number, a Bool (0 or 1), an array, or lists of these of equal lengths.
  public static func reading(_ value: Value) throws(Failure) -> Term? {
    switch value {
    case .number(let x): return Term(x)
    case .bool(let x): return Term(x ? 1 : 0)
    case .object(let object): return (object as? ArrayObject)?.term
    case .range(let range):
      guard range.count <= 1 << 28 else { throw Failure("a range of \(range.count) numbers is too long for a tensor") }
      return .tensor(Tensor((0..<range.count).map { range[$0] }, shape: [range.count]))
    case .list(let items): return try reading(items)
    default: return nil
    }
  }

  private static func reading(_ items: [Value]) throws(Failure) -> Term? {
    var numbers: [Double] = []
    numbers.reserveCapacity(items.count)
    for case .number(let x) in items { numbers.append(x) }
    if numbers.count == items.count { return .tensor(Tensor(numbers, shape: [numbers.count])) }
    var parts: [Term] = []
    for (i, item) in items.enumerated() {
      guard let part = try reading(item) else { return nil }
      if let first = parts.first, part.shape != first.shape {
        throw Failure(
          "the rows of a tensor have one shape: row 0 is \(shapeText(first.shape)), row \(i) is \(shapeText(part.shape))")
      }
      parts.append(part)
    }
    return try attempt { () throws(TensorError) in try Term.joined(parts, axis: 0, stacking: true) }
  }
}

/// A tensor whose numbers are known now, where a symbol of a trace will not do.
struct Known: Convertible {
  static let expectation = "a tensor that is known now (not a traced value)"
  let tensor: Tensor

  init?(_ value: Value) {
    guard let known = try? Known.reading(value) else { return nil }
    self = known
  }
  private init(_ tensor: Tensor) { self.tensor = tensor }

  static func reading(_ value: Value) throws(Failure) -> Known? {
    guard case .tensor(let tensor)? = try Term.reading(value) else { return nil }
    return Known(tensor)
  }
}

/// A shape given as a whole number or a list of them.
struct ShapeArgument: Convertible {
  static let expectation = "a whole number that is not negative, or a list of them"
  let shape: [Int]

  init?(_ value: Value) {
    if let whole = Int(value), whole >= 0 {
      shape = [whole]
    } else if let list = [Int](value), list.allSatisfy({ $0 >= 0 }) {
      shape = list
    } else if case .object(let object) = value, let array = object as? ArrayObject, case .tensor(let tensor) = array.term,
      tensor.rank == 1
    {
      let lengths = tensor.doubles.compactMap { Int(exactly: $0) }
      guard lengths.count == tensor.count, lengths.allSatisfy({ $0 >= 0 }) else { return nil }
      shape = lengths
    } else {
      return nil
    }
  }
}

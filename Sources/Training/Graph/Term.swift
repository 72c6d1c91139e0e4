import Tensor

/// An operand: a tensor, or a symbol that stands for one in a trace. What is written over terms runs at once on tensors and
/// is recorded on symbols, so that each operation is defined once.
public enum Term {
  case tensor(Tensor)
  case symbol(Symbol)

  public init(_ x: Double) { self = .tensor(Tensor(x)) }

  public var shape: [Int] {
    switch self {
    case .tensor(let tensor): tensor.shape
    case .symbol(let symbol): symbol.shape
    }
  }
  public var rank: Int { shape.count }
  public var count: Int {
    switch self {
    case .tensor(let tensor): tensor.count
    case .symbol(let symbol): symbol.node.count
    }
  }

  /// The number, where this is a constant of one element.
  public var constant: Double? {
    switch self {
    case .tensor(let tensor): tensor.count == 1 ? tensor.doubles[0] : nil
    case .symbol(let symbol):
      if let constant = symbol.node.primitive as? Constant, constant.value.count == 1 { constant.value.doubles[0] } else { nil }
    }
  }

  /// The symbol for it in a graph.
  /// - Throws: for a symbol of another graph, which is known in no run of this one.
  public func symbol(in graph: Graph) throws(TensorError) -> Symbol {
    switch self {
    case .tensor(let tensor): return graph.constant(tensor)
    case .symbol(let symbol):
      guard symbol.graph === graph else {
        throw TensorError("a traced value of an outer closure is not known inside this one, which runs on samples of its own")
      }
      return symbol
    }
  }

  /// Applies a primitive to terms whose shapes it takes as they are.
  static func apply(_ primitive: any Primitive, _ terms: [Term]) throws(TensorError) -> Term {
    let shape = try primitive.shape(terms.map(\.shape))
    _ = try Tensor.checkedCount(shape, for: primitive.name)
    for case .symbol(let symbol) in terms {
      let inputs = try terms.map { (term) throws(TensorError) in try term.symbol(in: symbol.graph) }
      return .symbol(symbol.graph.apply(primitive, inputs, shape: shape))
    }
    let tensors: [Tensor] = terms.compactMap { if case .tensor(let tensor) = $0 { tensor } else { nil } }
    return .tensor(evaluate(primitive, tensors, shape: shape))
  }
}

import Tensor

/// What a closure computes, recorded as data: nodes in the order in which they were made, inputs before outputs.
///
/// It is a class since everything that is traced into it shares it.
public final class Graph {
  public private(set) var nodes: [Node] = []
  /// Where the next nodes come from; set by whoever drives the trace.
  public var origin = Origin.none
  /// Number of draws made so far: each is a stream of its own.
  private(set) var draws = 0
  /// Constants of one number, so that each stands once.
  private var numbers: [UInt64: Int] = [:]

  public init() {}

  /// Adds a node, whatever its inputs.
  func append(_ primitive: any Primitive, _ inputs: [Int], shape: [Int], level: Level) -> Symbol {
    nodes.append(Node(primitive: primitive, inputs: inputs, shape: shape, level: level, origin: origin))
    return Symbol(graph: self, id: nodes.count - 1)
  }

  /// Number of the next draw.
  func nextStream() -> Int {
    defer { draws += 1 }
    return draws
  }

  /// The value of a tensor that does not change.
  public func constant(_ tensor: Tensor) -> Symbol {
    guard tensor.count == 1, tensor.shape.isEmpty else {
      return append(Constant(value: tensor), [], shape: tensor.shape, level: .constant)
    }
    let bits = tensor.doubles[0].bitPattern
    if let known = numbers[bits] { return Symbol(graph: self, id: known) }
    let symbol = append(Constant(value: tensor), [], shape: [], level: .constant)
    numbers[bits] = symbol.id
    return symbol
  }

  /// A value that the caller supplies.
  /// - level: `.number` for one number a step, `.step` for a parameter or its state, `.sample` for the sample itself.
  public func input(shape: [Int], level: Level) -> Symbol {
    append(Input(), [], shape: shape, level: level)
  }

  /// Applies a primitive: its level is the highest of its inputs', and arithmetic of single numbers stays in Double.
  func apply(_ primitive: any Primitive, _ inputs: [Symbol], shape: [Int]) -> Symbol {
    var level = Level.constant
    for input in inputs { level = max(level, input.level) }
    return append(primitive, inputs.map(\.id), shape: shape, level: level)
  }

  /// The same value under a number of its own.
  public func alias(_ symbol: Symbol) -> Symbol { apply(Reshape(result: symbol.shape, isAlias: true), [symbol], shape: symbol.shape) }

  /// Whether a value is only summed over the batch: it is added up as it is made, and never stored.
  public func isOnlySummed(_ id: Int) -> Bool {
    guard nodes[id].primitive is Product || nodes[id].primitive is TakeBack else { return false }
    return nodes.allSatisfy { !$0.inputs.contains(id) || $0.primitive is BatchSum }
  }

  /// The nodes that `output` depends on, in order, `input` first.
  public func listing(of output: Symbol, from input: Symbol) -> [Int] {
    var needed = Set([output.id])
    for id in stride(from: output.id, through: 0, by: -1) where needed.contains(id) { needed.formUnion(nodes[id].inputs) }
    return [input.id] + needed.subtracting([input.id]).sorted()
  }
}

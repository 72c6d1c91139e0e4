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
  /// Constants, so that each stands once, however often it is named.
  private var constants: [ConstantKey: Int] = [:]

  /// What tells constants apart: a number, or where the elements are, which the constant keeps there.
  private enum ConstantKey: Hashable {
    case number(UInt64)
    case elements(UnsafeRawPointer?, shape: [Int], isFloat32: Bool)

    init(_ tensor: Tensor) {
      if tensor.shape.isEmpty {
        self = .number(tensor.doubles[0].bitPattern)
      } else {
        let place =
          switch tensor.storage {
          case .float64(let x): x.withUnsafeBytes(\.baseAddress)
          case .float32(let x): x.withUnsafeBytes(\.baseAddress)
          }
        self = .elements(place, shape: tensor.shape, isFloat32: tensor.isFloat32)
      }
    }
  }

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
    let key = ConstantKey(tensor)
    if let known = constants[key] { return Symbol(graph: self, id: known) }
    let symbol = append(Constant(value: tensor), [], shape: tensor.shape, level: .constant)
    constants[key] = symbol.id
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

/// Neighbouring instructions over the same rows that a machine may run in one pass: a row is read once and stays in registers from one instruction
/// to the next. What is read later is the same as one by one, to the bit.
public struct Pass: Sendable {
  public enum Kind: Sendable {
    /// `productAdd`, then `relu` of it.
    case layer
    /// A layer of any width: `productAdd`, then `relu` in its place.
    case rectified
    /// What is made of the cotangent g of a layer: `accumulateRows` of it, `accumulateProduct` with the layer's input, `product` with its weights, in
    /// any order. Before them `gate` or `gateProduct` may stand, which makes g.
    case cotangent
    /// A layer, the squares of what it misses, and all that is made of its cotangent: `productAdd`, `reluSub` (or `relu` and, for some rows, `sub`),
    /// `sumSquares`, weighted or not, `gate` or `gateProduct`, and what is `cotangent`. Nobody else reads the rows of the layer, of the error and of g.
    case error
  }
  public let kind: Kind
  /// How many instructions it takes.
  public let count: Int

  /// How many rows a layer may have on its narrow side: they are held in registers.
  public static let width = 4
  /// How many rows there may be on the other side: each is a bit of a word.
  public static let length = 64

  /// The pass that begins with the first of some instructions.
  public init?(_ program: ArraySlice<Instruction>) {
    if let count = Pass.error(program) {
      (kind, self.count) = (.error, count)
    } else if Pass.isLayer(program) {
      (kind, count) = (.layer, 2)
    } else if Pass.isRectified(program) {
      (kind, count) = (.rectified, 2)
    } else if let count = Pass.cotangent(program) {
      (kind, self.count) = (.cotangent, count)
    } else {
      return nil
    }
  }

  private static func isLayer(_ program: ArraySlice<Instruction>) -> Bool {
    guard let product = program.first, product.isNarrowLayer else { return false }
    return program.dropFirst().first?.isRelu(of: product) ?? false
  }

  private static func isRectified(_ program: ArraySlice<Instruction>) -> Bool {
    guard let product = program.first, product.isLayer, let relu = program.dropFirst().first, relu.isRelu(of: product) else { return false }
    return relu.d.pointer == product.d.pointer
  }

  private static func cotangent(_ program: ArraySlice<Instruction>) -> Int? {
    guard let product = program.prefix(4).first(where: { $0.op == .product }), product.isNarrow, product.b.stride == 64,
      product.k <= length
    else { return nil }
    let (g, rows) = (product.b, product.k)
    var found: Set<Opcode> = []
    for instruction in program {
      guard !found.contains(instruction.op), instruction.takes(g, rows, isFirst: found.isEmpty) else { break }
      found.insert(instruction.op)
    }
    return found.isSuperset(of: [.product, .accumulateProduct]) ? found.count : nil
  }

  private static func error(_ program: ArraySlice<Instruction>) -> Int? {
    guard let layer = program.first, layer.isNarrowLayer else { return nil }
    var rest = program.dropFirst()
    guard let relu = rest.popFirst(), relu.isWhole, relu.reads(layer.d, as: relu.a), relu.rows == layer.rows else { return nil }
    var error = relu.d
    switch relu.op {
    case .reluSub: guard !relu.b.broadcast else { return nil }
    case .relu:
      guard let sub = rest.popFirst(), sub.op == .sub, sub.selection?.axis == .rows, sub.width == 64, sub.rows == layer.rows,
        sub.reads(relu.d, as: sub.a), !sub.b.broadcast, sub.d.pointer == relu.d.pointer
      else { return nil }
      error = sub.d
    default: return nil
    }
    guard let squares = rest.popFirst(), squares.isSumOfSquares, squares.isWhole, squares.rows == 1, squares.inner == 1,
      squares.n == layer.rows, squares.reads(error, as: squares.a), let gate = rest.popFirst(), gate.isGate, gate.isWhole,
      gate.rows == layer.rows, gate.reads(layer.d, as: gate.a), gate.reads(error, as: gate.b), gate.op == .gate || gate.c.broadcast,
      gate.d.stride == 64
    else { return nil }
    guard let others = cotangent(rest), rest.prefix(others).allSatisfy({ $0.belongs(to: layer, gate.d) }) else { return nil }
    // what is not stored is read by the pass alone
    let (steps, count) = (program[..<rest.startIndex], rest.startIndex - program.startIndex + others)
    let isLocal = steps.enumerated().allSatisfy { i, instruction in
      instruction.isSumOfSquares || i + instruction.reach < count
    }
    return isLocal ? count : nil
  }
}

extension Instruction {
  /// relu's gradient.
  public var isGate: Bool { op == .gate || op == .gateProduct }

  /// Weighted by numbers that are the same for all samples, or not.
  fileprivate var isSumOfSquares: Bool { op == .sumSquares || op == .sumWeightedSquares && b.broadcast }

  /// Goes over all rows of a tile.
  fileprivate var isWhole: Bool { width == 64 && selection == nil }

  /// A matrix of numbers times rows.
  private var isMatrixTimesRows: Bool { isWhole && n == 1 && a.broadcast && !b.broadcast }

  /// A matrix of numbers times a few rows, or a few rows of a matrix times rows.
  fileprivate var isNarrow: Bool { isMatrixTimesRows && (1...Pass.width).contains(op == .product ? rows : k) }

  /// A layer before its activation.
  fileprivate var isLayer: Bool { op == .productAdd && isMatrixTimesRows && c.broadcast && d.stride == 64 }

  fileprivate var isNarrowLayer: Bool { isLayer && isNarrow }

  fileprivate func isRelu(of layer: Instruction) -> Bool {
    op == .relu && isWhole && reads(layer.d, as: a) && rows == layer.rows && d.stride == 64
  }

  /// Whether an operand is what another instruction wrote.
  fileprivate func reads(_ rows: Operand, as operand: Operand) -> Bool {
    operand.pointer == rows.pointer && operand.stride == 64 && rows.stride == 64 && !operand.broadcast
  }

  /// `accumulateProduct` with a cotangent: the operand that is not the cotangent, its rows one stride apart.
  public func input(of cotangent: Operand) -> Operand {
    b.pointer == cotangent.pointer ? Operand(a.pointer, stride: a.stride) : Operand(b.pointer, stride: b.inner)
  }

  /// Whether what is made of a cotangent goes back the way that a layer came: by the same weights, with the same input.
  fileprivate func belongs(to layer: Instruction, _ cotangent: Operand) -> Bool {
    switch op {
    case .product: a.pointer == layer.a.pointer && a.stride == layer.a.inner && a.inner == layer.a.stride
    case .accumulateProduct:
      input(of: cotangent).pointer == layer.b.pointer && input(of: cotangent).stride == layer.b.stride
    default: !isGate
    }
  }

  /// Whether it belongs to the pass of a cotangent.
  fileprivate func takes(_ g: Operand, _ rows: Int, isFirst: Bool) -> Bool {
    func isCotangent(_ operand: Operand, _ stride: Int) -> Bool { operand.pointer == g.pointer && stride == g.stride && !operand.broadcast }
    guard isWhole else { return false }
    switch op {
    case .gate, .gateProduct:
      return isFirst && isCotangent(d, d.stride) && self.rows == rows && !a.broadcast && !b.broadcast
    case .accumulateRows: return isCotangent(a, a.stride) && self.rows == rows
    case .accumulateProduct:
      guard k == 1, !a.broadcast, !b.broadcast, a.pointer != b.pointer else { return false }
      return isCotangent(b, b.inner) && n == rows && self.rows <= Pass.width
        || isCotangent(a, a.stride) && self.rows == rows && n <= Pass.width
    case .product: return isNarrow && isCotangent(b, b.stride) && k == rows
    default: return false
    }
  }
}

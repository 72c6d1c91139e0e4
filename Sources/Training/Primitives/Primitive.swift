import Instructions
import Tensor

/// A differentiable operation: its shape rule, its gradient, and the instructions that compute it. Everything that is known
/// of an operation stands in the one file that defines it.
public protocol Primitive: Sendable {
  /// As `trace` shows it: "matmul".
  var name: String { get }
  /// Shape of the result, or what is wrong with the inputs' shapes.
  func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int]
  /// Cotangents of the inputs; nil where one gets none. All shapes are per sample.
  /// - Parameters:
  ///   - x: the inputs.
  ///   - y: the output.
  ///   - g: the output's cotangent, of its shape; an element-wise operation may get a single number that stands for all elements,
  ///     and give the like.
  func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?]
  /// The instructions that compute it, in order.
  func emit(_ inputs: [Form], _ output: Form) -> [Draft]
  /// Whether a number that all elements of these inputs are multiplied by, and no others, is a factor of the value.
  func isLinear(in inputs: Set<Int>) -> Bool
  /// Cases for the finite-difference check; empty where there is no gradient to check.
  static var probes: [Probe] { get }
}

/// One case of a primitive for the gradient check: an instance, the shapes of its inputs, and where these are drawn from.
public struct Probe: Sendable {
  public var primitive: any Primitive
  public var shapes: [[Int]]
  public var range: ClosedRange<Double>
  /// Which inputs are whole numbers in `range`, which have no gradient.
  public var indices: Set<Int>

  public init(_ primitive: any Primitive, _ shapes: [[Int]], in range: ClosedRange<Double> = -2...2, indices: Set<Int> = []) {
    self.primitive = primitive
    self.shapes = shapes
    self.range = range
    self.indices = indices
  }
}

/// How a value lies in memory where an instruction meets it.
public struct Form: Sendable {
  /// Elements of the value (of one sample).
  public var count: Int
  /// A row of 64 lanes for each element; otherwise one number each, densely.
  public var isTile: Bool

  /// Numbers from one element to the next.
  var step: Int { isTile ? lanes : 1 }

  /// The value as an operand of an instruction over whole values: element e at `e · step`.
  func operand(stride: Int = 1, inner: Int = 0) -> Operand {
    Operand(nil, stride: stride * step, inner: inner * step, broadcast: !isTile)
  }
}

/// Samples in a tile.
let lanes = 64

/// Samples that a thread works on at once.
public let samplesAtOnce = lanes

/// An instruction whose operands are still to be placed: which input each is, and how many elements into it.
public struct Draft: Sendable {
  public var instruction: Instruction
  /// Inputs for a, b and c.
  public var sources: [Int]
  /// First element of the output that it writes.
  public var offset: Int
  /// The table of a move.
  var table: MoveTable?

  init(_ instruction: Instruction, _ sources: [Int], offset: Int = 0, table: MoveTable? = nil) {
    self.instruction = instruction
    self.sources = sources
    self.offset = offset
    self.table = table
  }
}

extension Primitive {
  public static var probes: [Probe] { [] }
  public func isLinear(in inputs: Set<Int>) -> Bool { false }

  /// An instruction over whole rows: in a tile a row is 64 lanes, in a dense value a row is one element.
  func rowwise(_ op: Opcode, rows: Int, _ inputs: [Form], _ output: Form) -> Instruction {
    let width = output.isTile ? lanes : 1
    var instruction = Instruction(op, rows: rows, width: width, d: Operand(nil, stride: output.step))
    if inputs.count > 0 { instruction.a = dense(inputs[0], width) }
    if inputs.count > 1 { instruction.b = dense(inputs[1], width) }
    return instruction
  }

  /// Rows one after another. A dense input of a tile stands for all lanes.
  private func dense(_ form: Form, _ width: Int) -> Operand {
    Operand(nil, stride: form.step, broadcast: width > 1 && !form.isTile)
  }
}

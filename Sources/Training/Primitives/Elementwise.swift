import Instructions
import Tensor

/// An operation element by element, on operands that have the result's shape or are single numbers.
public struct Elementwise: Primitive {
  /// Cotangents, of the output's shape, from inputs, output and the output's cotangent.
  public typealias Rule = @Sendable (_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?]

  public let name: String
  public let opcode: Opcode
  let arity: Int
  /// One input that stands for both operands: the square is x·x.
  var repeated: Bool { opcode == .mul && arity == 1 }
  /// Whether the derivatives are 0 and ±1, and so are finite everywhere.
  private var isLinear: Bool { [.add, .sub, .neg, .choose, .gate, .min, .max].contains(opcode) }
  /// Whether it takes one of its operands and leaves the others.
  var isChoice: Bool { [.choose, .min, .max].contains(opcode) }
  /// Where the gradient check draws its inputs from; nil where the gradient is zero.
  let domain: ClosedRange<Double>?
  let rule: Rule?

  /// - rule: nil where the gradient is zero everywhere.
  init(_ name: String, _ opcode: Opcode, _ arity: Int, on domain: ClosedRange<Double> = -2...2, _ rule: Rule? = nil) {
    self.name = name
    self.opcode = opcode
    self.arity = arity
    self.domain = rule == nil ? nil : domain
    self.rule = rule
  }

  public func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int] {
    var shape: [Int] = []
    for input in inputs { shape = try Shape.broadcast(shape, input) }
    return shape
  }

  public func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] {
    try gradient(x, y, g, isChosen: false)
  }

  /// - isChosen: the cotangent came through a choice, which set it to 0 where the other branch was taken. The derivative may be
  ///   infinite or NaN there; it still gives 0.
  func gradient(_ x: [Term], _ y: Term, _ g: Term, isChosen: Bool) throws(TensorError) -> [Term?] {
    guard let rule else { return x.map { _ in nil } }
    var cotangents = try rule(x, y, g)
    for (i, cotangent) in cotangents.enumerated() {
      guard var cotangent else { continue }
      if isChosen, !isLinear { cotangent = try cotangent.where(g) }
      cotangents[i] = cotangent
      guard x[i].count == 1, y.count != 1 else { continue }
      // a single number stood for all elements
      let total = cotangent.count == 1 ? try cotangent * Term(Double(y.count)) : try cotangent.sum()
      cotangents[i] = try total.reshaped(x[i].shape)
    }
    return cotangents
  }

  public func isLinear(in inputs: Set<Int>) -> Bool {
    switch opcode {
    case .neg, .copy: true
    case .add, .sub: inputs == [0, 1]
    case .mul: !repeated && inputs.count == 1
    case .div: inputs == [0]
    case .gate: inputs == [1]
    default: false
    }
  }

  public func emit(_ inputs: [Form], _ output: Form) -> [Draft] {
    var instruction: Instruction
    if output.isTile {
      instruction = Instruction(opcode, rows: output.count, width: lanes, d: Operand(nil, stride: lanes))
    } else {
      instruction = Instruction(opcode, rows: 1, width: output.count, d: Operand(nil, stride: output.count))
    }
    let operands = (repeated ? inputs + inputs : inputs).map { form in
      let one = form.count == 1
      if output.isTile { return Operand(nil, stride: one ? 0 : form.step, broadcast: !form.isTile) }
      return Operand(nil, stride: 0, broadcast: one && output.count > 1)
    }
    instruction.a = operands[0]
    if operands.count > 1 { instruction.b = operands[1] }
    if operands.count > 2 { instruction.c = operands[2] }
    return [Draft(instruction, repeated ? [0, 0] : Array(operands.indices))]
  }
}

extension Elementwise {
  /// Applies it with NumPy's broadcasting: operands of other shapes are spread out first.
  public func callAsFunction(_ terms: Term...) throws(TensorError) -> Term {
    var shape: [Int] = []
    for term in terms { shape = try Shape.broadcast(shape, term.shape) }
    var spread: [Term] = []
    for term in terms { spread.append(term.shape == shape || term.count == 1 ? term : try term.spread(to: shape)) }
    return try Term.apply(self, spread)
  }
}

import Catalogue
import Syntax

/// An operator between two values, with a fast path for numbers.
class Binary: Node {
  let left: Code
  let right: Code
  private let shape: Shape

  /// What stands on the sides; variables and constants need not be run to be read.
  private enum Shape {
    case general
    case localAndNumber(Int, Double)
    case locals(Int, Int)
  }

  init(_ left: Node, _ right: Node, _ span: Span) {
    self.left = Code(left)
    self.right = Code(right)
    shape =
      switch (left, right) {
      case (let a as LocalGet, let b as LocalGet): .locals(a.slot, b.slot)
      case (let a as LocalGet, let b as Constant): if case .number(let x) = b.value { .localAndNumber(a.slot, x) } else { .general }
      default: .general
      }
    super.init(span)
  }

  /// Both sides where they are numbers that can be read without running anything.
  @inline(__always) private func numbers(_ frame: Frame) -> (Double, Double)? {
    switch shape {
    case .general: break
    case .localAndNumber(let slot, let y): if case .number(let x) = frame.slots[slot] { return (x, y) }
    case .locals(let a, let b): if case .number(let x) = frame.slots[a], case .number(let y) = frame.slots[b] { return (x, y) }
    }
    return nil
  }

  /// What the fast paths do not know.
  @inline(never) final func other(_ sign: BinaryOperator, _ a: Value, _ b: Value, _ frame: Frame) throws(Failure) -> Value {
    do {
      return try frame.interpreter.binary(sign, a, b, at: span)
    } catch {
      let sources = frame.interpreter.sources
      throw error.naming(left.owner.name(in: sources), right.owner.name(in: sources))
        .tracing([left.owner, right.owner], in: sources, from: span)
    }
  }

  @inline(__always) final func arithmetic(
    _ sign: BinaryOperator, _ frame: Frame, _ operation: (Double, Double) -> Double
  ) throws(Failure) -> Value {
    if let (x, y) = numbers(frame) { return .number(operation(x, y)) }
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    if case .number(let x) = a, case .number(let y) = b { return .number(operation(x, y)) }
    return try other(sign, a, b, frame)
  }

  @inline(__always) final func comparison(
    _ sign: BinaryOperator, _ frame: Frame, _ operation: (Double, Double) -> Bool
  ) throws(Failure) -> Value {
    if let (x, y) = numbers(frame) { return .bool(operation(x, y)) }
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    if case .number(let x) = a, case .number(let y) = b { return .bool(operation(x, y)) }
    return try other(sign, a, b, frame)
  }

  @inline(__always) final func test(
    _ sign: BinaryOperator, _ frame: Frame, _ operation: (Double, Double) -> Bool
  ) throws(Failure) -> Bool {
    if let (x, y) = numbers(frame) { return operation(x, y) }
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    if case .number(let x) = a, case .number(let y) = b { return operation(x, y) }
    return try conditionOf(try other(sign, a, b, frame), frame)
  }
}

final class Addition: Binary {
  override func evaluate(_ frame: Frame) throws(Failure) -> Value { try arithmetic(.add, frame) { $0 + $1 } }
}
final class Subtraction: Binary {
  override func evaluate(_ frame: Frame) throws(Failure) -> Value { try arithmetic(.subtract, frame) { $0 - $1 } }
}
final class Multiplication: Binary {
  override func evaluate(_ frame: Frame) throws(Failure) -> Value { try arithmetic(.multiply, frame) { $0 * $1 } }
}
final class Division: Binary {
  override func evaluate(_ frame: Frame) throws(Failure) -> Value { try arithmetic(.divide, frame) { $0 / $1 } }
}
final class Remainder: Binary {
  override func evaluate(_ frame: Frame) throws(Failure) -> Value { try arithmetic(.remainder, frame) { remainder($0, $1) } }
}
final class Power: Binary {
  override func evaluate(_ frame: Frame) throws(Failure) -> Value { try arithmetic(.power, frame) { power($0, $1) } }
}
final class Less: Binary {
  override func evaluate(_ frame: Frame) throws(Failure) -> Value { try comparison(.less, frame) { $0 < $1 } }
  override func condition(_ frame: Frame) throws(Failure) -> Bool { try test(.less, frame) { $0 < $1 } }
}
final class LessOrEqual: Binary {
  override func evaluate(_ frame: Frame) throws(Failure) -> Value { try comparison(.lessOrEqual, frame) { $0 <= $1 } }
  override func condition(_ frame: Frame) throws(Failure) -> Bool { try test(.lessOrEqual, frame) { $0 <= $1 } }
}
final class Greater: Binary {
  override func evaluate(_ frame: Frame) throws(Failure) -> Value { try comparison(.greater, frame) { $0 > $1 } }
  override func condition(_ frame: Frame) throws(Failure) -> Bool { try test(.greater, frame) { $0 > $1 } }
}
final class GreaterOrEqual: Binary {
  override func evaluate(_ frame: Frame) throws(Failure) -> Value { try comparison(.greaterOrEqual, frame) { $0 >= $1 } }
  override func condition(_ frame: Frame) throws(Failure) -> Bool { try test(.greaterOrEqual, frame) { $0 >= $1 } }
}
final class Equal: Binary {
  override func evaluate(_ frame: Frame) throws(Failure) -> Value { try comparison(.equal, frame) { $0 == $1 } }
  override func condition(_ frame: Frame) throws(Failure) -> Bool { try test(.equal, frame) { $0 == $1 } }
}
final class NotEqual: Binary {
  override func evaluate(_ frame: Frame) throws(Failure) -> Value { try comparison(.notEqual, frame) { $0 != $1 } }
  override func condition(_ frame: Frame) throws(Failure) -> Bool { try test(.notEqual, frame) { $0 != $1 } }
}

/// `a @ b`, which numbers do not have.
final class Product: Binary {
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    return try other(.product, a, b, frame)
  }
}

/// `a && b`, `a || b`: the right side runs only where it matters.
final class Logical: Binary {
  let isAnd: Bool
  init(_ left: Node, _ right: Node, isAnd: Bool, _ span: Span) {
    self.isAnd = isAnd
    super.init(left, right, span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let a = try left.evaluate(frame)
    if case .bool(let x) = a, x != isAnd { return a }
    let b = try right.evaluate(frame)
    if case .bool = a, case .bool = b { return b }
    return try other(isAnd ? .and : .or, a, b, frame)
  }
}

/// `-a`, `!a`
final class Unary: Node {
  let operand: Code
  let sign: UnaryOperator
  init(_ sign: UnaryOperator, _ operand: Node, _ span: Span) {
    self.sign = sign
    self.operand = Code(operand)
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let value = try operand.evaluate(frame)
    switch (sign, value) {
    case (.negate, .number(let x)): return .number(-x)
    case (.not, .bool(let x)): return .bool(!x)
    default: return try frame.interpreter.unary(sign, value, at: span)
    }
  }
}

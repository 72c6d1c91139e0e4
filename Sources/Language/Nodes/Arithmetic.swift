import Catalogue
import Syntax

/// An operation on two numbers, as a type, so that its node is compiled for it.
protocol NumberOperation {
  static var sign: BinaryOperator { get }
  static func apply(_ a: Double, _ b: Double) -> Double
}

enum Addition: NumberOperation {
  static var sign: BinaryOperator { .add }
  @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { a + b }
}
enum Subtraction: NumberOperation {
  static var sign: BinaryOperator { .subtract }
  @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { a - b }
}
enum Multiplication: NumberOperation {
  static var sign: BinaryOperator { .multiply }
  @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { a * b }
}
enum Division: NumberOperation {
  static var sign: BinaryOperator { .divide }
  @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { a / b }
}
enum Remainder: NumberOperation {
  static var sign: BinaryOperator { .remainder }
  @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { remainder(a, b) }
}
enum Power: NumberOperation {
  static var sign: BinaryOperator { .power }
  @inline(__always) static func apply(_ a: Double, _ b: Double) -> Double { power(a, b) }
}

/// A comparison of two numbers.
protocol NumberComparison {
  static var sign: BinaryOperator { get }
  static func apply(_ a: Double, _ b: Double) -> Bool
}

enum Less: NumberComparison {
  static var sign: BinaryOperator { .less }
  @inline(__always) static func apply(_ a: Double, _ b: Double) -> Bool { a < b }
}
enum LessOrEqual: NumberComparison {
  static var sign: BinaryOperator { .lessOrEqual }
  @inline(__always) static func apply(_ a: Double, _ b: Double) -> Bool { a <= b }
}
enum Greater: NumberComparison {
  static var sign: BinaryOperator { .greater }
  @inline(__always) static func apply(_ a: Double, _ b: Double) -> Bool { a > b }
}
enum GreaterOrEqual: NumberComparison {
  static var sign: BinaryOperator { .greaterOrEqual }
  @inline(__always) static func apply(_ a: Double, _ b: Double) -> Bool { a >= b }
}
enum Equal: NumberComparison {
  static var sign: BinaryOperator { .equal }
  @inline(__always) static func apply(_ a: Double, _ b: Double) -> Bool { a == b }
}
enum NotEqual: NumberComparison {
  static var sign: BinaryOperator { .notEqual }
  @inline(__always) static func apply(_ a: Double, _ b: Double) -> Bool { a != b }
}

/// `a + b`
final class Arithmetic<Operation: NumberOperation>: Node {
  let left: Node
  let right: Node
  init(_ left: Node, _ right: Node, _ span: Span) {
    self.left = left
    self.right = right
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    if case .number(let x) = a, case .number(let y) = b { return .number(Operation.apply(x, y)) }
    return try frame.interpreter.binary(Operation.sign, a, b, at: span)
  }
}

/// `a < b`
final class Comparison<Operation: NumberComparison>: Node {
  let left: Node
  let right: Node
  init(_ left: Node, _ right: Node, _ span: Span) {
    self.left = left
    self.right = right
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    if case .number(let x) = a, case .number(let y) = b { return .bool(Operation.apply(x, y)) }
    return try frame.interpreter.binary(Operation.sign, a, b, at: span)
  }
  override func condition(_ frame: Frame) throws(Failure) -> Bool {
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    if case .number(let x) = a, case .number(let y) = b { return Operation.apply(x, y) }
    let value = try frame.interpreter.binary(Operation.sign, a, b, at: span)
    return try Constant(value, span).condition(frame)
  }
}

/// `a @ b`, which numbers do not have.
final class Product: Node {
  let left: Node
  let right: Node
  init(_ left: Node, _ right: Node, _ span: Span) {
    self.left = left
    self.right = right
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let a = try left.evaluate(frame)
    let b = try right.evaluate(frame)
    return try frame.interpreter.binary(.product, a, b, at: span)
  }
}

/// `a && b`, `a || b`: the right side runs only where it matters.
final class Logical: Node {
  let left: Node
  let right: Node
  let isAnd: Bool
  init(_ left: Node, _ right: Node, isAnd: Bool, _ span: Span) {
    self.left = left
    self.right = right
    self.isAnd = isAnd
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let a = try left.evaluate(frame)
    if case .bool(let x) = a, x != isAnd { return a }
    let b = try right.evaluate(frame)
    if case .bool = a, case .bool = b { return b }
    return try frame.interpreter.binary(isAnd ? .and : .or, a, b, at: span)
  }
}

/// `-a`, `!a`
final class Unary: Node {
  let operand: Node
  let sign: UnaryOperator
  init(_ sign: UnaryOperator, _ operand: Node, _ span: Span) {
    self.sign = sign
    self.operand = operand
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

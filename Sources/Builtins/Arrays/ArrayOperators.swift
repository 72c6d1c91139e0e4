import Catalogue
import Syntax
import Tensor
import Training

/// Operators on tensors and traced values, and on lists of numbers, which become tensors.
public final class ArrayOperators: Operators {
  public init() {}

  public func binary(
    _ op: BinaryOperator, _ left: Value, _ right: Value, in context: any Context
  ) throws(Failure) -> Value {
    guard let a = try Term.reading(left), let b = try Term.reading(right) else {
      throw Failure("\(op.rawValue) does not take \(context.describe(left)) and \(context.describe(right))")
    }
    context.mark([a, b])
    if op == .product, let large = LargeProduct(a, b) { return try large.made(in: context).value }
    do {
      return Self.value(try ArrayOperators.apply(op, a, b), isMask: op.isLogical)
    } catch {
      throw ArrayOperators.failure(error, op)
    }
  }

  /// Shapes that do not fit are told with the operator between them, and the interpreter may name the operands.
  private static func failure(_ error: TensorError, _ op: BinaryOperator) -> Failure {
    guard let (a, b, reason) = error.mismatch else { return error.failure }
    let operands = Failure.Operands(left: shapeText(a), right: shapeText(b), reason: reason)
    var failure = Failure("\(operands.left) \(op.rawValue) \(operands.right): \(reason)")
    failure.operands = operands
    return failure
  }

  public func unary(_ op: UnaryOperator, _ operand: Value, in context: any Context) throws(Failure) -> Value {
    guard let x = try Term.reading(operand) else {
      throw Failure("\(op.rawValue) does not take \(context.describe(operand))")
    }
    context.mark([x])
    let result = try attempt { () throws(TensorError) in
      switch op {
      case .negate: try -x
      case .not: try Elementwise.not(x)
      }
    }
    return Self.value(result, isMask: op == .not)
  }

  private static func value(_ result: Term, isMask: Bool) -> Value {
    isMask && result.rank > 0 ? .object(ArrayObject(result, isMask: true)) : result.value
  }

  private static func apply(_ op: BinaryOperator, _ a: Term, _ b: Term) throws(TensorError) -> Term {
    switch op {
    case .add: try a + b
    case .subtract: try a - b
    case .multiply: try a * b
    case .divide: try a / b
    case .remainder: try Elementwise.remainder(a, b)
    case .power: try a.power(b)
    case .product: try Term.product(a, b)
    case .equal: try Elementwise.equal(a, b)
    case .notEqual: try Elementwise.notEqual(a, b)
    case .less: try Elementwise.less(a, b)
    case .lessOrEqual: try Elementwise.lessOrEqual(a, b)
    case .greater: try Elementwise.greater(a, b)
    case .greaterOrEqual: try Elementwise.greaterOrEqual(a, b)
    case .and: try Elementwise.and(a, b)
    case .or: try Elementwise.or(a, b)
    }
  }
}

extension BinaryOperator {
  /// Whether it answers yes or no, element by element.
  fileprivate var isLogical: Bool {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or: true
    case .add, .subtract, .multiply, .divide, .remainder, .power, .product: false
    }
  }
}

/// An operation on one operand, a vector at a time. Operations are types, not closures: a loop that is generic over them
/// is compiled for each with the operation inside.
protocol UnaryOperation {
  static func of(_ a: V) -> V
}

/// An operation on two operands.
protocol BinaryOperation {
  static func of(_ a: V, _ b: V) -> V
}

/// An operation on three operands.
protocol TernaryOperation {
  static func of(_ a: V, _ b: V, _ c: V) -> V
}

/// An operation whose vector form does not hold everywhere: lanes outside take the C library's value.
protocol GuardedUnaryOperation: UnaryOperation {
  static func outside(_ a: V) -> I
  static func exact(_ a: Float) -> Float
}

/// A guarded operation on two operands.
protocol GuardedBinaryOperation: BinaryOperation {
  static func outside(_ a: V, _ b: V) -> I
  static func exact(_ a: Float, _ b: Float) -> Float
}

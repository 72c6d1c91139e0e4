/// The operators between two values, by their spelling.
public enum BinaryOperator: String, Sendable, CaseIterable {
  case or = "||", and = "&&"
  case equal = "==", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">="
  case add = "+", subtract = "-", multiply = "*", divide = "/", remainder = "%", product = "@", power = "^"
}

/// The operators before one value.
public enum UnaryOperator: String, Sendable, CaseIterable {
  case negate = "-", not = "!"
}

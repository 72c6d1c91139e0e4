// Several operations in one, rounded as one after the other.

/// max(a, 0) − b
enum RectifySubtract: BinaryOperation {
  @inline(__always) static func of(_ a: V, _ b: V) -> V { Rectify.of(a) - b }
}

/// max(a + b, 0)
enum AddRectify: BinaryOperation {
  @inline(__always) static func of(_ a: V, _ b: V) -> V { Rectify.of(a + b) }
}

/// a ≤ b ? c : 0
enum Keep: TernaryOperation {
  @inline(__always) static func of(_ a: V, _ b: V, _ c: V) -> V { select(lessOrEqual(a, b), c, V.zero) }
}

/// a < b ? a·c : 0
enum KeepProduct: TernaryOperation {
  @inline(__always) static func of(_ a: V, _ b: V, _ c: V) -> V { select(less(a, b), a * c, V.zero) }
}

/// a ≤ 0 ? 0 : b·c
enum GateProduct: TernaryOperation {
  @inline(__always) static func of(_ a: V, _ b: V, _ c: V) -> V { select(lessOrEqual(a, V.zero), V.zero, b * c) }
}

// Comparisons and logic give 0 and 1.

@inline(__always) private func truth(_ mask: I) -> V { keep(mask, splat(1)) }
@inline(__always) private func isTrue(_ a: V) -> I { notEqual(a, V.zero) }

enum Not: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { truth(equal(a, V.zero)) } }
enum Equal: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { truth(equal(a, b)) } }
enum NotEqual: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { truth(notEqual(a, b)) } }
enum Less: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { truth(less(a, b)) } }
enum LessOrEqual: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { truth(lessOrEqual(a, b)) } }
enum More: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { truth(less(b, a)) } }
enum MoreOrEqual: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { truth(lessOrEqual(b, a)) } }
enum And: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { truth(isTrue(a) & isTrue(b)) } }
enum Or: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { truth(isTrue(a) | isTrue(b)) } }
/// a ≤ 0 ? 0 : b
enum Gate: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { select(lessOrEqual(a, V.zero), V.zero, b) } }

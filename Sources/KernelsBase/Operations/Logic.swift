import CVector

// Comparisons and logic give 0 and 1.

@inline(__always) private func truth(_ mask: I) -> V { cv_keep(mask, splat(1)) }
@inline(__always) private func isTrue(_ a: V) -> I { cv_not_equal(a, V.zero) }

enum Not: UnaryOperation { @inline(__always) static func of(_ a: V) -> V { truth(cv_equal(a, V.zero)) } }
enum Equal: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { truth(cv_equal(a, b)) } }
enum NotEqual: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { truth(cv_not_equal(a, b)) } }
enum Less: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { truth(cv_less(a, b)) } }
enum LessOrEqual: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { truth(cv_less_equal(a, b)) } }
enum More: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { truth(cv_less(b, a)) } }
enum MoreOrEqual: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { truth(cv_less_equal(b, a)) } }
enum And: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { truth(isTrue(a) & isTrue(b)) } }
enum Or: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { truth(isTrue(a) | isTrue(b)) } }
/// b where a > 0.
enum Gate: BinaryOperation { @inline(__always) static func of(_ a: V, _ b: V) -> V { cv_keep(cv_less(V.zero, a), b) } }

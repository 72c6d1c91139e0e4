import Catalogue
import Syntax

/// How a statement ended.
enum Flow {
  case normal, breaking, continuing, returning
}

/// A piece of resolved code. A tree of these is what runs: variables are slots, names are gone.
class Node {
  let span: Span

  init(_ span: Span) { self.span = span }

  /// The value of an expression; of a statement, nil.
  func evaluate(_ frame: Frame) throws(Failure) -> Value { .nothing }

  /// Runs a statement; `return` leaves its value in `result`.
  func execute(_ frame: Frame, _ result: inout Value) throws(Failure) -> Flow {
    _ = try evaluate(frame)
    return .normal
  }

  /// The value as `if` and `while` see it.
  func condition(_ frame: Frame) throws(Failure) -> Bool {
    let value = try evaluate(frame)
    if case .bool(let truth) = value { return truth }
    return try placed { () throws(Failure) in try conditionOf(value, frame) }
  }

  private func conditionOf(_ value: Value, _ frame: Frame) throws(Failure) -> Bool {
    if case .object(let object) = value { return try object.condition() }
    var failure = Failure("expected a Bool, not \(frame.interpreter.describe(value))")
    if case .number = value { failure.hint = "compare it: x != 0" }
    throw failure
  }

  /// Runs what may fail; gives a failure that has no place this node's.
  @inline(__always) final func placed<T>(_ body: () throws(Failure) -> T) throws(Failure) -> T {
    do {
      return try body()
    } catch {
      throw error.placed(at: span)
    }
  }
}

extension Failure {
  /// The failure with a place, unless it has one.
  func placed(at span: Span) -> Failure {
    guard self.span == nil, !isCallers else { return self }
    var failure = self
    failure.span = span
    return failure
  }
}

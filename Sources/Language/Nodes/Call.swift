import Catalogue
import Syntax

/// `f(x, label: y) { … }`
final class Call: Node {
  let callee: Node
  let arguments: [ArgumentCode]
  /// Whether all arguments are given by position.
  private let isPositional: Bool

  struct ArgumentCode {
    let label: String?
    let value: Node
    let isTrailing: Bool
    let span: Span
  }

  init(_ callee: Node, _ arguments: [ArgumentCode], _ span: Span) {
    self.callee = callee
    self.arguments = arguments
    isPositional = arguments.allSatisfy { $0.label == nil && !$0.isTrailing }
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let target = try callee.evaluate(frame)
    if isPositional, case .function(let function) = target, type(of: function) == ScriptFunction.self {
      let script = unsafeDowncast(function, to: ScriptFunction.self)
      if script.code.parameterCount == arguments.count { return try direct(script, frame) }
    }
    var given: [CallArgument] = []
    given.reserveCapacity(arguments.count)
    for argument in arguments {
      given.append(
        CallArgument(
          label: argument.label, value: try argument.value.evaluate(frame), isTrailing: argument.isTrailing, span: argument.span))
    }
    return try frame.interpreter.call(target, given, at: span)
  }

  /// A call with one argument by position for each parameter: they go straight into the new frame.
  private func direct(_ script: ScriptFunction, _ frame: Frame) throws(Failure) -> Value {
    let state = frame.state
    let code = script.code
    let base = state.pointee.top
    try frame.interpreter.enter(code, span)
    defer { frame.interpreter.leave(code, base) }
    var i = 0
    for argument in arguments {
      base[i] = try argument.value.evaluate(frame)
      i += 1
    }
    do {
      return try frame.interpreter.run(script, Frame(slots: base, state: state))
    } catch {
      throw frame.interpreter.unwinding(error, from: script, span)
    }
  }
}

/// An argument of a call that a script makes.
struct CallArgument {
  let label: String?
  let value: Value
  /// Whether it is the closure behind the parentheses.
  let isTrailing: Bool
  /// Nil where the host calls.
  let span: Span?
}

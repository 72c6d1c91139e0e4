import Catalogue
import Syntax

/// `f(x, label: y) { … }`
final class Call: Node {
  private let callee: Code
  /// Where the callee is, if a name of the top level calls it: most calls find it there.
  private let global: UnsafeMutablePointer<Value>?
  private let values: CodeList
  private let arguments: [ArgumentCode]
  /// Number of the arguments where all are given by position; otherwise −1.
  private let positional: Int

  struct ArgumentCode {
    let label: String?
    let value: Node
    let isTrailing: Bool
    let span: Span
  }

  init(_ callee: Node, _ arguments: [ArgumentCode], _ span: Span) {
    self.callee = Code(callee)
    global = (callee as? GlobalGet)?.storage
    self.arguments = arguments
    values = CodeList(arguments.map(\.value))
    positional = arguments.allSatisfy { $0.label == nil && !$0.isTrailing } ? arguments.count : -1
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    if let global, case .function(let function) = global.pointee, takesDirectly(function) { return try direct(function, frame) }
    return try general(frame)
  }

  @inline(never) private func general(_ frame: Frame) throws(Failure) -> Value {
    let target = try callee.evaluate(frame)
    var isSettled: ((Value) -> Bool)?
    if case .function(let function) = target {
      if takesDirectly(function) { return try direct(function, frame) }
      isSettled = (function as? NativeFunction).flatMap(settling)
    }
    var given: [CallArgument] = []
    given.reserveCapacity(arguments.count)
    for argument in arguments {
      let value = try argument.value.evaluate(frame)
      if given.isEmpty, let isSettled, isSettled(value) { return .nothing }
      given.append(CallArgument(label: argument.label, value: value, isTrailing: argument.isTrailing, span: argument.span))
    }
    return try frame.interpreter.call(target, given, at: span)
  }

  /// What may settle a call of a native function that gives it all its arguments, the first one first.
  private func settling(_ function: NativeFunction) -> ((Value) -> Bool)? {
    let parameters = function.signature.parameters
    guard parameters.count == arguments.count, let first = arguments.first, first.label == nil || first.label == parameters[0].name
    else { return nil }
    return function.isSettled
  }

  /// Whether a function is one of the language that gets an argument by position for each parameter.
  @inline(__always) private func takesDirectly(_ function: Function) -> Bool {
    type(of: function) == ScriptFunction.self && unsafeDowncast(function, to: ScriptFunction.self).parameterCount == positional
  }

  /// A call with one argument by position for each parameter: they go straight into the new frame.
  @inline(__always) private func direct(_ function: Function, _ frame: Frame) throws(Failure) -> Value {
    let script = unsafeDowncast(function, to: ScriptFunction.self)
    let state = frame.state
    let size = script.size
    let base = try state.reserve(size, span)
    var filled = 0
    defer { state.release(filled, base) }
    while filled < positional {
      (base + filled).initialize(to: try values[filled].evaluate(frame))
      filled += 1
    }
    while filled < size {
      (base + filled).initialize(to: .nothing)
      filled += 1
    }
    let begun = state.pointee.ticks
    do {
      let result = try script.run(Frame(slots: base, state: state))
      if case .object(let object) = result {
        frame.interpreter.note(object, script, since: begun) { Cell.content(base[$0]) }
      }
      return result
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

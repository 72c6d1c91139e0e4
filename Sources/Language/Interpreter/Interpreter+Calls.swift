import Catalogue
import OrderedCollections
import Syntax

/// Calls: frames, arguments, defaults.
extension Interpreter {
  /// Reserves slots for a call and fills them with nil.
  func reserve(_ size: Int, _ span: Span) throws(Failure) -> UnsafeMutablePointer<Value> {
    let base = try state.reserve(size, span)
    for i in 0..<size { (base + i).initialize(to: .nothing) }
    return base
  }

  /// Calls what a script or the host calls.
  func call(_ callee: Value, _ arguments: [CallArgument], at span: Span) throws(Failure) -> Value {
    switch callee {
    case .function(let function as ScriptFunction): return try call(function, arguments, span)
    case .function(let function as NativeFunction): return try call(function, arguments, span)
    case .object(let object):
      state.pointee.span = span
      do {
        return try object.call(arguments.map { Argument($0.label, $0.value) }, in: self)
      } catch {
        throw native(error, span)
      }
    default: throw Failure("\(describe(callee)) is not a function", at: span)
    }
  }

  private func call(_ function: ScriptFunction, _ arguments: [CallArgument], _ span: Span) throws(Failure) -> Value {
    let code = function.code
    let bound = try ArgumentBinding(function, arguments, span).values
    let base = try reserve(code.size, span)
    defer { state.release(code.size, base) }
    let frame = Frame(slots: base, state: state)
    for (i, value) in bound.enumerated() { if let value { base[i] = value } }
    let begun = state.pointee.ticks
    do {
      if bound.contains(where: { $0 == nil }) {
        function.fill(frame)  // a default may use what the function captured
        for (i, value) in bound.enumerated() where value == nil {
          if let node = code.defaults[i] { base[i] = try node.evaluate(frame) }
        }
      }
      let result = try function.run(frame)
      if case .object(let object) = result { note(object, function, since: begun) { bound[$0] } }
      return result
    } catch {
      throw unwinding(error, from: function, span)
    }
  }

  /// A call by the host with one argument by position for each parameter.
  func direct(_ function: ScriptFunction, _ arguments: [Argument], _ span: Span) throws(Failure) -> Value {
    let base = try reserve(function.size, span)
    defer { state.release(function.size, base) }
    for (i, argument) in arguments.enumerated() { base[i] = argument.value }
    do {
      return try function.run(Frame(slots: base, state: state))
    } catch {
      throw unwinding(error, from: function, span)
    }
  }

  private func call(_ function: NativeFunction, _ arguments: [CallArgument], _ span: Span) throws(Failure) -> Value {
    let bound = try ArgumentBinding(function, arguments, span).values
    var values: [Value] = []
    values.reserveCapacity(bound.count)
    if bound.allSatisfy({ $0 != nil }) {
      for value in bound { values.append(value ?? .nothing) }
    } else {
      values = try defaulted(function, bound, span)
    }
    try checkTick()
    state.pointee.span = span
    let begun = state.pointee.ticks
    do {
      let result = try function.body(self, values)
      if case .object(let object) = result { note(object, function, since: begun) { bound[$0] } }
      return result
    } catch {
      throw native(error, span)
    }
  }

  /// The arguments of a native function with its defaults, which may use earlier parameters.
  private func defaulted(_ function: NativeFunction, _ bound: [Value?], _ span: Span) throws(Failure) -> [Value] {
    let prepared = try preparedDefaults(of: function)
    let base = try reserve(prepared.size, span)
    defer { state.release(prepared.size, base) }
    let frame = Frame(slots: base, state: state)
    for (i, value) in bound.enumerated() {
      if let value {
        base[i] = value
      } else if let node = prepared.defaults[i] {
        do {
          base[i] = try node.evaluate(frame)
        } catch {
          throw try blame(error, node, function, bound, span)
        }
      }
    }
    return (0..<bound.count).map { base[$0] }
  }

  /// What is wrong where the default of an argument fails: an argument that was given and is not what it should be, or the default
  /// itself, whose text the user did not write. The place is the call.
  private func blame(
    _ failure: Failure, _ node: Node, _ function: NativeFunction, _ bound: [Value?], _ span: Span
  ) throws(Failure) -> Failure {
    guard failure.kind == .error else { return failure }
    for (value, parameter) in zip(bound, function.signature.parameters) {
      guard let value, let check = parameter.check else { continue }
      do { try check(value, function.title, self) } catch { throw error.placed(at: span) }
    }
    guard let place = failure.span, place.source != node.span.source else {
      var failure = failure
      failure.span = span
      return failure
    }
    return failure
  }

  /// A failure that leaves a function of the language through the call at `span`.
  func unwinding(_ failure: Failure, from function: Function, _ span: Span) -> Failure {
    var failure = failure
    failure.isCallers = false
    if failure.span == nil { failure.span = span }
    if failure.backtrace.count < 64 { failure.backtrace.append((function.name ?? "a closure", span)) }
    return failure
  }

  /// A failure of a native function called at `span`. Where its caller is to blame, the place is left to the next call outwards.
  func native(_ failure: Failure, _ span: Span) -> Failure {
    guard failure.span == nil else { return failure }
    var failure = failure
    if failure.isCallers {
      failure.notes.append(Failure.Note("required here", at: span))
      failure.isCallers = false
    } else {
      failure.span = span
    }
    return failure
  }

  @inline(__always) private func checkTick() throws(Failure) {
    state.pointee.ticks &+= 1
    if state.pointee.ticks & 255 == 0 { try checkpoint() }
  }
}

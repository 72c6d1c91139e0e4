import Catalogue
import OrderedCollections
import Syntax

/// Calls: frames, arguments, defaults.
extension Interpreter {
  /// Reserves the frame of a call at the top of the stack of values.
  @inline(__always) func enter(_ code: FunctionCode, _ span: Span) throws(Failure) {
    try reserve(code.size, span)
  }

  func reserve(_ size: Int, _ span: Span) throws(Failure) {
    let base = state.pointee.top
    var marker: UInt8 = 0
    let address = withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
    guard state.pointee.depth < state.pointee.deepest, state.pointee.end - base > size, address > state.pointee.stackLimit else {
      throw Failure(
        "calls are nested too deeply (\(state.pointee.depth) of them)", hint: "does a function call itself without an end?", at: span)
    }
    state.pointee.depth += 1
    base.initialize(repeating: .nothing, count: size)
    state.pointee.top = base + size
  }

  /// Frees the frame of a call.
  @inline(__always) func leave(_ code: FunctionCode, _ base: UnsafeMutablePointer<Value>) { release(code.size, base) }

  func release(_ size: Int, _ base: UnsafeMutablePointer<Value>) {
    for i in 0..<size { (base + i).deinitialize(count: 1) }
    state.pointee.top = base
    state.pointee.depth -= 1
  }

  /// Runs a function whose parameters are in the frame.
  func run(_ function: ScriptFunction, _ frame: Frame) throws(Failure) -> Value {
    let code = function.code
    try frame.tick()
    if let slot = code.selfSlot { frame.slots[slot] = .function(function) }
    if !code.captureSlots.isEmpty {
      for (i, slot) in code.captureSlots.enumerated() { frame.slots[slot] = function.captures[i] }
    }
    guard code.hasReturn else { return try code.body.evaluate(frame) }
    var result = Value.nothing
    _ = try code.body.execute(frame, &result)
    return result
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
    let base = state.pointee.top
    try enter(code, span)
    defer { leave(code, base) }
    let frame = Frame(slots: base, state: state)
    for (i, value) in bound.enumerated() { if let value { base[i] = value } }
    do {
      if bound.contains(where: { $0 == nil }) {
        // A default may use what the function captured.
        for (i, slot) in code.captureSlots.enumerated() { base[slot] = function.captures[i] }
        for (i, value) in bound.enumerated() where value == nil {
          if let node = code.defaults[i] { base[i] = try node.evaluate(frame) }
        }
      }
      return try run(function, frame)
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
    do {
      return try function.body(self, values)
    } catch {
      throw native(error, span)
    }
  }

  /// The arguments of a native function with its defaults, which may use earlier parameters.
  private func defaulted(_ function: NativeFunction, _ bound: [Value?], _ span: Span) throws(Failure) -> [Value] {
    let prepared = try preparedDefaults(of: function)
    let base = state.pointee.top
    try reserve(prepared.size, span)
    defer { release(prepared.size, base) }
    let frame = Frame(slots: base, state: state)
    for (i, value) in bound.enumerated() {
      if let value {
        base[i] = value
      } else if let node = prepared.defaults[i] {
        do { base[i] = try node.evaluate(frame) } catch { throw error.placed(at: span) }
      }
    }
    return (0..<bound.count).map { base[$0] }
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

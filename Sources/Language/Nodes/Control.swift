import Catalogue
import OrderedCollections
import Syntax

/// Statements in order. As an expression, its value is the last one's.
final class Statements: Node {
  private let statements: CodeList

  init(_ statements: [Node], _ span: Span) {
    self.statements = CodeList(statements)
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let last = statements.count - 1
    guard last >= 0 else { return .nothing }
    var unused = Value.nothing
    for i in 0..<last { _ = try statements[i].execute(frame, &unused) }
    return try statements[last].evaluate(frame)
  }

  override func execute(_ frame: Frame, _ result: inout Value) throws(Failure) -> Flow {
    for i in 0..<statements.count {
      let flow = try statements[i].execute(frame, &result)
      if flow != .normal { return flow }
    }
    return .normal
  }
}

/// `if … { } else { }`
final class Conditional: Node {
  let test: Code
  let then: Code
  let otherwise: Code
  init(_ test: Node, _ then: Node, _ otherwise: Node?, _ span: Span) {
    self.test = Code(test)
    self.then = Code(then)
    self.otherwise = Code(otherwise ?? Node(span))
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    if try test.condition(frame) { return try then.evaluate(frame) }
    return try otherwise.evaluate(frame)
  }
  override func execute(_ frame: Frame, _ result: inout Value) throws(Failure) -> Flow {
    if try test.condition(frame) { return try then.execute(frame, &result) }
    return try otherwise.execute(frame, &result)
  }
}

/// `while … { }`
final class While: Node {
  let test: Code
  let body: Code
  init(_ test: Node, _ body: Node, _ span: Span) {
    self.test = Code(test)
    self.body = Code(body)
    super.init(span)
  }
  override func execute(_ frame: Frame, _ result: inout Value) throws(Failure) -> Flow {
    while try test.condition(frame) {
      try frame.tick()
      switch try body.execute(frame, &result) {
      case .normal, .continuing: break
      case .breaking: return .normal
      case .returning: return .returning
      }
    }
    return .normal
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    var unused = Value.nothing
    _ = try execute(frame, &unused)
    return .nothing
  }
}

/// `for x in … { }`
final class For: Node {
  let slot: Int
  let sequence: Node
  let body: Code
  init(_ slot: Int, _ sequence: Node, _ body: Node, _ span: Span) {
    self.slot = slot
    self.sequence = sequence
    self.body = Code(body)
    super.init(span)
  }

  override func execute(_ frame: Frame, _ result: inout Value) throws(Failure) -> Flow {
    if let literal = sequence as? RangeLiteral { return try over(try literal.range(frame), frame, &result) }
    let value = try sequence.evaluate(frame)
    if case .range(let range) = value { return try over(range, frame, &result) }
    let items = try sequence.placed { () throws(Failure) in try frame.interpreter.elements(of: value, for: "for") }
    for item in items {
      frame.slots[slot] = item
      try frame.tick()
      switch try body.execute(frame, &result) {
      case .normal, .continuing: continue
      case .breaking: return .normal
      case .returning: return .returning
      }
    }
    return .normal
  }

  private func over(_ range: NumberRange, _ frame: Frame, _ result: inout Value) throws(Failure) -> Flow {
    for i in 0..<range.count {
      frame.slots[slot] = .number(range[i])
      try frame.tick()
      switch try body.execute(frame, &result) {
      case .normal, .continuing: continue
      case .breaking: return .normal
      case .returning: return .returning
      }
    }
    return .normal
  }

  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    var unused = Value.nothing
    _ = try execute(frame, &unused)
    return .nothing
  }
}

/// `break`, `continue`
final class Jump: Node {
  let flow: Flow
  init(_ flow: Flow, _ span: Span) {
    self.flow = flow
    super.init(span)
  }
  override func execute(_ frame: Frame, _ result: inout Value) throws(Failure) -> Flow { flow }
}

/// `return x`, and a function's last expression where a `return` stands elsewhere in it.
final class Return: Node {
  let value: Code
  init(_ value: Node, _ span: Span) {
    self.value = Code(value)
    super.init(span)
  }
  override func execute(_ frame: Frame, _ result: inout Value) throws(Failure) -> Flow {
    result = try value.evaluate(frame)
    return .returning
  }
}

/// `try { } catch e { }`. What the user interrupts is not caught.
final class Attempt: Node {
  let body: Code
  let handler: Code
  /// Declares the error's name with the value in `slot`.
  let slot: Int
  init(_ body: Node, slot: Int, handler: Node, _ span: Span) {
    self.body = Code(body)
    self.slot = slot
    self.handler = Code(handler)
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    do {
      return try body.evaluate(frame)
    } catch {
      try caught(error, frame)
    }
    return try handler.evaluate(frame)
  }

  override func execute(_ frame: Frame, _ result: inout Value) throws(Failure) -> Flow {
    do {
      return try body.execute(frame, &result)
    } catch {
      try caught(error, frame)
    }
    return try handler.execute(frame, &result)
  }

  private func caught(_ failure: Failure, _ frame: Frame) throws(Failure) {
    guard failure.kind == .error else { throw failure }
    let place = failure.span.flatMap { frame.interpreter.sources.place(of: $0) }
    let fields: OrderedDictionary<String, Value> = [
      "message": .string(failure.message), "hint": failure.hint.map { .string($0) } ?? .nothing,
      "place": place.map { .string($0) } ?? .nothing,
    ]
    frame.slots[slot] = .record(Record(fields))
  }
}

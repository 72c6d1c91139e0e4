import Catalogue
import Syntax

/// Reads a variable of the call.
final class LocalGet: Node {
  let slot: Int
  private let declaration: Span?
  init(_ slot: Int, declaration: Span? = nil, _ span: Span) {
    (self.slot, self.declaration) = (slot, declaration)
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value { frame.slots[slot] }
  override var origin: Span? { declaration }
  override var isNamed: Bool { true }
}

/// Sets a variable of the call.
final class LocalSet: Node {
  let slot: Int
  let value: Code
  init(_ slot: Int, _ value: Node, _ span: Span) {
    self.slot = slot
    self.value = Code(value)
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    frame.slots[slot] = try value.evaluate(frame)
    return .nothing
  }
}

extension Frame {
  /// The variable in a slot that holds a cell.
  @inline(__always) func cell(_ slot: Int) -> UnsafeMutablePointer<Value> {
    if case .object(let object) = slots[slot] { return unsafeDowncast(object, to: Cell.self).storage }
    return slots + slot
  }
}

/// Reads a variable that closures share.
final class CellGet: Node {
  let slot: Int
  private let declaration: Span?
  init(_ slot: Int, declaration: Span? = nil, _ span: Span) {
    (self.slot, self.declaration) = (slot, declaration)
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value { frame.cell(slot).pointee }
  override var origin: Span? { declaration }
  override var isNamed: Bool { true }
}

/// Sets a variable that closures share.
final class CellSet: Node {
  let slot: Int
  let value: Code
  init(_ slot: Int, _ value: Node, _ span: Span) {
    self.slot = slot
    self.value = Code(value)
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let value = try self.value.evaluate(frame)
    frame.cell(slot).pointee = value
    return .nothing
  }
}

/// Declares a variable that closures share: a new one at each turn of a loop.
final class CellDeclare: Node {
  let slot: Int
  let value: Code
  init(_ slot: Int, _ value: Node, _ span: Span) {
    self.slot = slot
    self.value = Code(value)
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    frame.slots[slot] = .object(Cell(try value.evaluate(frame)))
    return .nothing
  }
}

/// Reads a name of the top level.
final class GlobalGet: Node {
  let global: Global
  let storage: UnsafeMutablePointer<Value>
  init(_ global: Global, _ span: Span) {
    self.global = global
    storage = global.storage
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let value = storage.pointee
    if case .object(let object) = value, object === Unset.marker { throw unset }
    return value
  }
  override var origin: Span? { global.declaration }
  override var isNamed: Bool { true }
  private var unset: Failure {
    Failure("\(global.name) has no value yet", hint: "the statement that declares it has not run", at: span)
  }
}

/// Assigns to a name of the top level.
final class GlobalSet: Node {
  let global: Global
  let value: Code
  init(_ global: Global, _ value: Node, _ span: Span) {
    self.global = global
    self.value = Code(value)
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    let value = try self.value.evaluate(frame)
    guard global.isDefined else {
      throw Failure("\(global.name) has no value yet", hint: "the statement that declares it has not run", at: span)
    }
    global.storage.pointee = value
    return .nothing
  }
}

/// `let` and `var` of the top level: the name is bound once its value is there.
final class GlobalDeclare: Node {
  let global: Global
  let value: Code
  let isVariable: Bool
  let documentation: Documentation?
  init(_ global: Global, _ value: Node, isVariable: Bool, documentation: Documentation?, _ span: Span) {
    self.global = global
    self.value = Code(value)
    self.isVariable = isVariable
    self.documentation = documentation
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    do {
      bind(try value.evaluate(frame))
    } catch {
      if let partial = error.partial(of: value.span) { bind(partial) }
      throw error
    }
    return .nothing
  }

  /// Gives the name its value.
  func bind(_ value: Value) {
    global.storage.pointee = value
    global.isVariable = isVariable
    global.isInherited = false
    global.documentation = documentation
    global.declaration = span
  }
}

extension Failure {
  /// What an interrupted call had completed, where it is the whole expression at `span`.
  func partial(of expression: Span) -> Value? {
    kind == .interrupted && span == expression ? partial : nil
  }
}

import Catalogue
import Syntax

extension Resolver {
  /// What becomes of a block's last statement.
  enum Mode {
    /// Nothing: it is a statement like the others.
    case statement
    /// Its value is the block's.
    case value
    /// Its value is what the function returns.
    case tail
  }

  /// Code of a block, with names of its own.
  func block(_ syntax: Block, _ mode: Mode) throws(Failure) -> Node {
    function.blocks.append([:])
    defer { function.blocks.removeLast() }
    return try statements(syntax.statements, syntax.span, mode)
  }

  func statements(_ syntax: [Statement], _ span: Span, _ mode: Mode) throws(Failure) -> Node {
    var nodes: [Node] = []
    for (i, statement) in syntax.enumerated() {
      if mode != .statement, i == syntax.count - 1 {
        nodes.append(try last(statement, mode))
      } else {
        nodes.append(try self.statement(statement))
      }
    }
    return nodes.count == 1 ? nodes[0] : Statements(nodes, span)
  }

  private func last(_ statement: Statement, _ mode: Mode) throws(Failure) -> Node {
    guard case .expression(let value) = statement.kind else { return try self.statement(statement) }
    switch value.kind {
    case .conditional, .attempt: return try branching(value, mode)
    default:
      let node = try expression(value)
      return mode == .tail ? Return(node, value.span) : node
    }
  }

  /// `if` and `try`, as a statement or a value.
  func branching(_ syntax: Expression, _ mode: Mode) throws(Failure) -> Node {
    switch syntax.kind {
    case .conditional(let branches, let otherwise):
      var tests: [(Node, Node)] = []
      for branch in branches { tests.append((try expression(branch.condition), try block(branch.body, mode))) }
      var node = try otherwise.map { (syntax) throws(Failure) in try block(syntax, mode) }
      for (test, body) in tests.reversed() { node = Conditional(test, body, node, syntax.span) }
      return node ?? Constant(.nothing, syntax.span)
    case .attempt(let body, let name, let nameSpan, let handler):
      inspection?.attempts += 1
      let code = try block(body, mode)
      inspection?.attempts -= 1
      function.blocks.append([:])
      defer { function.blocks.removeLast() }
      let slot = function.declare(name, .error, nameSpan).slot
      return Attempt(code, slot: slot, handler: try block(handler, mode), syntax.span)
    default: return try expression(syntax)
    }
  }

  /// Resolves a block that is a value in a calculation: nothing may leave it early.
  func valueBlock<T>(_ body: () throws(Failure) -> T) throws(Failure) -> T {
    let saved = (allowsJump, allowsReturn, isValueBlock)
    (allowsJump, allowsReturn, isValueBlock) = (false, false, true)
    defer { (allowsJump, allowsReturn, isValueBlock) = saved }
    return try body()
  }

  func statement(_ syntax: Statement) throws(Failure) -> Node {
    let span = syntax.span
    switch syntax.kind {
    case .declaration(let bindings, let isVariable, _):
      var nodes: [Node] = []
      for binding in bindings { nodes.append(try declaration(binding, isVariable)) }
      return nodes.count == 1 ? nodes[0] : Statements(nodes, span)
    case .assignment(let target, let operation, let value, let sign): return try assignment(target, operation, value, sign)
    case .function(let syntax):
      inspection?.announce(syntax.name, syntax.closure, at: [syntax.nameSpan, syntax.closure.span], in: source)
      let code = try closure(syntax.closure, name: syntax.name, isLocal: true)
      return LocalSet(function.declare(syntax.name, .function, syntax.nameSpan).slot, code, span)
    case .expression(let value):
      switch value.kind {
      case .conditional, .attempt: return try branching(value, .statement)
      default: return try expression(value)
      }
    case .returning(let value):
      if !allowsReturn { try refuse(misplaced("return", "a function", span)) }
      guard let value else { return Return(Constant(.nothing, span), span) }
      return Return(try expression(value), span)
    case .breaking:
      if !allowsJump { try refuse(misplaced("break", "a loop", span)) }
      return Jump(.breaking, span)
    case .continuing:
      if !allowsJump { try refuse(misplaced("continue", "a loop", span)) }
      return Jump(.continuing, span)
    case .whileLoop(let condition, let body):
      let test = try expression(condition)
      return While(test, try loopBody(body), span)
    case .forLoop(let name, let nameSpan, let sequence, let body):
      let items = try expression(sequence)
      function.blocks.append([:])
      defer { function.blocks.removeLast() }
      let slot = function.declare(name, .loop, nameSpan).slot
      return For(slot, items, try loopBody(body), span)
    case .importing, .input: throw Failure("this stands only at the top level", at: span)
    }
  }

  private func misplaced(_ word: String, _ home: String, _ span: Span) -> Failure {
    if isValueBlock, isInClosure || word != "return" {
      return Failure("\(word) cannot leave an if or try that is part of a calculation", hint: "make it a statement of its own", at: span)
    }
    return Failure("\(word) stands only in \(home)", at: span)
  }

  private func loopBody(_ body: Block) throws(Failure) -> Node {
    let saved = allowsJump
    allowsJump = true
    defer { allowsJump = saved }
    return try block(body, .statement)
  }

  private func declaration(_ binding: Syntax.Binding, _ isVariable: Bool) throws(Failure) -> Node {
    let value = try expression(binding.value, name: binding.name)
    if !isVariable, case .closure(let closure) = binding.value.kind {
      inspection?.announce(nil, closure, at: [binding.nameSpan], in: source)
    }
    let variable = function.declare(binding.name, isVariable ? .variable : .constant, binding.nameSpan)
    return variable.isCell
      ? CellDeclare(variable.slot, value, binding.nameSpan) : LocalSet(variable.slot, value, binding.nameSpan)
  }

  private func assignment(
    _ target: Expression, _ operation: BinaryOperator?, _ value: Expression, _ sign: Span
  ) throws(Failure) -> Node {
    guard case .name(let name) = target.kind else {
      return PlaceSet(try place(target), operation, try expression(value), sign)
    }
    let (root, refusal) = try root(name, target.span)
    if let refusal { try refuse(refusal) }
    let right = try expression(value)
    if operation == .add { return AddAssign(Place(root, name: name, refusal: nil, steps: [], target.span), right, sign) }
    let full = try operation.map { (operation) throws(Failure) in Self.binary(operation, try read(name, target.span), right, sign) }
    switch root {
    case .local(let slot): return LocalSet(slot, full ?? right, target.span)
    case .cell(let slot): return CellSet(slot, full ?? right, target.span)
    case .global(let global): return GlobalSet(global, full ?? right, target.span)
    }
  }
}

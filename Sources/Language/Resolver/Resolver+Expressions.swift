import Catalogue
import Syntax

extension Resolver {
  /// Code of an expression.
  /// - name: what a closure that is the expression is called in messages.
  func expression(_ syntax: Expression, name: String? = nil) throws(Failure) -> Node {
    let span = syntax.span
    switch syntax.kind {
    case .nothing: return Constant(.nothing, span)
    case .bool(let value): return Constant(.bool(value), span)
    case .number(let value): return Constant(.number(value), span)
    case .string(let parts): return try string(parts, span)
    case .name(let name): return try read(name, span)
    case .implicit(let number): return try read("$\(number)", span)
    case .list(let items): return ListLiteral(try items.map { (item) throws(Failure) in try expression(item) }, span)
    case .record(let fields):
      return RecordLiteral(
        try fields.map { (field) throws(Failure) in (field.name, try expression(field.value, name: field.name)) }, span)
    case .unary(.negate, let operand, let place):
      if case .number(let x) = operand.kind { return Constant(.number(-x), span) }
      return Unary(.negate, try expression(operand), place)
    case .unary(let sign, let operand, let place): return Unary(sign, try expression(operand), place)
    case .binary(let sign, let left, let right, let place):
      return Self.binary(sign, try expression(left), try expression(right), place)
    case .range(let low, let high, let closed):
      return RangeLiteral(try expression(low), try expression(high), isClosed: closed, span)
    case .call(let callee, let arguments): return try call(callee, arguments, span)
    case .index(let base, let indices): return ElementGet(try expression(base), try self.indices(indices), span)
    case .member(let base, let name, let nameSpan): return MemberGet(try expression(base), name, nameSpan: nameSpan, span)
    case .closure(let closure): return try self.closure(closure, name: nil, isLocal: false)
    case .conditional, .attempt: return try valueBlock { () throws(Failure) in try branching(syntax, .value) }
    }
  }

  private func string(_ parts: [StringPart], _ span: Span) throws(Failure) -> Node {
    var pieces: [Interpolation.Part] = []
    var plain = ""
    var isPlain = true
    for part in parts {
      switch part {
      case .text(let text):
        plain += text
        pieces.append(.text(text))
      case .value(let value):
        isPlain = false
        pieces.append(.value(try expression(value)))
      }
    }
    return isPlain ? Constant(.string(plain), span) : Interpolation(pieces, span)
  }

  /// Code that reads a name.
  func read(_ name: String, _ span: Span) throws(Failure) -> Node {
    if let variable = function.find(name) {
      let declaration = variable.origin == .parameter ? nil : variable.declaration
      return variable.isCell
        ? CellGet(variable.slot, declaration: declaration, span) : LocalGet(variable.slot, declaration: declaration, span)
    }
    if let global = global(name) { return GlobalGet(global, span) }
    try refuseUnknown(unknown(name, span))
    return Constant(.nothing, span)
  }

  static func binary(_ sign: BinaryOperator, _ a: Node, _ b: Node, _ span: Span) -> Node {
    switch sign {
    case .add: Addition(a, b, span)
    case .subtract: Subtraction(a, b, span)
    case .multiply: Multiplication(a, b, span)
    case .divide: Division(a, b, span)
    case .remainder: Remainder(a, b, span)
    case .power: Power(a, b, span)
    case .less: Less(a, b, span)
    case .lessOrEqual: LessOrEqual(a, b, span)
    case .greater: Greater(a, b, span)
    case .greaterOrEqual: GreaterOrEqual(a, b, span)
    case .equal: Equal(a, b, span)
    case .notEqual: NotEqual(a, b, span)
    case .product: Product(a, b, span)
    case .and: Logical(a, b, isAnd: true, span)
    case .or: Logical(a, b, isAnd: false, span)
    }
  }

  private func call(_ callee: Expression, _ arguments: [ArgumentSyntax], _ span: Span) throws(Failure) -> Node {
    let target = try expression(callee)
    var codes: [Call.ArgumentCode] = []
    for argument in arguments {
      codes.append(
        Call.ArgumentCode(
          label: argument.label, value: try expression(argument.value), isTrailing: argument.isTrailing,
          span: argument.labelSpan ?? argument.value.span))
    }
    if case .name(let name) = callee.kind { inspect(name, codes, span) }
    let code = Call(target, codes, span)
    if case .member(let base, "append", _) = callee.kind, base.isPlace, codes.count == 1, codes[0].label == nil {
      return Append(try place(base), codes[0].value, otherwise: code, span)
    }
    return code
  }

  func indices(_ syntax: [IndexSyntax]) throws(Failure) -> [IndexCode] {
    var codes: [IndexCode] = []
    for index in syntax {
      switch index {
      case .all: codes.append(.all)
      case .value(let value): codes.append(.value(try expression(value)))
      case .range(let from, let to, let closed):
        let low = try from.map { (end) throws(Failure) in try expression(end) }
        let high = try to.map { (end) throws(Failure) in try expression(end) }
        codes.append(.range(from: low, to: high, closed: closed))
      }
    }
    return codes
  }

  /// A way to a variable or a part of one. A variable that cannot be changed is refused when the change runs, since a part of a
  /// shared object can be set all the same.
  func place(_ syntax: Expression) throws(Failure) -> Place {
    var steps: [Place.Step] = []
    var base = syntax
    while true {
      switch base.kind {
      case .member(let inner, let name, let nameSpan):
        steps.append(.member(name, nameSpan))
        base = inner
      case .index(let inner, let indices):
        steps.append(.index(try self.indices(indices), base.span))
        base = inner
      case .name(let name):
        let (root, refusal) = try root(name, base.span)
        return Place(root, name: name, refusal: refusal, steps: steps.reversed(), syntax.span)
      default: throw Failure("this cannot be assigned to", at: base.span)
      }
    }
  }

  /// The variable that a name means, and why it cannot be assigned, if so.
  func root(_ name: String, _ span: Span) throws(Failure) -> (Place.Root, Failure?) {
    if let variable = function.find(name) {
      let root: Place.Root = variable.isCell ? .cell(variable.slot) : .local(variable.slot)
      return (root, Self.refusal(name, variable, span))
    }
    guard let global = global(name) else {
      var failure = unknown(name, span)
      if failure.hint == nil { failure.hint = "a new name is declared: let \(name) = … or var \(name) = …" }
      try refuseUnknown(failure)
      return (.global(Global(name)), nil)
    }
    if global.isInherited, declared[name] == nil || !reached.contains(name) {
      let hint = "let \(name) = … makes a name of your own"
      return (.global(global), Failure("\(name) belongs to the language and cannot be changed", hint: hint, at: span))
    }
    if declared[name] ?? global.isVariable { return (.global(global), nil) }
    var failure = Failure("\(name) was declared with let and cannot be changed", hint: "declare it with var: var \(name) = …", at: span)
    if let place = global.declaration { failure.notes.append(Failure.Note("declared here", at: place)) }
    return (.global(global), failure)
  }

  private static func refusal(_ name: String, _ variable: Variable, _ span: Span) -> Failure? {
    let copy = "a copy can: var copy = \(name)"
    var failure: Failure
    switch variable.origin {
    case .variable: return nil
    case .constant:
      failure = Failure("\(name) was declared with let and cannot be changed", hint: "declare it with var: var \(name) = …", at: span)
    case .parameter: failure = Failure("the parameter \(name) cannot be changed", hint: copy, at: span)
    case .loop: failure = Failure("the loop's variable \(name) cannot be changed", hint: copy, at: span)
    case .function: failure = Failure("the function \(name) cannot be changed", at: span)
    case .error: failure = Failure("\(name) cannot be changed", hint: copy, at: span)
    }
    failure.notes.append(Failure.Note("declared here", at: variable.declaration))
    return failure
  }
}

/// What an expression begins with: literals, names, brackets, closures, `if`, `try`.
extension Parser {
  mutating func primary() throws(Stop) -> Expression {
    let token = current
    let place = span(of: token)
    switch token.kind {
    case .number(let value): return try literal(.number(value), place)
    case .keyword(.true): return try literal(.bool(true), place)
    case .keyword(.false): return try literal(.bool(false), place)
    case .keyword(.nil): return try literal(.nothing, place)
    case .word(let name):
      uses.own.insert(name)
      return try literal(.name(name), place)
    case .implicit(let number):
      guard let count = implicitCount else {
        throw wrong("$\(number) stands only in a closure without named parameters", at: place, hint: "{ $0 * 2 }")
      }
      implicitCount = max(count, number + 1)
      return try literal(.implicit(number), place)
    case .stringStart: return try string()
    case .symbol(.leftParen):
      advance()
      return try bracketed { (p) throws(Stop) in try p.parenthesised(from: token.start) }
    case .symbol(.leftBracket):
      advance()
      return try bracketed { (p) throws(Stop) in try p.list(from: token.start) }
    case .symbol(.leftBrace):
      if inHead { throw unexpected("expected a condition or value before the body", hint: "a closure here stands in parentheses") }
      return try closure()
    case .keyword(.if): return try conditional()
    case .keyword(.try): return try attempt()
    case .symbol(.plus): throw unexpected("expected a value", hint: "a number has no + before it")
    case .keyword(.else):
      throw unexpected("expected a statement", hint: "at the top level, else stands on the line of the } before it")
    case .keyword(.catch):
      throw unexpected("expected a statement", hint: "at the top level, catch stands on the line of the } before it")
    default: throw unexpected("expected a value", hint: habitHint)
    }
  }

  /// Advice where a sign stands that begins no value: `**`, `->`, a magic command.
  private var habitHint: String? {
    let before = index > 0 && tokens[index - 1].end == current.start ? tokens[index - 1].kind : nil
    let isFirst = index == 0 || current.startsLine
    switch current.kind {
    case .symbol(.star) where before == .symbol(.star): return "a power is a ^ b"
    case .symbol(.greater) where before == .symbol(.minus): return Self.closureHint
    case .symbol(.percent) where isFirst, .symbol(.at) where isFirst:
      return "timed { … } and bench { … } measure; :help shows the prompt's commands"
    case .symbol(.colon) where before == nil: return "commands such as :save are for the prompt"
    default: return nil
    }
  }

  private mutating func literal(_ kind: Expression.Kind, _ span: Span) throws(Stop) -> Expression {
    advance()
    return try make(kind, span)
  }

  private mutating func string() throws(Stop) -> Expression {
    let start = current.start
    advance()
    var parts: [StringPart] = []
    var values: [Expression] = []
    while true {
      switch current.kind {
      case .stringText(let text):
        parts.append(.text(text))
        advance()
      case .interpolationStart:
        advance()
        let value = try bracketed { (p) throws(Stop) in try p.expression() }
        guard current.kind == .interpolationEnd else { throw unexpected("expected ) after the value in the string") }
        advance()
        parts.append(.value(value))
        values.append(value)
      case .stringEnd:
        advance()
        return try make(.string(parts), span(from: start), over: values)
      default: throw unexpected("the string is not closed")
      }
    }
  }

  /// A group or a record, after its `(`.
  private mutating func parenthesised(from start: Int) throws(Stop) -> Expression {
    if at(.rightParen) { throw unexpected("expected a value", hint: "(:) is an empty record") }
    if at(.colon) {
      advance()
      try expect(.rightParen, "of an empty record")
      return try make(.record([]), span(from: start))
    }
    try expectLabelAtEnd()
    guard following.kind == .symbol(.colon), let first = label() else {
      let value = try expression()
      if at(.comma) { throw unexpected("expected )", hint: "a list is [a, b], a record (x: a, y: b)") }
      try expect(.rightParen, "of the group")
      return Expression(value.kind, span(from: start), height: value.height)
    }
    var fields: [Field] = []
    var next: (name: String, span: Span)? = first
    while let (name, nameSpan) = next {
      guard !fields.contains(where: { $0.name == name }) else { throw wrong("the record has two fields called \(name)", at: nameSpan) }
      fields.append(Field(name: name, nameSpan: nameSpan, value: try expression()))
      guard accept(.comma) || at(.rightParen) else { throw unexpected("expected , or ) in the record") }
      if accept(.rightParen) { break }
      next = label()
      if next == nil, isEnd(following) { advance() }
      if next == nil { throw unexpected("expected a field's name and a colon", hint: "a record is (x: a, y: b)") }
    }
    return try make(.record(fields), span(from: start), over: fields.map(\.value))
  }

  private mutating func list(from start: Int) throws(Stop) -> Expression {
    var items: [Expression] = []
    while !accept(.rightBracket) {
      items.append(try expression())
      guard accept(.comma) || at(.rightBracket) else { throw unexpected("expected , or ] in the list") }
    }
    return try make(.list(items), span(from: start), over: items)
  }

  // MARK: blocks that have a value

  private mutating func conditional() throws(Stop) -> Expression {
    let start = current.start
    var branches: [Branch] = []
    var otherwise: Block?
    repeat {
      advance()
      let condition = try head { (p) throws(Stop) in try p.expression() }
      branches.append(Branch(condition: condition, body: try block("with what to do")))
      guard acceptContinuation(.else) else { break }
      if !at(.if) { otherwise = try block("after else") }
    } while otherwise == nil
    return try make(.conditional(branches, otherwise: otherwise), span(from: start), over: branches.map(\.condition))
  }

  private mutating func attempt() throws(Stop) -> Expression {
    let start = current.start
    advance()
    let body = try block("after try")
    guard acceptContinuation(.catch) else { throw unexpected("expected catch", hint: "try { … } catch e { … }") }
    let (name, nameSpan) = try name("for the error, after catch")
    let handler = try block("after catch \(name)")
    return try make(.attempt(body, name: name, nameSpan: nameSpan, handler: handler), span(from: start))
  }

  /// `else` or `catch`, inside a block or brackets also on the next line.
  private mutating func acceptContinuation(_ keyword: Keyword) -> Bool {
    guard at(keyword), !current.startsLine || isInBlock || !newlinesEnd else { return false }
    advance()
    return true
  }

  // MARK: closures

  mutating func closure() throws(Stop) -> Expression {
    let start = current.start
    advance()
    let saved = (uses, implicitCount, newlinesEnd, inHead)
    uses = Uses()
    let syntax = try nested { (p) throws(Stop) in try p.closureBody(from: start) }
    let inside = uses
    (uses, implicitCount, newlinesEnd, inHead) = saved
    uses.include(inside)
    return try make(.closure(syntax), syntax.span)
  }

  private mutating func closureBody(from start: Int) throws(Stop) -> Closure {
    var parameters: [ParameterSyntax] = []
    let isNamed = try hasParameters()
    if isNamed {
      newlinesEnd = false
      repeat {
        let (name, nameSpan) = try self.name("of a parameter")
        guard name == "_" || !parameters.contains(where: { $0.name == name }) else {
          throw wrong("two parameters are called \(name)", at: nameSpan)
        }
        let value: Expression? = accept(.colon) ? try head { (p) throws(Stop) in try p.expression() } : nil
        parameters.append(ParameterSyntax(name: name, nameSpan: nameSpan, defaultValue: value))
      } while accept(.comma)
      guard accept(.in) else { throw unexpected("expected in after the parameters") }
    }
    implicitCount = isNamed ? nil : 0
    let body = try blockBody(from: start)
    if let count = implicitCount {
      parameters = (0..<count).map { ParameterSyntax(name: "$\($0)", nameSpan: body.span, defaultValue: nil) }
    }
    return Closure(parameters: parameters, body: body, span: body.span, uses: uses)
  }

  /// Whether what follows the `{` is `x, y in`. Looks ahead without reading; a text that ends inside such a list asks for more.
  private func hasParameters() throws(Stop) -> Bool {
    var i = index
    var wantsName = true
    var count = 0
    while true {
      switch tokens[i].kind {
      case .word where wantsName: count += 1
      case .symbol(.comma) where !wantsName: break
      case .keyword(.in): return !wantsName
      case .symbol(.colon) where !wantsName: return true
      case .end, .broken:
        guard isEnd(tokens[i]), count > 1 || (count == 1 && wantsName) else { return false }
        throw Stop(diagnostic: Diagnostic("expected in after the parameters, but the text ends", at: span(of: tokens[i])), atEnd: true)
      default: return false
      }
      wantsName.toggle()
      i += 1
    }
  }
}

/// Statements and blocks.
extension Parser {
  /// A statement of the top level, where `input` and `import` are words.
  mutating func topLevelStatement() throws(Stop) -> Statement {
    let start = current.start
    if case .word("import") = current.kind, following.kind == .stringStart, !following.startsLine {
      advance()
      let pathSpan = span(of: current)
      guard case .string(let parts) = try expression().kind else { throw wrong("import wants a file's name", at: pathSpan) }
      var path = ""
      for part in parts {
        guard case .text(let text) = part else { throw wrong("the name of an imported file is plain text", at: pathSpan) }
        path += text
      }
      return Statement(kind: .importing(path: path, pathSpan: span(from: Int(pathSpan.start))), span: span(from: start))
    }
    if case .word("input") = current.kind, case .word(let name) = following.kind, !following.startsLine {
      let documentation = takeDocumentation()
      advance()
      let nameSpan = span(of: current)
      advance()
      try expect(.assign, "and a default: input \(name) = 1")
      let input = InputSyntax(name: name, nameSpan: nameSpan, defaultValue: try expression(), documentation: documentation)
      return Statement(kind: .input(input), span: span(from: start))
    }
    return try statement()
  }

  mutating func statement() throws(Stop) -> Statement {
    let start = current.start
    switch current.kind {
    case .keyword(.let), .keyword(.var): return try declaration()
    case .keyword(.func): return try function()
    case .keyword(.return):
      uses.hasReturn = true
      advance()
      let value: Expression? = endsStatement ? nil : try expression()
      return Statement(kind: .returning(value), span: span(from: start))
    case .keyword(.break):
      advance()
      return Statement(kind: .breaking, span: span(from: start))
    case .keyword(.continue):
      advance()
      return Statement(kind: .continuing, span: span(from: start))
    case .keyword(.while):
      advance()
      let condition = try head { (p) throws(Stop) in try p.expression() }
      return Statement(kind: .whileLoop(condition, try block("of the loop")), span: span(from: start))
    case .keyword(.for): return try loop()
    case .keyword(.if), .keyword(.try):
      let value = try primary()
      return Statement(kind: .expression(value), span: value.span)
    default: return try expressionStatement()
    }
  }

  /// `let a = 1, b = 2`
  private mutating func declaration() throws(Stop) -> Statement {
    let start = current.start
    let documentation = takeDocumentation()
    let isVariable = at(.var)
    let word = isVariable ? "var" : "let"
    advance()
    var bindings: [Binding] = []
    repeat {
      let (name, nameSpan) = try self.name("after \(word)")
      guard at(.assign), continuesLine else {
        let hint = "\(word) \(name) = nil, if there is none yet"
        guard continuesLine || isEnd(current) else {
          throw wrong("expected = and a value for \(name), but the line ends", at: spanOfEnd, hint: hint)
        }
        throw unexpected("expected = and a value for \(name)", hint: at(.leftParen) ? Self.functionHint : hint)
      }
      advance()
      bindings.append(Binding(name: name, nameSpan: nameSpan, value: try expression()))
    } while continuesLine && accept(.comma)
    return Statement(kind: .declaration(bindings, isVariable: isVariable, documentation: documentation), span: span(from: start))
  }

  private mutating func function() throws(Stop) -> Statement {
    let start = current.start
    let documentation = takeDocumentation()
    advance()
    let (name, nameSpan) = try self.name("after func")
    try expect(.leftParen, "and the parameters of \(name)")
    let saved = (uses, implicitCount)
    uses = Uses()
    implicitCount = nil
    let parameters = try bracketed { (p) throws(Stop) in try p.parameters(of: name) }
    let body = try block("with the body of \(name)")
    let inside = uses
    (uses, implicitCount) = saved
    uses.include(inside)
    let whole = span(from: start)
    let closure = Closure(parameters: parameters, body: body, span: whole, uses: inside)
    let syntax = FunctionSyntax(name: name, nameSpan: nameSpan, closure: closure, documentation: documentation, span: whole)
    return Statement(kind: .function(syntax), span: whole)
  }

  /// Up to and with the `)`.
  private mutating func parameters(of function: String) throws(Stop) -> [ParameterSyntax] {
    var parameters: [ParameterSyntax] = []
    while !accept(.rightParen) {
      let (name, nameSpan) = try self.name("of a parameter, or )")
      guard !parameters.contains(where: { $0.name == name && name != "_" }) else {
        throw wrong("\(function) has two parameters called \(name)", at: nameSpan)
      }
      if at(.assign) { throw unexpected("expected :", hint: "a default stands after a colon: \(name): 1") }
      let value: Expression? = accept(.colon) ? try expression() : nil
      parameters.append(ParameterSyntax(name: name, nameSpan: nameSpan, defaultValue: value))
      guard accept(.comma) || at(.rightParen) else { throw unexpected("expected , or ) after the parameter \(name)") }
    }
    return parameters
  }

  private mutating func loop() throws(Stop) -> Statement {
    let start = current.start
    advance()
    let (name, nameSpan) = try self.name("after for")
    guard accept(.in) else { throw unexpected("expected in", hint: "for \(name) in 0..<10 { … }") }
    let sequence = try head { (p) throws(Stop) in try p.expression() }
    let body = try block("of the loop")
    return Statement(kind: .forLoop(name: name, nameSpan: nameSpan, sequence: sequence, body: body), span: span(from: start))
  }

  private mutating func expressionStatement() throws(Stop) -> Statement {
    let start = current.start
    let target = try expression()
    let sign = current
    guard continuesLine, let operation = Self.assignment(sign.kind.symbol) else {
      return Statement(kind: .expression(target), span: target.span)
    }
    guard target.isPlace else {
      let isCall = if case .call = target.kind { true } else { false }
      throw wrong(
        "this cannot be assigned to", at: target.span,
        hint: isCall ? Self.functionHint : "the left side of = is a name, or a member or element of one: x, x[0], m.W")
    }
    advance()
    let value = try expression()
    return Statement(
      kind: .assignment(target, operation: operation, value: value, operatorSpan: span(of: sign)), span: span(from: start))
  }

  /// The operation of an assignment sign, nil inside for plain `=`; nil where the sign is none.
  private static func assignment(_ symbol: Symbol?) -> BinaryOperator?? {
    switch symbol {
    case .assign: .some(nil)
    case .addAssign: .add
    case .subtractAssign: .subtract
    case .multiplyAssign: .multiply
    case .divideAssign: .divide
    case .remainderAssign: .remainder
    case .productAssign: .product
    case .powerAssign: .power
    default: nil
    }
  }

  // MARK: parts

  /// The head of `if`, `while`, `for`: a `{` in it opens the body.
  mutating func head<T>(_ rule: (inout Parser) throws(Stop) -> T) throws(Stop) -> T {
    let saved = inHead
    inHead = true
    defer { inHead = saved }
    return try rule(&self)
  }

  /// Statements between braces.
  mutating func block(_ purpose: String) throws(Stop) -> Block {
    let start = current.start
    try expect(.leftBrace, purpose)
    return try nested { (p) throws(Stop) in try p.blockBody(from: start) }
  }

  /// The statements of a block after its `{`, and the `}`.
  mutating func blockBody(from start: Int) throws(Stop) -> Block {
    let saved = (newlinesEnd, inHead, isInBlock)
    (newlinesEnd, inHead, isInBlock) = (true, false, true)
    defer { (newlinesEnd, inHead, isInBlock) = saved }
    var statements: [Statement] = []
    while true {
      while accept(.semicolon) {}
      if accept(.rightBrace) { return Block(statements: statements, span: span(from: start)) }
      if current.kind == .end { throw unclosed(start) }
      statements.append(try statement())
      if current.kind == .end { throw unclosed(start) }
      if !at(.rightBrace), !at(.semicolon) { try expectStatementEnd() }
    }
  }

  /// The text ends inside the block that began at `start`.
  private func unclosed(_ start: Int) -> Stop {
    var stop = unexpected("expected }")
    stop.diagnostic.notes.append(
      Diagnostic.Note("of the block that begins here", at: Span(source: source.number, start: start, end: start + 1)))
    return stop
  }

  var endsStatement: Bool {
    switch current.kind {
    case .end, .symbol(.rightBrace), .symbol(.semicolon): true
    default: current.startsLine
    }
  }

  func expectStatementEnd() throws(Stop) {
    if current.kind == .end, !isInBlock { return }
    guard !current.startsLine || current.kind == .end || current.kind == .broken else { return }
    if at(.else) || at(.catch) { throw unexpected("expected a new line") }
    if index > 0, case .word("import") = tokens[index - 1].kind, current.kind == .stringStart {
      throw unexpected("expected a new line", hint: "import stands at the top level, outside any block")
    }
    throw unexpected("expected a new line or ;", hint: hintBehindStatement)
  }

  /// Advice where something stands behind a statement that was whole: a habit from another language, mostly.
  private var hintBehindStatement: String? {
    if case .word(let word) = current.kind, let habit = Habit.hint(for: word) { return habit }
    guard index > 0, case .word(let word) = tokens[index - 1].kind else {
      let isArrow = current.kind == .symbol(.assign) && following.kind == .symbol(.greater)
      return isArrow ? Self.closureHint : current.kind == .symbol(.colon) ? Self.colonHint : nil
    }
    if let habit = Habit.hint(for: word) { return habit }
    switch current.kind {
    case .symbol(.colon): return Self.colonHint
    case .symbol(.assign) where following.kind == .symbol(.greater): return Self.closureHint
    case .stringStart where tokens[index - 1].end == current.start && word.count == 1: return "a text with a value in it is \"\\(x)\""
    case .word, .number, .stringStart, .keyword(.true), .keyword(.false), .keyword(.nil): return "a call is f(x), a product a * b"
    default: return nil
    }
  }

  private static let colonHint = "a record is (name: value); a range is a..<b"
  private static let functionHint = "a function is func f(x, by: 1) { x + by }"
  static let closureHint = "a closure is { x in x + 1 }"

  /// - hint: advice where something else stands.
  mutating func name(_ purpose: String, hint: String? = nil) throws(Stop) -> (String, Span) {
    if case .word(let name) = current.kind {
      let place = span(of: current)
      advance()
      return (name, place)
    }
    throw unexpected("expected a name \(purpose)", hint: hint)
  }

  /// The `///` lines before the current token.
  mutating func takeDocumentation() -> Documentation? { documentation[index].map { Documentation($0) } }
}

extension Token.Kind {
  var symbol: Symbol? { if case .symbol(let symbol) = self { symbol } else { nil } }
}

extension Expression {
  /// Whether it can stand left of `=`.
  public var isPlace: Bool {
    switch kind {
    case .name: true
    case .member(let base, _, _), .index(let base, _): base.isPlace
    default: false
    }
  }
}

/// What a text turned out to be.
public enum ParseResult: Sendable {
  case complete(Program)
  /// More text could make it whole; the diagnostic says what is missing, for a text that ends here.
  case incomplete(Diagnostic)
  case wrong(Diagnostic)
}

/// Reads texts by recursive descent: one method for each rule of the grammar.
///
/// A newline ends a statement except inside ( ) and [ ] (a { } in them begins anew), after an operator or a comma, and, inside
/// a block, before `else` or `catch`. An error that is met at the end of the text means that more is wanted.
public struct Parser {
  /// An error while reading.
  struct Stop: Error {
    var diagnostic: Diagnostic
    var atEnd = false
  }

  /// What the function being read uses.
  struct Uses {
    /// Names that it mentions, closures in it included.
    var own: Set<String> = []
    /// Names that closures in it mention.
    var inner: Set<String> = []
    var hasReturn = false

    /// Takes up what a closure inside uses.
    mutating func include(_ inside: Uses) {
      own.formUnion(inside.own)
      inner.formUnion(inside.own)
    }
  }

  let tokens: [Token]
  let documentation: [Int: String]
  let source: Source
  let problem: (diagnostic: Diagnostic, atEnd: Bool)?
  var index = 0
  /// Whether a newline ends a statement here.
  var newlinesEnd = true
  /// Whether a `{` after an expression opens a body: in the head of `if`, `while`, `for`.
  var inHead = false
  var isInBlock = false
  var depth = 0
  var uses = Uses()
  /// Number of unnamed parameters that the innermost closure uses; nil outside closures and where parameters have names.
  var implicitCount: Int?

  /// Nesting of brackets and blocks that is read; deeper text is refused, so that no text exhausts the machine's stack.
  static let deepest = 150
  /// Levels of an expression: `a + b + c` has three.
  static let highest = 1000

  /// Reads a text that is an entry, or several.
  public static func parse(_ source: Source) -> ParseResult {
    var parser = Parser(source)
    do {
      return .complete(try parser.program())
    } catch {
      return error.atEnd ? .incomplete(error.diagnostic) : .wrong(error.diagnostic)
    }
  }

  init(_ source: Source) {
    let lexer = Lexer(source)
    tokens = lexer.tokens
    documentation = lexer.documentation
    problem = lexer.problem
    self.source = source
  }

  mutating func program() throws(Stop) -> Program {
    var entries: [Entry] = []
    while true {
      while accept(.semicolon) {}
      if current.kind == .end { return Program(entries: entries) }
      entries.append(try entry())
    }
  }

  /// One top-level statement line: statements separated by `;`.
  mutating func entry() throws(Stop) -> Entry {
    if let query = takeQuery() { return Entry(statements: [], span: query.span, isHidden: false, innerMentions: [], query: query) }
    uses = Uses()
    let start = current.start
    var statements: [Statement] = []
    var isHidden = false
    repeat {
      isHidden = false
      statements.append(try topLevelStatement())
      while !current.startsLine, accept(.semicolon) { isHidden = true }
    } while !current.startsLine && current.kind != .end && isHidden
    try expectStatementEnd()
    return Entry(statements: statements, span: span(from: start), isHidden: isHidden, innerMentions: uses.inner)
  }

  /// The question that is the entry here; nil where it is none.
  private mutating func takeQuery() -> Query? {
    guard case .query(let topic, let wantsSource) = current.kind else { return nil }
    defer { advance() }
    return Query(topic: topic, wantsSource: wantsSource, span: span(of: current))
  }

  // MARK: tokens

  var current: Token { tokens[index] }
  var following: Token { tokens[min(index + 1, tokens.count - 1)] }

  mutating func advance() { if index + 1 < tokens.count { index += 1 } }

  func at(_ symbol: Symbol) -> Bool { current.kind == .symbol(symbol) }
  func at(_ keyword: Keyword) -> Bool { current.kind == .keyword(keyword) }

  mutating func accept(_ symbol: Symbol) -> Bool {
    guard at(symbol) else { return false }
    advance()
    return true
  }

  mutating func accept(_ keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    advance()
    return true
  }

  mutating func expect(_ symbol: Symbol, _ purpose: String) throws(Stop) {
    guard accept(symbol) else { throw unexpected("expected \(symbol.rawValue) \(purpose)") }
  }

  /// Whether the next token continues the statement: it stands on the same line, or newlines do not count here.
  var continuesLine: Bool { !newlinesEnd || !current.startsLine }

  /// Place from `start` to the end of the token before the current one.
  func span(from start: Int) -> Span {
    Span(source: source.number, start: start, end: max(start, index > 0 ? tokens[index - 1].end : start))
  }

  func span(of token: Token) -> Span { Span(source: source.number, start: token.start, end: token.end) }

  // MARK: errors

  /// An error at the current token; one at the end of the text asks for more.
  func unexpected(_ message: String, hint: String? = nil) -> Stop {
    if current.kind == .broken, let problem { return Stop(diagnostic: problem.diagnostic, atEnd: problem.atEnd) }
    guard current.kind != .end else {
      return Stop(diagnostic: Diagnostic(message + ", but the text ends", at: spanOfEnd, hint: hint), atEnd: true)
    }
    return Stop(diagnostic: Diagnostic("\(message), not \(described(current))", at: span(of: current), hint: hint))
  }

  /// Whether a token is where the text ends, a comment or string that is open there included.
  func isEnd(_ token: Token) -> Bool { token.kind == .end || (token.kind == .broken && problem?.atEnd == true) }

  /// The place behind the last token.
  var spanOfEnd: Span {
    let end = index > 0 ? tokens[index - 1].end : current.start
    return Span(source: source.number, start: end, end: end)
  }

  func wrong(_ message: String, at span: Span, hint: String? = nil) -> Stop {
    Stop(diagnostic: Diagnostic(message, at: span, hint: hint))
  }

  private func described(_ token: Token) -> String {
    switch token.kind {
    case .number, .word, .implicit, .query: source.text(span(of: token))
    case .keyword(let word): "the word \(word.rawValue)"
    case .symbol(let symbol): symbol.rawValue
    case .stringStart, .stringText, .interpolationStart, .interpolationEnd, .stringEnd: "a string"
    case .end, .broken: "the end of the text"
    }
  }

  /// Runs a rule one level deeper.
  mutating func nested<T>(_ rule: (inout Parser) throws(Stop) -> T) throws(Stop) -> T {
    guard depth < Self.deepest else {
      throw wrong("this is nested too deeply", at: span(of: current), hint: "at most \(Self.deepest) levels are read; name parts with let")
    }
    depth += 1
    defer { depth -= 1 }
    return try rule(&self)
  }

  /// Runs a rule with newlines meaning nothing, as inside ( ) and [ ].
  mutating func bracketed<T>(_ rule: (inout Parser) throws(Stop) -> T) throws(Stop) -> T {
    let saved = (newlinesEnd, inHead)
    (newlinesEnd, inHead) = (false, false)
    defer { (newlinesEnd, inHead) = saved }
    return try nested(rule)
  }
}

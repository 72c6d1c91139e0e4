/// Expressions: operators by their precedence, then calls, indices, members.
extension Parser {
  /// How tightly binary signs bind; they group from the left.
  enum Level: Int {
    case or, and, comparison, range, sum, product

    var next: Int { rawValue + 1 }
  }

  mutating func expression() throws(Stop) -> Expression {
    try nested { (p) throws(Stop) in try p.binary(Level.or.rawValue) }
  }

  private mutating func binary(_ lowest: Int) throws(Stop) -> Expression {
    let left = try unary()
    return try continued(left, lowest)
  }

  /// Operators of at least the level `lowest` behind an operand.
  private mutating func continued(_ operand: Expression, _ lowest: Int) throws(Stop) -> Expression {
    var left = operand
    var compared: Token?
    while continuesLine, case .symbol(let symbol) = current.kind, let level = Self.level(symbol), level.rawValue >= lowest {
      let sign = current
      if level == .comparison || level == .range {
        if let compared {
          throw wrong(
            "\(level == .comparison ? "comparisons" : "ranges") do not chain", at: span(from: compared.start, to: sign.end),
            hint: level == .comparison ? "write a < b && b < c" : nil)
        }
        compared = sign
      } else {
        compared = nil
      }
      if case .conditional = left.kind, tokens[index - 1].kind == .symbol(.rightBrace) {
        throw wrong("an if inside a calculation stands in parentheses", at: left.span)
      }
      advance()
      let right = try nested { (p) throws(Stop) in try p.binary(level.next) }
      let place = Span(source: source.number, start: Int(left.span.start), end: Int(right.span.end))
      if let operation = BinaryOperator(rawValue: symbol.rawValue) {
        left = try make(.binary(operation, left, right, operatorSpan: span(of: sign)), place, over: [left, right])
      } else {
        left = try make(.range(left, right, closed: symbol == .closedRange), place, over: [left, right])
      }
    }
    return left
  }

  private func span(from start: Int, to end: Int) -> Span { Span(source: source.number, start: start, end: end) }

  private static func level(_ symbol: Symbol) -> Level? {
    switch symbol {
    case .or: .or
    case .and: .and
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: .comparison
    case .halfOpenRange, .closedRange: .range
    case .plus, .minus: .sum
    case .star, .slash, .percent, .at: .product
    default: nil
    }
  }

  /// `-x^2` is −(x²).
  private mutating func unary() throws(Stop) -> Expression {
    let sign = current
    guard let operation: UnaryOperator = at(.minus) ? .negate : at(.not) ? .not : nil else { return try power() }
    advance()
    let operand = try nested { (p) throws(Stop) in try p.unary() }
    return try make(.unary(operation, operand, operatorSpan: span(of: sign)), span(from: sign.start), over: [operand])
  }

  /// Groups from the right; the right side may carry a sign.
  private mutating func power() throws(Stop) -> Expression {
    let base = try postfix()
    guard continuesLine, at(.caret) else { return base }
    let sign = current
    advance()
    let exponent = try nested { (p) throws(Stop) in try p.unary() }
    return try make(
      .binary(.power, base, exponent, operatorSpan: span(of: sign)), span(from: Int(base.span.start)), over: [base, exponent])
  }

  /// Calls, indices and members. What opens them stands on the line of what they follow.
  private mutating func postfix() throws(Stop) -> Expression {
    var value = try primary()
    switch value.kind {
    case .conditional, .attempt: if tokens[index - 1].kind == .symbol(.rightBrace) { return value }
    default: break
    }
    let start = Int(value.span.start)
    var hasTrailing = false
    while true {
      switch current.kind {
      case .symbol(.leftParen) where !current.startsLine:
        advance()
        let arguments = try bracketed { (p) throws(Stop) in try p.arguments() }
        value = try make(.call(value, arguments), span(from: start), over: [value] + arguments.map(\.value))
        hasTrailing = false
      case .symbol(.leftBrace) where !current.startsLine && !inHead && value.isCallee:
        if hasTrailing {
          throw unexpected("expected a new line", hint: "only one closure stands behind a call; give the other by its label")
        }
        value = try trailing(value, from: start)
        hasTrailing = true
      case .symbol(.leftBracket) where !current.startsLine:
        advance()
        let indices = try bracketed { (p) throws(Stop) in try p.indices() }
        value = try make(.index(value, indices), span(from: start), over: [value] + indices.flatMap(\.expressions))
      case .symbol(.dot) where continuesLine:
        advance()
        let isOperator = current.kind.symbol.map { [.plus, .minus, .star, .slash, .caret].contains($0) } ?? false
        let (name, nameSpan) = try name("after the point", hint: isOperator ? "operators go element by element: x * y" : nil)
        value = try make(.member(value, name, nameSpan: nameSpan), span(from: start), over: [value])
      default: return value
      }
    }
  }

  private mutating func trailing(_ callee: Expression, from start: Int) throws(Stop) -> Expression {
    let closure = try self.closure()
    let argument = ArgumentSyntax(label: nil, labelSpan: nil, value: closure, isTrailing: true)
    guard case .call(let function, let arguments) = callee.kind, tokens[index - 1].kind == .symbol(.rightBrace) else {
      return try make(.call(callee, [argument]), span(from: start), over: [callee, closure])
    }
    return try make(.call(function, arguments + [argument]), span(from: start), over: [callee, closure])
  }

  /// Up to and with the `)`.
  private mutating func arguments() throws(Stop) -> [ArgumentSyntax] {
    var arguments: [ArgumentSyntax] = []
    while !accept(.rightParen) {
      try expectLabelAtEnd()
      let label = label()
      if let label, arguments.contains(where: { $0.label == label.name }) {
        throw wrong("\(label.name) is given twice", at: label.span)
      }
      let value = try expression()
      if label == nil, let last = arguments.last?.label, !isEnd(current) {
        throw wrong("an argument without a label after \(last):", at: value.span, hint: "arguments by position come first")
      }
      arguments.append(ArgumentSyntax(label: label?.name, labelSpan: label?.span, value: value, isTrailing: false))
      guard accept(.comma) || at(.rightParen) else {
        let hint = at(.assign) ? "an argument's label is followed by a colon: lr: 0.1" : nil
        throw unexpected("expected , or ) in the call", hint: hint)
      }
    }
    return arguments
  }

  /// `name:`; any word may be a label.
  mutating func label() -> (name: String, span: Span)? {
    guard following.kind == .symbol(.colon) else { return nil }
    let token = current
    let name: String
    switch token.kind {
    case .word(let word): name = word
    case .keyword(let word): name = word.rawValue
    default: return nil
    }
    advance()
    advance()
    return (name, span(of: token))
  }

  /// Where the text ends behind a reserved word, that may have become a label: `f(in: 3)`.
  mutating func expectLabelAtEnd() throws(Stop) {
    guard case .keyword = current.kind, isEnd(following) else { return }
    advance()
    throw unexpected("expected : or more")
  }

  /// Up to and with the `]`.
  private mutating func indices() throws(Stop) -> [IndexSyntax] {
    var indices: [IndexSyntax] = []
    if at(.rightBracket) { throw unexpected("expected an index") }
    while !accept(.rightBracket) {
      indices.append(try indexItem())
      guard accept(.comma) || at(.rightBracket) else {
        throw unexpected("expected , or ] after the index", hint: at(.colon) ? "a range of indices is a..<b" : nil)
      }
    }
    return indices
  }

  private mutating func indexItem() throws(Stop) -> IndexSyntax {
    if accept(.colon) { return .all }
    if at(.halfOpenRange) || at(.closedRange) {
      let closed = at(.closedRange)
      advance()
      return .range(from: nil, to: try nested { (p) throws(Stop) in try p.binary(Level.sum.rawValue) }, closed: closed)
    }
    return try nested { (p) throws(Stop) in
      let low = try p.binary(Level.sum.rawValue)
      guard p.at(.halfOpenRange) || p.at(.closedRange) else { return .value(try p.continued(low, Level.or.rawValue)) }
      let closed = p.at(.closedRange)
      p.advance()
      if p.at(.comma) || p.at(.rightBracket) { return .range(from: low, to: nil, closed: true) }
      return .range(from: low, to: try p.binary(Level.sum.rawValue), closed: closed)
    }
  }

  /// A node above others; refuses to grow without bound.
  func make(_ kind: Expression.Kind, _ span: Span, over children: [Expression] = []) throws(Stop) -> Expression {
    let height = 1 + (children.lazy.map(\.height).max() ?? 0)
    guard height <= Self.highest else {
      throw wrong("this expression has too many parts", at: span, hint: "name parts of it with let")
    }
    return Expression(kind, span, height: height)
  }
}

extension Expression {
  /// Whether a closure behind it is an argument of it.
  fileprivate var isCallee: Bool {
    switch kind {
    case .name, .member, .call, .index: true
    default: false
    }
  }
}

extension IndexSyntax {
  var expressions: [Expression] {
    switch self {
    case .value(let value): [value]
    case .range(let low, let high, _): [low, high].compactMap { $0 }
    case .all: []
    }
  }
}

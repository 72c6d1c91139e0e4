/// Which tokens of a program stand apart, and how far lines are indented. It is led along the tokens in order, since both
/// depend on the brackets that are open.
struct Spacing {
  private let tokens: [Token]
  private var open: [Bracket] = []
  /// Whether the token before is a sign in front of its operand.
  private var isUnary = false

  private struct Bracket {
    let kind: Token.Kind
    /// Levels of the line that opens it.
    let level: Int
  }

  init(_ tokens: [Token]) { self.tokens = tokens }

  /// Notes that token `i` was written, on a line of that level.
  mutating func pass(_ i: Int, level: Int) {
    let kind = tokens[i].kind
    isUnary = isSign(i)
    if kind.opens { open.append(Bracket(kind: kind, level: level)) }
    if kind.closes { _ = open.popLast() }
  }

  // MARK: lines

  /// Levels of a line that begins with token `i`: a closing bracket stands where the line of its opening one does.
  func level(startingWith i: Int) -> Int {
    var last = i
    while last < tokens.count, tokens[last].kind.closes, last == i || !tokens[last].startsLine { last += 1 }
    let closed = last - i
    guard closed > 0 else { return level(inside: i) }
    return open.dropLast(min(closed, open.count) - 1).last?.level ?? 0
  }

  /// Levels of a line that stands before token `i` and closes nothing. A line that goes on with the statement before it is one
  /// level deeper, unless a bracket says so already.
  func level(inside i: Int) -> Int {
    let continues = i > 0 && newlinesEnd && tokens[i - 1].kind.wantsMore
    return (open.last.map { $0.level + 1 } ?? 0) + (continues ? 1 : 0)
  }

  private var newlinesEnd: Bool { open.last.map { $0.kind == .symbol(.leftBrace) } ?? true }

  // MARK: blanks

  /// Whether token `i` stands apart from the one before it on its line.
  func hasSpace(before i: Int) -> Bool {
    guard i > 0 else { return false }
    let (a, b) = (tokens[i - 1].kind, tokens[i].kind)
    if a.isInsideString { return false }
    if isUnary || a == .symbol(.leftParen) || a == .symbol(.leftBracket) || a == .interpolationStart { return false }
    if a == .symbol(.dot) || a.isTight { return false }
    switch b {
    case .symbol(.rightParen), .symbol(.rightBracket), .interpolationEnd, .symbol(.comma), .symbol(.semicolon), .symbol(.dot):
      return false
    case .symbol(.leftParen), .symbol(.leftBracket): return !a.endsValue
    case .symbol(.colon): return a == .symbol(.comma)
    case .symbol(let symbol) where symbol.isTight: return !a.endsValue
    default: return true
    }
  }

  /// Whether token `i` is a sign before its operand rather than between two.
  private func isSign(_ i: Int) -> Bool {
    switch tokens[i].kind {
    case .symbol(.not): true
    case .symbol(.minus): i == 0 || !tokens[i - 1].kind.endsValue || (tokens[i].startsLine && newlinesEnd)
    default: false
    }
  }
}

extension Token.Kind {
  fileprivate var opens: Bool {
    switch self {
    case .symbol(.leftParen), .symbol(.leftBracket), .symbol(.leftBrace), .interpolationStart: true
    default: false
    }
  }

  fileprivate var closes: Bool {
    switch self {
    case .symbol(.rightParen), .symbol(.rightBracket), .symbol(.rightBrace), .interpolationEnd: true
    default: false
    }
  }

  /// Whether a value may end with it.
  fileprivate var endsValue: Bool {
    switch self {
    case .word, .number, .implicit, .stringEnd, .keyword(.true), .keyword(.false), .keyword(.nil): true
    default: closes
    }
  }

  /// Whether what follows it is text of a string.
  fileprivate var isInsideString: Bool {
    switch self {
    case .stringStart, .stringText, .interpolationEnd: true
    default: false
    }
  }

  /// Whether a statement cannot end with it.
  fileprivate var wantsMore: Bool {
    switch self {
    case .symbol(let symbol): !closes && !opens && symbol != .semicolon
    case .keyword(.let), .keyword(.var), .keyword(.func), .keyword(.if), .keyword(.while), .keyword(.for): true
    default: false
    }
  }

  fileprivate var isTight: Bool { symbol?.isTight ?? false }
}

extension Symbol {
  /// Whether it stands close to its operands.
  fileprivate var isTight: Bool { self == .caret || self == .halfOpenRange || self == .closedRange }
}

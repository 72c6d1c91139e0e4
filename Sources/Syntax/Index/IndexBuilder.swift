/// Finds the declarations of a text among its tokens.
struct IndexBuilder {
  private(set) var declarations: [SourceIndex.Declaration] = []
  private(set) var members: [String] = []
  private(set) var imports: [String] = []
  private let source: Source
  private let tokens: [Token]
  private let documentation: [Int: String]
  /// The token that closes the bracket at a token; the last token where none does.
  private var partners: [Int: Int] = [:]
  /// Braces that are open at the token under way.
  private var blocks: [Int] = []

  init(_ source: Source, _ lexer: Lexer) {
    self.source = source
    tokens = lexer.tokens
    documentation = lexer.documentation
    var open: [Int] = []
    for (i, token) in tokens.enumerated() {
      switch token.kind {
      case .symbol(.leftParen), .symbol(.leftBracket), .symbol(.leftBrace): open.append(i)
      case .symbol(.rightParen), .symbol(.rightBracket), .symbol(.rightBrace): if let start = open.popLast() { partners[start] = i }
      default: break
      }
    }
  }

  mutating func build() {
    var seen: Set<String> = []
    for i in tokens.indices {
      switch tokens[i].kind {
      case .symbol(.leftBrace):
        blocks.append(i)
        closureParameters(i)
      case .symbol(.rightBrace): _ = blocks.popLast()
      case .keyword(.let): bindings(i, .constant)
      case .keyword(.var): bindings(i, .variable)
      case .keyword(.func): function(i)
      case .keyword(.for): add(i + 1, .constant, scope: blockBehind(i))
      case .keyword(.catch): add(i + 1, .constant, scope: blockBehind(i))
      case .word("input") where tokens[i].startsLine && word(i + 1) != nil:
        add(i + 1, .input, scope: scopeHere(from: i), documentation: documentation[i])
      case .word("import") where tokens[i].startsLine: path(i + 1)
      case .word(let name) where isMember(i) && seen.insert(name).inserted: members.append(name)
      default: break
      }
    }
  }

  // MARK: statements

  /// `let a = 1, b = 2`
  private mutating func bindings(_ start: Int, _ kind: SourceIndex.Declaration.Kind) {
    add(start + 1, kind, scope: scopeHere(from: start), documentation: documentation[start])
    var i = start + 2
    while i + 2 < tokens.count {
      if let end = partners[i] {
        i = end + 1
        continue
      }
      let continues = i > 0 && tokens[i - 1].kind == .symbol(.comma)
      if tokens[i].startsLine && !continues { return }
      switch tokens[i].kind {
      case .symbol(.semicolon), .symbol(.rightBrace), .symbol(.rightParen), .symbol(.rightBracket), .keyword(.let), .keyword(.var),
        .keyword(.func):
        return
      case .symbol(.comma) where tokens[i + 2].kind == .symbol(.assign): add(i + 1, kind, scope: scopeHere(from: start))
      default: break
      }
      i += 1
    }
  }

  private mutating func function(_ start: Int) {
    guard word(start + 1) != nil, start + 2 < tokens.count, tokens[start + 2].kind == .symbol(.leftParen) else {
      return add(start + 1, .function, scope: scopeHere(from: 0))
    }
    let close = partners[start + 2] ?? tokens.count - 1
    let names = parameters(start + 2, close)
    // A function of the top level can be called from anywhere.
    add(
      start + 1, .function, scope: blocks.isEmpty ? 0..<Int.max : scopeHere(from: start), documentation: documentation[start],
      signature: source.text(from: tokens[start + 1].start, to: tokens[close].end), parameters: names.compactMap(word))
    let body = blockBehind(close)
    for name in names { add(name, .parameter, scope: tokens[name].start..<body.upperBound) }
  }

  /// The tokens of a function's parameters, between its parentheses.
  private func parameters(_ open: Int, _ close: Int) -> [Int] {
    var names: [Int] = []
    var i = open + 1
    while i < close {
      let before = tokens[i - 1].kind
      if before == .symbol(.comma) || i == open + 1, word(i) != nil { names.append(i) }
      i = (partners[i] ?? i) + 1
    }
    return names
  }

  /// `{ x, y: 1 in`
  private mutating func closureParameters(_ open: Int) {
    var names: [Int] = []
    var i = open + 1
    while i < tokens.count, word(i) != nil {
      names.append(i)
      i += 1
      if i < tokens.count, tokens[i].kind == .symbol(.colon) {
        while i < tokens.count, tokens[i].kind != .symbol(.comma), tokens[i].kind != .keyword(.in), !tokens[i].startsLine {
          i = (partners[i] ?? i) + 1
        }
      }
      guard i < tokens.count, tokens[i].kind == .symbol(.comma) else { break }
      i += 1
    }
    guard i < tokens.count, tokens[i].kind == .keyword(.in) else { return }
    for name in names { add(name, .parameter, scope: scopeHere(from: name)) }
  }

  private mutating func path(_ i: Int) {
    guard i + 1 < tokens.count, tokens[i].kind == .stringStart, case .stringText(let path) = tokens[i + 1].kind else { return }
    imports.append(path)
  }

  // MARK: parts

  private mutating func add(
    _ i: Int, _ kind: SourceIndex.Declaration.Kind, scope: Range<Int>, documentation: String? = nil, signature: String? = nil,
    parameters: [String] = []
  ) {
    guard let name = word(i), name != "_" else { return }
    declarations.append(
      SourceIndex.Declaration(
        name: name, kind: kind, range: tokens[i].start..<tokens[i].end, scope: scope,
        documentation: documentation.map { Documentation($0) },
        signature: signature, parameters: parameters))
  }

  private func word(_ i: Int) -> String? {
    guard i < tokens.count, case .word(let name) = tokens[i].kind else { return nil }
    return name
  }

  /// From a token to the end of the block that it stands in.
  private func scopeHere(from i: Int) -> Range<Int> {
    let start = tokens[min(i, tokens.count - 1)].start
    guard let block = blocks.last else { return start..<Int.max }
    return start..<max(start, end(of: block))
  }

  /// From a token to the end of the next block.
  private func blockBehind(_ i: Int) -> Range<Int> {
    var next = i + 1
    while next < tokens.count, tokens[next].kind != .symbol(.leftBrace) { next = (partners[next] ?? next) + 1 }
    let start = tokens[min(i, tokens.count - 1)].start
    return start..<(next < tokens.count ? max(start, end(of: next)) : Int.max)
  }

  private func end(of block: Int) -> Int { partners[block].map { tokens[$0].end } ?? Int.max }

  /// `x.name`, or the name of a field: `(name: 1`.
  private func isMember(_ i: Int) -> Bool {
    guard i > 0, i + 1 < tokens.count else { return false }
    if tokens[i - 1].kind == .symbol(.dot) { return true }
    let opens = tokens[i - 1].kind == .symbol(.leftParen) && (i < 2 || tokens[i - 1].start > tokens[i - 2].end)
    return opens && tokens[i + 1].kind == .symbol(.colon)
  }
}

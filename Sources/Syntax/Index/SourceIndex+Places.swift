/// What stands at a place that an editor asks about.
extension SourceIndex {
  /// A name in the text.
  public struct Mention: Sendable {
    public var name: String
    public var range: Range<Int>
    /// Whether it stands behind a point.
    public var isMember: Bool
    /// Whether a colon follows it in a call or record.
    public var isLabel: Bool
  }

  /// The name that a place lies in, or right behind.
  public func mention(at offset: Int) -> Mention? {
    guard let i = tokens.lastIndex(where: { $0.start <= offset }) else { return nil }
    let candidates = i > 0 ? [i, i - 1] : [i]
    for i in candidates where tokens[i].start <= offset && offset <= tokens[i].end {
      guard case .word(let name) = tokens[i].kind else { continue }
      let next = i + 1 < tokens.count ? tokens[i + 1].kind : .end
      return Mention(
        name: name, range: tokens[i].start..<tokens[i].end, isMember: i > 0 && tokens[i - 1].kind == .symbol(.dot),
        isLabel: next == .symbol(.colon))
    }
    return nil
  }

  /// Whether a place is right behind a point, or in the name that follows one.
  public func isBehindPoint(_ offset: Int) -> Bool {
    if let mention = mention(at: offset) { return mention.isMember }
    guard let i = tokens.lastIndex(where: { $0.end <= offset && $0.kind != .end }) else { return false }
    return tokens[i].kind == .symbol(.dot) && tokens[i].end == offset
  }

  /// Whether a place lies in a comment or in the text of a string, where there are no names.
  public func isInText(_ offset: Int) -> Bool {
    guard let i = tokens.lastIndex(where: { $0.start < offset }) else {
      return !Trivia(source, from: 0, to: offset).comments.isEmpty && source.line(at: offset) == 0
    }
    switch tokens[i].kind {
    case .stringStart: return true
    case .stringText, .interpolationEnd: return offset <= tokens[i].end || tokens[i].kind == .interpolationEnd
    case .broken: return true
    default: break
    }
    let line = source.lineRange(source.line(at: offset)).lowerBound
    let behind = Trivia(source, from: max(tokens[i].end, line), to: max(offset, tokens[i].end, line))
    return behind.comments.last.map { behind.newlines == 0 && $0.text.hasPrefix("//") } ?? false
  }

  /// The call that a place is in the parentheses of: its function's name, and the labels that it has already.
  public func call(at offset: Int) -> (function: String, labels: [String])? {
    var depth = 0
    var labels: [String] = []
    let end = tokens.lastIndex { $0.end <= offset && $0.kind != .end } ?? -1
    for i in stride(from: end, through: 0, by: -1) {
      switch tokens[i].kind {
      case .symbol(.rightParen), .symbol(.rightBracket), .symbol(.rightBrace): depth += 1
      case .symbol(.leftBracket), .symbol(.leftBrace), .interpolationStart:
        depth -= 1
        if depth < 0 { return nil }
      case .interpolationEnd: depth += 1
      case .symbol(.leftParen):
        depth -= 1
        guard depth < 0 else { continue }
        guard i > 0, case .word(let name) = tokens[i - 1].kind, !tokens[i].startsLine else { return nil }
        return (name, labels)
      case .symbol(.colon) where depth == 0: if i > 0, case .word(let label) = tokens[i - 1].kind { labels.append(label) }
      default: break
      }
    }
    return nil
  }
}

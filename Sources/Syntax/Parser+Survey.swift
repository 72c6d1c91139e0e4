extension Parser {
  /// Reads a text to its end whatever is wrong with it: the entries that could be read, and what is wrong with each of the others.
  /// Behind an error it goes on at the next line that is not indented and closes nothing.
  public static func survey(_ source: Source) -> (program: Program, problems: [Diagnostic]) {
    var parser = Parser(source)
    var entries: [Entry] = []
    var problems: [Diagnostic] = []
    while true {
      while parser.accept(.semicolon) {}
      let start = parser.index
      if parser.current.kind == .end { break }
      do {
        entries.append(try parser.entry())
      } catch {
        problems.append(error.diagnostic)
        if parser.current.kind == .broken { break }
        parser.recover(behind: start)
      }
    }
    return (Program(entries: entries), problems)
  }

  /// Goes to where the next entry seems to begin, behind the token `start`.
  private mutating func recover(behind start: Int) {
    (newlinesEnd, inHead, isInBlock, depth, implicitCount) = (true, false, false, 0, nil)
    index = min(max(index, start + 1), tokens.count - 1)
    while index + 1 < tokens.count, !beginsEntry { index += 1 }
  }

  private var beginsEntry: Bool {
    guard current.startsLine, source.lineRange(source.line(at: current.start)).lowerBound == current.start else { return false }
    switch current.kind {
    case .symbol(.rightParen), .symbol(.rightBracket), .symbol(.rightBrace), .keyword(.else), .keyword(.catch): return false
    default: return true
    }
  }
}

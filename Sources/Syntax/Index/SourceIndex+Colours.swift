extension SourceIndex {
  /// What editors colour a stretch of the text as.
  public enum Colour: Int, CaseIterable, Sendable {
    case keyword, number, string, comment
  }

  /// The coloured stretches in order, none over the end of a line.
  public var colours: [(range: Range<Int>, colour: Colour)] {
    var stretches: [(range: Range<Int>, colour: Colour)] = []
    var end = 0
    var string: Int?
    for (i, token) in tokens.enumerated() {
      for comment in Trivia(source, from: end, to: token.start).comments { stretches += comment.lines.map { ($0, .comment) } }
      end = token.end
      switch token.kind {
      // A reserved word may be a label: `f(in: 3)`.
      case .keyword where i + 1 < tokens.count && tokens[i + 1].kind == .symbol(.colon): break
      case .keyword: stretches.append((token.start..<token.end, .keyword))
      case .number: stretches.append((token.start..<token.end, .number))
      case .stringStart: string = token.start
      case .interpolationEnd: string = token.end
      case .interpolationStart, .stringEnd:
        let stop = token.kind == .stringEnd ? token.end : token.start
        if let start = string, start < stop { stretches.append((start..<stop, .string)) }
        string = nil
      default: break
      }
    }
    return stretches
  }
}

/// Writes a source anew in the style of the standard library: two spaces for each level, spaces around operators, none inside
/// brackets. Lines break where the author broke them; comments stay where they stand, and so does one blank line of several.
///
/// What comes out has the tokens of what went in, each at the beginning of a line or not as before, and the same documentation:
/// so it parses to the same tree.
public struct SourceFormatter {
  private let source: Source
  private let tokens: [Token]
  private var spacing: Spacing
  private var output = ""
  /// Levels of the last line's indentation.
  private var level = 0

  /// The text in the house style.
  /// - Throws: the parser's error, where the text is not a program.
  public static func format(_ source: Source) throws(Diagnostic) -> String {
    switch Parser.parse(source) {
    case .incomplete(let diagnostic), .wrong(let diagnostic): throw diagnostic
    case .complete: break
    }
    let lexer = Lexer(source)
    var formatter = SourceFormatter(source, lexer)
    formatter.write()
    guard lexer.reads(as: Lexer(Source(name: source.name, text: formatter.output))) else {
      throw Diagnostic("this text cannot be formatted without a change of its meaning", at: Span(source: source.number, start: 0, end: 0))
    }
    return formatter.output
  }

  private init(_ source: Source, _ lexer: Lexer) {
    self.source = source
    tokens = lexer.tokens
    spacing = Spacing(tokens)
  }

  private mutating func write() {
    if let line = source.firstLineForSystem { output = line }
    var end = source.bodyStart
    for (i, token) in tokens.enumerated() {
      let trivia = Trivia(source, from: end, to: token.start)
      for comment in trivia.comments { write(comment, before: i) }
      if token.kind == .end { break }
      if trivia.newlines > 0 || output.isEmpty {
        breakLine(blank: trivia.newlines > 1)
        level = spacing.level(startingWith: i)
        indent()
      } else if !trivia.comments.isEmpty || spacing.hasSpace(before: i) {
        output += " "
      }
      output += source.text(from: token.start, to: token.end)
      spacing.pass(i, level: level)
      end = token.end
    }
    while output.last?.isWhitespace == true { output.removeLast() }
    if !output.isEmpty { output += "\n" }
  }

  private mutating func write(_ comment: Trivia.Comment, before token: Int) {
    if comment.newlines > 0 || output.isEmpty {
      breakLine(blank: comment.newlines > 1)
      level = spacing.level(inside: token)
      indent()
    } else if comment.gap <= 1 {
      output += " "
    } else {
      output += String(repeating: " ", count: max(2, comment.column - width))
    }
    output += comment.text
  }

  /// Characters of the last line.
  private var width: Int {
    let start = output.utf8.lastIndex(of: UInt8(ascii: "\n")).map { output.utf8.index(after: $0) } ?? output.startIndex
    return output[start...].count
  }

  /// Ends the line, unless nothing stands before.
  private mutating func breakLine(blank: Bool) {
    if !output.isEmpty { output += blank ? "\n\n" : "\n" }
  }

  private mutating func indent() { output += String(repeating: "  ", count: level) }
}

extension Lexer {
  /// Whether another text has the same tokens, on lines of their own where these are, and the same documentation.
  fileprivate func reads(as other: Lexer) -> Bool {
    tokens.count == other.tokens.count && documentation == other.documentation
      && zip(tokens, other.tokens).allSatisfy { $0.kind == $1.kind && ($0.startsLine == $1.startsLine || $0.kind == .end) }
  }
}

extension Source {
  /// The line `#!` for the system, if the text begins with one.
  fileprivate var firstLineForSystem: String? {
    guard bytes[textStart...].starts(with: Array("#!".utf8)) else { return nil }
    let end = bytes[textStart...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    return text(from: textStart, to: end).trimmingEnd()
  }

  /// Where the language begins: behind a byte order mark and a line `#!`.
  fileprivate var bodyStart: Int {
    guard firstLineForSystem != nil else { return textStart }
    return bytes[textStart...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
  }

  private var textStart: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}

extension String {
  /// Without blanks at the end.
  func trimmingEnd() -> String {
    var scalars = unicodeScalars
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}

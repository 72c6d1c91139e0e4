/// A stretch of a text that a front end completes, colours or steps over: a token, or a comment. A text that is not whole, or not
/// right, has lexemes too.
public struct Lexeme: Hashable, Sendable {
  /// What it is.
  public enum Kind: Hashable, Sendable {
    case number
    case name
    case keyword
    /// An operator, a bracket, a comma.
    case symbol
    /// Quotes and the text between them; strings with values inside come in pieces.
    case string
    /// `\(` and its `)` inside a string.
    case interpolation
    /// A string from its quote on, that its line or the text does not close.
    case openString
    case comment
    /// What the language cannot read.
    case broken
  }

  public var kind: Kind
  /// Bytes of the text.
  public var range: Range<Int>

  /// The lexemes of a text, in order; none where it is not UTF-8. What cannot be read is stepped over.
  public static func all(of bytes: [UInt8]) -> [Lexeme] {
    guard firstInvalidByte(bytes) == nil else { return [] }
    var lexemes: [Lexeme] = []
    var offset = 0
    // Each part that cannot be read has the rest read anew: a text with many of them is no text of the language.
    for _ in 0..<64 {
      guard let next = read(bytes, from: offset, into: &lexemes) else { break }
      offset = next
    }
    return lexemes
  }

  /// Reads on to the end, or to what cannot be read.
  /// - Returns: where to go on; nil at the end.
  private static func read(_ bytes: [UInt8], from offset: Int, into lexemes: inout [Lexeme]) -> Int? {
    let lexer = Lexer(Source(name: "", bytes: offset == 0 ? bytes : Array(bytes[offset...])))
    var end = offset
    for token in lexer.tokens {
      let range = offset + token.start..<offset + max(token.start, token.end)
      addComments(of: bytes, in: end..<max(end, range.lowerBound), to: &lexemes)
      guard token.kind != .broken else { return addBroken(of: bytes, range, lexer, from: offset, to: &lexemes) }
      if case .query(_, let wantsSource) = token.kind {
        // what is asked for is read as it would be by itself
        let topic = range.lowerBound + (wantsSource ? 2 : 1)
        lexemes.append(Lexeme(kind: .symbol, range: range.lowerBound..<topic))
        return topic < bytes.count ? topic : nil
      }
      if let kind = Kind(token.kind) { lexemes.append(Lexeme(kind: kind, range: range)) }
      end = range.upperBound
    }
    return nil
  }

  private static func addBroken(
    of bytes: [UInt8], _ range: Range<Int>, _ lexer: Lexer, from offset: Int, to lexemes: inout [Lexeme]
  ) -> Int? {
    let told = lexer.problem.map { offset + Int($0.diagnostic.span.end) } ?? range.upperBound
    let range = range.lowerBound..<max(range.upperBound, told)
    guard !range.isEmpty else { return nil }
    while let last = lexemes.last, last.range.lowerBound >= range.lowerBound { lexemes.removeLast() }
    let kind: Kind
    switch bytes[range.lowerBound] {
    case UInt8(ascii: "\""): kind = .openString
    case UInt8(ascii: "/"): kind = .comment
    default: kind = .broken
    }
    lexemes.append(Lexeme(kind: kind, range: range))
    return range.upperBound < bytes.count ? range.upperBound : nil
  }

  /// Comments between two tokens, where nothing else but blanks stands.
  private static func addComments(of bytes: [UInt8], in gap: Range<Int>, to lexemes: inout [Lexeme]) {
    var at = gap.lowerBound
    while let start = bytes[at..<gap.upperBound].firstIndex(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "#") }) {
      var end = start
      if bytes[start...].starts(with: "/*".utf8) {
        var depth = 0
        repeat {
          let pair = bytes[end...].prefix(2)
          let step = pair.elementsEqual("/*".utf8) ? 1 : pair.elementsEqual("*/".utf8) ? -1 : 0
          depth += step
          end += step == 0 ? 1 : 2
        } while depth > 0 && end < gap.upperBound
      } else {
        end = bytes[start..<gap.upperBound].firstIndex(of: UInt8(ascii: "\n")) ?? gap.upperBound
      }
      lexemes.append(Lexeme(kind: .comment, range: start..<min(end, gap.upperBound)))
      at = min(end, gap.upperBound)
    }
  }
}

extension Lexeme.Kind {
  /// Nil for the end of the text.
  fileprivate init?(_ kind: Token.Kind) {
    switch kind {
    case .number: self = .number
    case .word, .implicit: self = .name
    case .keyword: self = .keyword
    case .symbol, .query: self = .symbol
    case .stringStart, .stringText, .stringEnd: self = .string
    case .interpolationStart, .interpolationEnd: self = .interpolation
    case .broken: self = .broken
    case .end: return nil
    }
  }
}

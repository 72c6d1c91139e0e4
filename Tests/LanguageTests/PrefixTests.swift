import Testing

@testable import Syntax

/// Every prefix of a program that ends between two tokens, or inside a string, a comment or a number, could be gone on with.
@Suite("Prefixes") struct PrefixTests {
  /// The prefixes that are called wrong, with what is said of them.
  private static func wrong(in text: String) -> [String] {
    let source = Source(name: "", text: text)
    var complaints: [String] = []
    let cuts = cuts(of: source).sorted()
    // Of an entry that is there to be long, some.
    for end in cuts where cuts.count <= 1500 || end % 97 == 0 {
      let prefix = Source(name: "", bytes: Array(source.bytes[..<end]))
      guard case .wrong(let diagnostic) = Parser.parse(prefix) else { continue }
      complaints.append("…\(prefix.text.suffix(40))‸ \(diagnostic.message)")
    }
    return complaints
  }

  /// Offsets where a prefix may end.
  private static func cuts(of source: Source) -> Set<Int> {
    var cuts: Set<Int> = []
    var end = 0
    for token in Lexer(source).tokens {
      cuts.formUnion([end, token.start, token.end])
      for comment in comments(in: source, end..<token.start) { cuts.formUnion(comment) }
      switch token.kind {
      case .stringText, .number: cuts.formUnion(token.start...token.end)
      default: break
      }
      end = token.end
    }
    // Not inside a character.
    return cuts.filter { $0 == source.bytes.count || source.bytes[$0] & 0xC0 != 0x80 }
  }

  /// The insides of comments, behind the signs that open them.
  private static func comments(in source: Source, _ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = range.lowerBound
    while at + 1 < range.upperBound {
      let trivia = Trivia(source, from: at, to: range.upperBound)
      guard let first = trivia.comments.first else { break }
      while source.bytes[at] != UInt8(ascii: "/") { at += 1 }
      found.append(at + 2..<min(at + first.text.utf8.count, range.upperBound))
      at += first.text.utf8.count
    }
    return found
  }

  /// Entry by entry: what stands before one is whole.
  private static func entries(of text: String) -> [String] {
    let source = Source(name: "", text: text)
    guard case .complete(let program) = Parser.parse(source) else { return [] }
    let starts = [0] + program.entries.map { Int($0.span.end) }
    return zip(starts, starts.dropFirst()).map { source.text(from: $0, to: $1) }
  }

  @Test func written() {
    for (name, text) in Corpus.texts {
      for entry in Self.entries(of: text) {
        let wrong = Self.wrong(in: entry)
        #expect(wrong.isEmpty, "\(name): \(wrong.first ?? "")")
      }
    }
  }

  @Test func generated() {
    for text in Corpus.generated(600, seed: 31) {
      for entry in Self.entries(of: text) {
        let wrong = Self.wrong(in: entry)
        #expect(wrong.isEmpty, "\(wrong.first ?? "")")
      }
    }
  }

  @Test(arguments: [
    "f(in: 3, if: 4)", "(in: 3, for: 4)", "1e-3 + 1_000 + 0.5", "f(a: 1, b: 2 /* c */)", "{ x /* c */, y: 2 in x }",
    "let a /* c */ = 1, b = 2",
    "(a: 1, /* c */ b: 2)", "\"\\u{3b8} \\(f(\"x\\n\")) é\" // comment", "x[1 /* c */ ..., ..<5]", "if a { b } /* c */ else { d }",
    "a /* b",
  ])
  func particular(_ text: String) {
    let wrong = Self.wrong(in: text)
    #expect(wrong.isEmpty, "\(wrong)")
  }

  @Test(arguments: ["1e", "1e-", "1_", "f(in", "f(a: 1, b /* c"])
  func isIncomplete(_ text: String) {
    guard case .incomplete = Parser.parse(Source(name: "", text: text)) else {
      Issue.record("\(text) is not incomplete")
      return
    }
  }

  @Test(arguments: ["1e\n", "1x", "1e 2", "f(in)", "1e-x"])
  func isWrong(_ text: String) {
    guard case .wrong = Parser.parse(Source(name: "", text: text)) else {
      Issue.record("\(text) is not wrong")
      return
    }
  }
}

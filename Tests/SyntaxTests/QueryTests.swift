import Syntax
import Testing

/// Questions as entries of their own.
@Suite struct QueryTests {
  /// The questions of a text; nil where it cannot be read.
  private static func queries(_ text: String) -> [String]? {
    guard case .complete(let program) = Parser.parse(Source(name: "", text: text)) else { return nil }
    return program.entries.compactMap(\.query).map { ($0.wantsSource ? "source " : "") + $0.topic }
  }

  @Test(
    "A question is a line of its own",
    arguments: [
      ("?", [""]), ("?train", ["train"]), ("  ? m.W ", ["m.W"]), ("??circle", ["source circle"]), ("?@", ["@"]), ("?if // a word", ["if"]),
      ("?x;", ["x"]), ("let a = 1\n?a\n\n?b\r\na", ["a", "b"]), ("?\"tensor", ["\"tensor"]), ("1", []),
    ])
  func reading(_ text: String, _ expected: [String]) { #expect(Self.queries(text) == expected) }

  @Test(
    "Elsewhere it is refused",
    arguments: ["1; ?a", "x?", "(1,\n?a)", "{\n?a\n}", "1 +\n?a", "func f() {\n?a\n}", "print(?a)", "\"\\(?a)\""])
  func refused(_ text: String) { #expect(Self.queries(text) == nil) }

  @Test("Colours are added between the characters, none is lost")
  func colours() {
    let text = "let s = \"a \\(1 + 2) b\" /* c // d */ // e\n/// f\nif x { 0.5 }"
    let coloured = Highlighting.coloured(Array(text.utf8))
    #expect(coloured.hasPrefix("\u{1B}[35mlet\u{1B}[0m s = ") && coloured.replacing(/\u{1B}\[[0-9]*m/, with: "") == text)
  }
}

import Syntax
import Testing

/// What the parser says of a text: "complete", "incomplete" or the error.
func verdict(_ text: String) -> String {
  switch Parser.parse(Source(name: "test", text: text)) {
  case .complete: "complete"
  case .incomplete: "incomplete"
  case .wrong(let diagnostic): diagnostic.message
  }
}

@Suite("Complete, incomplete, wrong") struct CompletenessTests {
  @Test(arguments: [
    "", "\n", "1", "let a = 1", "f(1)", "if a { b }", "f { x in x }", "a; b;", "// comment", "func f(x) { x }", "x[1...]", "x[..<-1, :]",
    "try { a } catch e { b }", "input scale = 1", "import \"a.tg\"", "input", "a\n\nb", "(:)", "-x^-2", "a.in", "f(in: 3)",
  ])
  func complete(_ text: String) { #expect(verdict(text) == "complete") }

  @Test(arguments: [
    "let", "let a", "let a =", "f(", "f(1,", "[1, 2", "if", "if a", "if a {", "a +", "\"abc", "\"a \\(", "\"a \\(b", "/* a", "func f",
    "func f(x", "func f(x:", "{ x,", "{ x, y", "{ x, y in", "a &&", "!", "try { a }", "for", "for x", "for x in", "x[", "x[1...", "(a:",
    "input scale", "input scale =", "a.", "(", "x = ", "x +=", "\"abc\\", "/* /* */",
  ])
  func incomplete(_ text: String) { #expect(verdict(text) == "incomplete") }

  @Test(arguments: [
    ("1 2", "expected a new line or ;, not 2"), ("a < b < c", "comparisons do not chain"), (")", "expected a value, not )"),
    ("let 3", "expected a name after let, not 3"), ("f(a: 1, 2)", "an argument without a label after a:"),
    ("f() = 3", "this cannot be assigned to"),
    ("\"a\nb\"", "the string is not closed on its line"), ("1e999", "1e999 is too large for a number"),
    ("else", "expected a statement, not the word else"),
    ("0..<1..<2", "ranges do not chain"),
  ])
  func wrong(_ text: String, _ message: String) { #expect(verdict(text) == message) }

  /// Every prefix of a valid text that ends between tokens is complete or incomplete.
  @Test func prefixes() {
    let text = """
      let net = model(W: xavier(3, 90), b: zeros(90)) { p, x in relu(p.W.T @ (p.W @ x) + p.b) }
      func f(a, b: "x \\(1 + a) y", c: { y, x, importance: 1 in y }) { if a == nil { return [b, c] } else { (n: 90, h: -2^-1) } }
      /* a comment */ for i in 0..<10 { x[i, ..<5, :] += 1; while !done || a != b { try { break } catch e { continue } } }
      input scale = [0.5, 1e-3]
      """
    for end in text.indices {
      let prefix = String(text[..<end])
      let next = text[end]
      guard !(prefix.last?.isLetter ?? false) || !next.isLetter, next != "." || !(prefix.last?.isNumber ?? false) else { continue }
      if "=&|<>.".contains(prefix.last ?? " ") || next == "=" || next == "*" || prefix.hasSuffix("1e") || prefix.hasSuffix("1e-") {
        continue
      }
      let said = verdict(prefix)
      #expect(said == "complete" || said == "incomplete", "\(prefix.suffix(30)): \(said)")
    }
  }
}

@Suite("Limits") struct LimitTests {
  @Test(arguments: ["(", "[", "{", "-", "!", "f(", "x[", "if a {", "2^", "\"\\(", "{ a, b in ", "(a: "])
  func nesting(_ opening: String) {
    #expect(verdict(String(repeating: opening, count: 20_000)) == "this is nested too deeply")
  }

  @Test(arguments: ["+1", "()", "[0]", ".a", " && a", "* x"])
  func length(_ part: String) {
    #expect(verdict("a" + String(repeating: part, count: 20_000)) == "this expression has too many parts")
  }

  @Test func longButFlat() {
    #expect(verdict("[" + String(repeating: "1, ", count: 20_000) + "]") == "complete")
    #expect(verdict(String(repeating: "a\n", count: 20_000)) == "complete")
    #expect(verdict("if a { } " + String(repeating: "else if b { } ", count: 10_000)) == "complete")
    #expect(verdict(String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60)) == "complete")
  }

  @Test func bytes() {
    let source = Source(name: "test", bytes: [0x61, 0xFF, 0xFE])
    guard case .wrong(let diagnostic) = Parser.parse(source) else {
      Issue.record("bytes that are no text were read")
      return
    }
    #expect(diagnostic.message == "the text is not UTF-8")
    #expect(diagnostic.span.start == 1)
  }
}

import Session
import Syntax
import Testing

@Suite("Transcripts and colours")
struct TranscriptTests {
  private func entries(_ text: String, isContinued: Bool = false) -> [String] {
    Desk().session().withoutPrompts(Array(text.utf8), isContinued: isContinued).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("Entries are what stands behind prompts, and answers go")
  func transcripts() {
    #expect(entries("tegum> 1 + 1\n2\ntegum> 3") == ["1 + 1", "3"])
    #expect(entries("tegum> f(\n  ...> 1)\n2") == ["f(\n1)"])
    #expect(entries("tegum> func f() {\n  1\n}\nanswer\ntegum> f()\n1\n") == ["func f() {\n  1\n}", "f()"])
    #expect(entries("tegum>\ntegum> 1\ntegum>") == ["1"])
    #expect(entries("tegum>") == [""])
    #expect(entries("\n tegum> 1") == ["\n tegum> 1"])
    #expect(entries("1 + 1\ntegum> 2") == ["1 + 1\ntegum> 2"])
    #expect(entries("  ...> 5", isContinued: true) == ["5"])
    #expect(entries("  ...> 5") == ["  ...> 5"])
    #expect(entries("") == [""])
  }

  @Test(
    "Colours are all that is added",
    arguments: ["let a = \"b\\(1)c\" // d", "12ab # \"open", "/* open", "", "θ = é\n\"x\ny\"", "a.if"]
  )
  func colours(text: String) {
    let coloured = Highlighting.coloured(Array(text.utf8))
    #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == text)
    let bytes = Array(text.utf8)
    for start in 0...bytes.count where start == bytes.count || bytes[start] & 0xC0 != 0x80 {
      let part = Highlighting.coloured(bytes, from: start).replacing(/\u{1B}\[[0-9]+m/, with: "")
      #expect(part == String(decoding: bytes[start...], as: UTF8.self))
    }
    #expect(Lexeme.all(of: bytes).allSatisfy { !$0.range.isEmpty && $0.range.upperBound <= bytes.count })
  }
}

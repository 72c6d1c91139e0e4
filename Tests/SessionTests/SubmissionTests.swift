import Catalogue
import Session
import Testing

@Suite("What arrives together")
struct SubmissionTests {
  @Test("Values live from one submission to the next, and the last is ans")
  func values() {
    let desk = Desk()
    let session = desk.session()
    session.type("let a = 20")
    session.type("a + 1")
    session.type("ans * 2")
    #expect(desk.output == "21\n42\n")
    #expect(desk.notes.isEmpty)
  }

  @Test("After an entry that failed, the rest is dropped; what was completed stays")
  func failure() {
    let desk = Desk()
    let session = desk.session()
    let outcome = session.type("let a = 1\nlet b = [1][5]\nlet a = 3")
    #expect(outcome.word == "failed")
    #expect(desk.notes.count == 1)
    session.type("a")
    #expect(desk.output == "1\n")
    if case .failed(let diagnostic, _) = outcome { #expect(session.line(of: diagnostic) == 2) }
  }

  @Test("Names are resolved before anything runs")
  func names() {
    let desk = Desk()
    #expect(desk.session().type("print(1)\nunknown").word == "failed")
    #expect(desk.output == "")
  }

  @Test("The outcome has the last expression's value")
  func outcome() {
    let desk = Desk()
    let session = desk.session()
    func value(_ text: String) -> String? {
      guard case .completed(let value) = session.type(text) else { return nil }
      return session.json(value)
    }
    #expect(value("1\nlet a = 2\n3;") == "3")
    #expect(value("let a = 1") == "null")
    #expect(value("") == "null")
  }

  @Test(
    "A text that is only begun wants more; one that is wrong does not",
    arguments: ["f(", "{", "func f() {", "1 +", "[1,", "\"\\(", "if true {", "/* a"])
  func begun(text: String) { #expect(Desk().session().wantsMore(after: Array(text.utf8))) }

  @Test(
    "A text that is whole or wrong wants no more",
    arguments: ["", "1", "f(1)", ")", "(1]", "let = 2", "\"abc", "func f() { let = 2", "// a ("])
  func whole(text: String) { #expect(!Desk().session().wantsMore(after: Array(text.utf8))) }

  @Test("Inputs take the values given for them")
  func inputs() {
    let text = Array("/// Width of the window.\ninput scale = 0.05\ninput name = \"toy\"\nprint(scale, name)".utf8)
    let inputs = ScriptInput.all(of: text)
    #expect(inputs.map(\.name) == ["scale", "name"])
    #expect(inputs.map(\.standard) == ["0.05", "\"toy\""])
    #expect(inputs.first?.summary == "Width of the window.")
    let desk = Desk()
    let session = desk.session()
    var submission = Submission(text, name: "s.tg", origin: .file)
    submission.inputs = ["scale": "0.02"]
    _ = session.run(submission)
    submission.inputs = [:]
    _ = session.run(submission)
    #expect(desk.output == "0.02 toy\n0.05 toy\n")
    #expect(ScriptInput.all(of: Array("input = (".utf8)).isEmpty)
  }

  @Test("Bytes that are no text are an error")
  func bytes() {
    let desk = Desk()
    #expect(desk.session().run(Submission([0x31, 0xFF], name: "text", origin: .file)).word == "failed")
    #expect(desk.notes.first?.contains("UTF-8") == true)
  }

  @Test("A message is of bearable length, with colour only where that is wanted")
  func reports() {
    let desk = Desk()
    desk.session().type(String(repeating: "x", count: 100_000))
    #expect(desk.notes.allSatisfy { $0.count < 2000 && !$0.contains("\u{1B}") })
    let coloured = Desk()
    coloured.session { $0.coloursDiagnostics = true }.type("[1][5]")
    #expect(coloured.notes.first?.contains("\u{1B}[31merror: ") == true)
  }
}

import JSONSyntax
import Session
import Testing

@Suite("What shows")
struct ShowingTests {
  private func output(_ text: String, _ origin: Submission.Origin) -> String {
    let desk = Desk()
    _ = desk.session().run(Submission(Array(text.utf8), name: "text", origin: origin))
    return desk.output
  }

  @Test("The prompt and -e show the last value of every entry", arguments: [Submission.Origin.prompt, .expression])
  func values(origin: Submission.Origin) {
    #expect(output("1 + 1", origin) == "2\n")
    #expect(output("1; 2", origin) == "2\n")
    #expect(output("1\n2", origin) == "1\n2\n")
    #expect(output("1; 2;", origin) == "")
    #expect(output("let a = 1", origin) == "")
    #expect(output("1; let a = 1", origin) == "")
    #expect(output("nil", origin) == "")
    #expect(output("\"a\"", origin) == "\"a\"\n")
    #expect(output("print(\"a\")", origin) == "a\n")
    #expect(output("", origin) == "")
  }

  @Test("A file and standard input show only what is printed", arguments: [Submission.Origin.file, .standardInput])
  func printed(origin: Submission.Origin) {
    #expect(output("1 + 1\nprint(3)\n\"a\"", origin) == "3\n")
  }

  @Test(
    "A figure shows as an entry's value, wherever the entry comes from",
    arguments: [Submission.Origin.prompt, .expression, .file, .standardInput])
  func figures(origin: Submission.Origin) {
    let figure = output("plot([1, 4, 9])", origin)
    #expect(figure.split(separator: "\n").count > 5)
    #expect(figure.hasSuffix("\n") && !figure.hasSuffix("\n\n"))
    #expect(output("plot([1, 4, 9]);", origin) == "")
    #expect(output("let f = plot([1, 4, 9])", origin) == "")
  }

  @Test("A figure is as wide as the display, coloured where that has colours")
  func display() {
    let desk = Desk()
    let session = desk.session { $0.display = Display(width: 60, height: 20, colours: .full) }
    session.type("plot([1, 4, 9])")
    #expect(desk.takeOutput().contains("\u{1B}[0;38;2;"))
    session.display = Display(width: 60)
    session.type("plot([1, 4, 9])")
    let lines = desk.takeOutput().split(separator: "\n")
    #expect(!lines.isEmpty && lines.allSatisfy { $0.count <= 60 && !$0.contains("\u{1B}") })
  }

  @Test(
    "Notebooks get what a value shows in richer forms, the richest first, and as text",
    arguments: [
      ("1 + 1", []), ("plot([1, 4, 9])", ["image/svg+xml"]), ("plot([[1, 0, -1, 0], [0, 1, 0, -1]])", ["text/html", "image/svg+xml"]),
      ("movie([plot([1, 2]), plot([2, 1])])", ["text/html", "image/svg+xml"]), ("table([(a: 1, b: \"<\")])", ["text/html", "text/latex"]),
      ("?train", ["text/markdown"]),
    ])
  func forms(entry: String, types: [String]) throws {
    let desk = Desk()
    desk.session().type(entry)
    guard case .object(let forms)? = desk.values.first?.bundle else { throw CancellationError() }
    #expect(forms.map(\.name) == types + ["text/plain"])
    #expect(forms.last?.value.string.map { $0 + "\n" } == desk.output)
    #expect(forms.allSatisfy { $0.value.string?.isEmpty == false })
  }

  @Test("The last value of what arrives together is its result")
  func results() {
    let desk = Desk()
    desk.session().type("1\n2\nlet a = 3")
    desk.session().type("1\n2")
    #expect(desk.values.map(\.isLast) == [false, false, false, true])
  }

  @Test("Looking at an expression changes nothing")
  func peeking() {
    let desk = Desk()
    let session = desk.session()
    session.type("let m = toy(n: 3, h: 2); sum(m.W)")
    let sum = desk.takeOutput()
    session.type("var a = 1; seed(4); 7")
    let outcome = session.peek(Array("a = 5; let u = uniform(); train(m, adam, 3); let b = 2; u".utf8), name: "look")
    #expect(outcome.word == "completed")
    let draw = desk.values.last?.plainText
    _ = desk.takeOutput()
    session.type("ans + a")
    #expect(desk.takeOutput() == "8\n")
    #expect(session.type("b").word == "failed")
    session.type("uniform()")
    #expect(desk.takeOutput() == (draw ?? "") + "\n")
    session.type("sum(m.W)")
    #expect(desk.takeOutput() == sum)
    #expect(session.nextNumber == 7)
  }

  @Test("Without values, only what is printed shows")
  func hidden() {
    let desk = Desk()
    desk.session { $0.isForMachines = true }.type("1\nprint(2)")
    #expect(desk.output == "2\n")
  }
}

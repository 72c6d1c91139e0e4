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

  @Test("Without values, only what is printed shows")
  func hidden() {
    let desk = Desk()
    desk.session { $0.isForMachines = true }.type("1\nprint(2)")
    #expect(desk.output == "2\n")
  }
}

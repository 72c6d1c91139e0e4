import Foundation
import LargeStack
import Session
import Testing

/// Questions, `help` and `apropos`, as a session answers them.
@Suite struct HelpTests {
  /// What entries show, and the diagnostics of those that fail.
  private static func answers(_ entries: [String]) throws -> [String] {
    try onLargeStack {
      let desk = Desk()
      let session = desk.session()
      return entries.map { entry in
        let notes = desk.notes.count
        session.type(entry)
        return desk.takeOutput() + desk.notes[notes...].joined(separator: "\n")
      }
    }
  }

  private static func answer(_ entries: String...) throws -> String { try answers(entries).last ?? "" }

  @Test("A function of the standard library: signature, where it is from, summary, parameters, examples")
  func library() throws {
    #expect(
      try Self.answer("?mse") == """
        mse(xhat, x, importance: 1)
        standard library, losses

          Mean over the features of the squared error of one sample: what PyTorch users
          write.

        Parameters
          xhat        the model's result [n].
          x           the sample [n].
          importance  weight of each feature.

        Examples
          mse([1, 2], [1, 4]) // 2

        """)
  }

  @Test("A builtin shows the same, in lines no wider than the page")
  func builtin() throws {
    let page = try Self.answer("?train")
    #expect(page.hasPrefix("train(m, optimizer: nil, steps: nil,") && page.contains("builtin, training"))
    for part in ["Trains a model", "  schedule    ", "Examples", "train(toy(n: 5, h: 2), adam, 10).steps // 10"] {
      #expect(page.contains(part))
    }
    let prose = page.split(separator: "\n").filter { !$0.contains("//") && !$0.contains("ofEach") }
    #expect(prose.allSatisfy { $0.count <= 80 })
  }

  @Test("help(f), help of a name, and the question agree")
  func ways() throws {
    let pages = try Self.answers(["?circle", "help(circle)", "help(\"circle\")", "? circle()", "let ring = circle", "help(ring)"])
    #expect(Set([pages[0], pages[1], pages[2], pages[3], pages[5]]).count == 1)
    #expect(try Self.answer("let ring = circle", "?ring").contains("- scale") == false)
    #expect(try Self.answer("let ring = circle", "?ring").contains("width ℓ of the window"))
  }

  @Test("The user's functions, and closures bound by let, are documented by ///")
  func users() throws {
    let page = try Self.answer(
      "/// Twice a number.\n///\n/// No more.\n/// - x: A number.\n/// Example: double(2) // 4\nfunc double(x) { 2 * x }", "?double")
    #expect(page.hasPrefix("double(x)\ndeclared at In [1]:6:1\n\n  Twice a number.\n\n  No more.\n\nParameters\n  x  A number."))
    #expect(page.contains("double(2) // 4"))
    let closure = try Self.answer("/// Half a number.\n/// - x: A number.\nlet half = { x in x / 2 }", "?half")
    #expect(closure.hasPrefix("half(x)\n") && closure.contains("Half a number.") && closure.contains("x  A number."))
    #expect(try Self.answer("func bare(x) { x }", "?bare").contains("///"))
  }

  @Test("Source: of a function with its documentation, of a value, of a builtin")
  func source() throws {
    let circle = try Self.answer("??circle")
    #expect(circle.contains("/// Features evenly spaced on a circle") && circle.contains("func circle(n: 90") && circle.hasSuffix("}\n"))
    #expect(try Self.answer("let ring = circle", "??ring").contains("func circle(n: 90"))
    #expect(try Self.answer("let a = 3 + 4", "??a").contains("let a = 3 + 4"))
    let train = try Self.answer("??train")
    #expect(train.contains("built in") && train.hasPrefix("train(m, "))
  }

  @Test("A value: what it is and a line for each member, however large")
  func values() throws {
    let setup = "let m = toy(n: 5, h: 2); let run = train(m, adam, 10); let big = zeros(3000, 3000)"
    let pages = try Self.answers([setup, "?m", "?run", "?big", "?m.W", "?run.model.b", "?pi", "?run.loss"])
    #expect(pages[1].contains("a Model") && pages[1].contains("W           a tensor [2×5]") && pages[1].contains("importance  Weight"))
    #expect(pages[2].contains("seconds") && pages[2].contains("frames"))
    #expect(pages[3].contains("a tensor [3000×3000]") && pages[3].count < 600)
    #expect(pages[4].contains("a tensor [2×5]") && pages[5].contains("a tensor [5]"))
    #expect(pages[6].contains("3.14159") && pages[7].contains("before the step"))
  }

  @Test("Every member of every type is described")
  func members() throws {
    let setup = "let m = toy(); let r = train(m, adam, 1, record: 1); let t = table([(n: 1)]); let x = [1, 2]; let s = \"a\""
    let names = ["m", "r", "m.W", "m.data", "r.state", "t", "x", "s"]
    let pages = try Self.answers(
      [setup, "let o = adam(), l = lbfgs(), g = grad({ x in x }), f = plot(x)"] + (names + ["o", "l", "g", "f"]).map { "?\($0)" })
    for page in pages.dropFirst(2) {
      let rows = page.components(separatedBy: "Members\n").dropFirst().first?.split(separator: "\n") ?? []
      #expect(rows.allSatisfy { $0.split(separator: " ").count > 1 }, "\(page)")
      #expect(page.split(separator: "\n").count > 1, "\(page)")
    }
  }

  @Test("A name that is not known is an error at its place, with a near one")
  func unknown() throws {
    let message = try Self.answer("?trian")
    #expect(message.contains("In [1]:1:1: error: there is no help on trian") && message.contains("did you mean train?"))
    #expect(try Self.answer("?qqqqqq").contains("apropos(\"qqqqqq\")"))
    #expect(try Self.answer("let m = toy()", "?m.V2").contains("has no member V2"))
    #expect(try Self.answer("help(\"crcle\")").contains("did you mean circle?"))
  }

  @Test("apropos finds by name, summary and parameters")
  func apropos() throws {
    let found = try Self.answer("apropos(\"cluster\")")
    #expect(found.contains("clusters") && !found.contains("circle"))
    #expect(try Self.answer("apropos(\"learning RATE\")").contains("sgd"))
    #expect(try Self.answer("apropos(\"qqqqqq\")").contains("Nothing mentions it"))
    #expect(try Self.answer("/// Zebra.\nfunc z1() { 1 }", "apropos(\"zebra\")").contains("z1"))
  }

  @Test("Contents, groups, syntax")
  func topics() throws {
    let contents = try Self.answer("?")
    #expect(contents.contains("??circle") && contents.contains("training") && contents.contains("dimensionality"))
    #expect(try Self.answer("?optimizers").contains("adamw"))
    #expect(try Set(Self.answers(["?syntax", "?if", "?@"])).count == 1)
  }

  @Test("Questions stand beside other entries, and change nothing")
  func entries() throws {
    #expect(try Self.answer("6 * 7", "?train", "ans") == "42\n")
    #expect(try Self.answer("let help = 3\n?mse\nhelp").hasSuffix("\n3\n"))
  }

  @Test("A script has no questions, nor has what it imports; it prints help")
  func scripts() throws {
    try onLargeStack {
      let desk = Desk()
      let session = desk.session()
      let outcome = session.run(Submission(Array("print(1)\n?train".utf8), name: "s.tg", origin: .file))
      #expect(outcome.word == "failed" && desk.output.isEmpty)
      #expect(desk.notes.joined().contains("s.tg:2:1: error:") && desk.notes.joined().contains("print(help(\"train\"))"))
      #expect(session.run(Submission(Array("help(mse)".utf8), name: "s.tg", origin: .file)).word == "completed")
      #expect(desk.output.hasPrefix("mse(xhat, x"))
    }
  }

  @Test("The committed reference is what the program writes", .timeLimit(.minutes(1)))
  func reference() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/reference.md").standardizedFileURL
    let written = try onLargeStack { Desk().session().reference }
    #expect(written == (try String(contentsOf: file, encoding: .utf8)), "run scripts/reference")
  }

  @Test("Every entry of the tour runs, the line of the card and a figure among them")
  func tour() throws {
    let stops = Tour.first.stops
    let entries = stops.compactMap(\.entry)
    #expect(stops.count >= 5 && stops.dropLast().allSatisfy { $0.entry != nil && !$0.text.isEmpty })
    for part in ["toy(n: 90, h: 3, scale: 0.05)", "train(m, adam, 10000)", "plot(m.W)", "with("] {
      #expect(entries.contains { $0.contains(part) }, "\(part)")
    }
    try onLargeStack {
      let desk = Desk()
      let session = desk.session()
      for entry in entries { #expect(session.type(entry).word == "completed", "\(entry)\n\(desk.notes)") }
    }
  }
}

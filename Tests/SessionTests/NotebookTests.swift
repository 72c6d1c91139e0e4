import Foundation
import Session
import Testing

@Suite("Notebook habits", .serialized)
struct NotebookTests {
  /// What each entry of a session writes.
  private func answers(_ entries: [String], _ desk: Desk = Desk()) -> [String] {
    let session = desk.session()
    return entries.map { entry in
      session.type(entry)
      return desk.takeOutput()
    }
  }

  /// Runs entries, saves them, and compares what an expression gives here and after running the saved script elsewhere.
  private func saved(_ entries: [String], gives expression: String, seed: UInt64? = nil, interrupting: [Int: Double] = [:]) throws -> String
  {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("session-\(UUID().uuidString).tg").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let desk = Desk()
    let session = desk.session { $0.seed = seed }
    for (i, entry) in entries.enumerated() {
      desk.interrupt.clear()
      if let seconds = interrupting[i] {
        let interrupt = desk.interrupt
        Thread.detachNewThread {
          Thread.sleep(forTimeInterval: seconds)
          interrupt.raise(.user)
        }
      }
      session.type(entry)
    }
    desk.interrupt.clear()
    session.type(":save \(path)")
    let script = try String(contentsOfFile: path, encoding: .utf8)
    _ = desk.takeOutput()
    session.type(expression)
    let here = desk.takeOutput()
    let other = Desk()
    let fresh = other.session()
    #expect(fresh.run(Submission(Array(script.utf8), name: "saved.tg", origin: .file)).word == "completed", "\(script)\(other.notes)")
    _ = other.takeOutput()
    fresh.type(expression)
    #expect(here == other.takeOutput(), "\(script)")
    #expect(!here.isEmpty)
    return script
  }

  @Test("Values and entries by number")
  func recall() {
    let desk = Desk()
    let shown = answers(["6 * 7", "let a = 1", "Out[1] + 1", "In[2]", "Out[-1]", "ans", "Out[2]", "Out[99]", "Out"], desk)
    #expect(Array(shown[..<6]) == ["42\n", "", "43\n", "\"let a = 1\"\n", "\"let a = 1\"\n", "\"let a = 1\"\n"])
    #expect(desk.notes.contains { $0.contains("there is no Out[2]") } && desk.notes.contains { $0.contains("there is no Out[99]") })
    #expect(shown[8].hasPrefix("Out[n] for n = 1, 3"))
  }

  @Test("No more than a hundred values are kept")
  func bounded() {
    let desk = Desk()
    let session = desk.session()
    for i in 0..<110 { session.type("\(i)") }
    session.type("Out[5]")
    #expect(desk.notes.last?.contains("no longer kept") == true)
    _ = desk.takeOutput()
    session.type("Out[109]")
    #expect(desk.takeOutput() == "108\n")
  }

  @Test("who names type, shape and bytes")
  func who() {
    let shown = answers(["who", "let W = zeros(3, 90); let m = toy(n: 4, h: 2); let s = \"text\"; func f() { 1 }", "who", "who()", ":who"])
    #expect(shown[0] == "no names yet\n")
    #expect(shown[2].contains("Tensor") && shown[2].contains("3×90") && shown[2].contains("2.1 K"))
    #expect(shown[2].contains("Model") && shown[2].contains("W 2×4, b 4") && shown[2].contains("48"))
    #expect(shown[2].contains("Function") && !shown[2].contains("Out"))
    #expect(shown[2] == shown[3] && shown[3] == shown[4])
  }

  @Test("undo brings values back, also of what was changed in place")
  func undo() {
    let shown = answers([
      "let m = toy(n: 4, h: 2); var x = 1; let before = flatten(m.W)", "x = 2; m.W[0, 0] = 100; let y = 5", ":undo",
      "x; print(all(flatten(m.W) == before))", "let run = train(m, adam, 5)", "train(run, 5); let toy = 3", ":undo",
      "print(run.steps, type(toy))", ":undo", ":undo", "print(all(flatten(m.W) == before))",
    ])
    #expect(shown[3] == "true\n" && shown[7] == "5 Function\n" && shown[10] == "true\n")
    let desk = Desk()
    _ = answers([":undo", "let a = 1", ":undo", "a"], desk)
    #expect(desk.notes[0].contains("nothing to undo"))
    #expect(desk.notes.last?.contains("there is no name a") == true)
  }

  @Test("undo brings back random numbers, and what a run goes on from")
  func undoneDraws() {
    let shown = answers([
      "uniform()", ":undo", "uniform()", "let m = toy(); let run = train(m, adam, 5)", "train(run, 5); run.loss", ":undo",
      "train(run, 5); run.loss", "func counter() { var n = 0; { n += 1; n } }", "let next = counter()", "next()", ":undo", "next()",
    ])
    #expect(shown[0] == shown[2] && shown[4] == shown[6])
    #expect(shown[9] == "1\n" && shown[11] == "1\n")
  }

  @Test("reset forgets, and can be undone")
  func reset() {
    let desk = Desk()
    let shown = answers(["let a = uniform(); a", ":reset", "uniform()", "a", ":reset", ":undo", "1"], desk)
    #expect(shown[0] == shown[2])
    #expect(desk.notes.first?.contains("there is no name a") == true)
  }

  @Test("A session is saved as a script that runs to the same values")
  func save() throws {
    let script = try saved(
      [
        "/// Twice.\nfunc double(x) { 2 * x }", "let a = uniform() + nope", "let c = uniform(); let never = c + [1][5]",
        "uniform() + [1][5]", "let d = [uniform(), double(c)]", "6 * 7", "let e = Out[6] + ans", "let t = In[6]", ":seed 5",
        "let f = normal(0, 1)", "let g = 1", ":undo", "let m = toy(n: 4, h: 2); let run = train(m, adam, 20)", "m.W[0, 0] = 3;",
        "7", "8; [1][5]",
      ], gives: "[c, d, e, f, flatten(m.W)]; print([c, d, e, f, flatten(m.W)], t, ans)", seed: 9)
    #expect(script.contains("/// Twice.") && !script.contains("nope") && !script.contains("let g") && !script.contains("never"))
  }

  @Test("What a statement changed before it failed is in the script, too")
  func saveChangedByFailure() throws {
    let script = try saved(
      [
        "var x = [1, 2]; let m = toy(n: 4, h: 2); func f(by) { m.b[0] = by + uniform(); x[0] = 9; error(\"no\") }", "f(3)",
        "func counter() { var n = 0; { n += 1; require(n != 1, \"one\"); n } }", "let next = counter()", "next()", "next()",
        "train(m, adam, 10); f(4) // behind", "[1][5]",
      ], gives: "print(x, m.W, m.b, next(), uniform(), ans)")
    #expect(script.contains("try {\nf(3)\n} catch failure { nil }") && !script.contains("[1][5]"))
  }

  @Test("An interrupted training is saved with the steps that it made")
  func saveInterrupted() throws {
    let print = "print(m.W, run.steps, run.loss[-1], type(ans), uniform())"
    let script = try saved(["let m = toy(n: 4, h: 2)", "let run = train(m, adam, 100000000)"], gives: print, interrupting: [1: 0.5])
    #expect(script.contains("stopping(after: "))
    _ = try saved(
      ["let m = toy(n: 4, h: 2)", "let a = 5; let run = train(m, adam, 1000000, schedule: cosine); let never = 2"], gives: print,
      interrupting: [1: 0.5])
    _ = try saved(
      ["let m = toy(n: 4, h: 2)", "train(m, adam, 100); while true { train(m, adam, 1000) }", "let run = train(m, sgd, 10)"], gives: print,
      interrupting: [1: 0.5])
    _ = try saved(
      ["let ms = many(3) { toy(n: 4, h: 2) }", "let runs = train(ms, adam, 1000000)"],
      gives: "print(map(runs) { $0.steps }, map(ms) { flatten($0.W) })", interrupting: [1: 0.5])
  }

  @Test("Another file is not written over")
  func careful() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("mine-\(UUID().uuidString).tg").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "let precious = 1\n".write(toFile: path, atomically: true, encoding: .utf8)
    let desk = Desk()
    let session = desk.session()
    session.type("let a = 1")
    #expect(session.type(":save \(path)").word == "failed")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "let precious = 1\n")
    session.type(":load \(path)")
    session.type("precious + a")
    #expect(desk.takeOutput() == "2\n")
    #expect(session.type(":save /no/such/folder/x.tg").word == "failed")
    #expect(session.type(":load /no/such/file.tg").word == "failed")
    #expect(session.type(":save").word == "failed")
    for path in ["/dev/zero", "/dev/null", "/tmp"] {
      #expect(session.type(":load \(path)").word == "failed")
      #expect(session.type(":save \(path)").word == "failed")
    }
  }

  @Test("An unknown command gets a suggestion")
  func unknown() {
    let desk = Desk()
    _ = answers([":sav x.tg", ":", ":undo now", ":seed x"], desk)
    #expect(desk.notes[0].contains("there is no command :sav") && desk.notes[0].contains(":save"))
    #expect(desk.notes[1].contains("a command has a name"))
    #expect(desk.notes[2].contains("stands alone"))
    #expect(desk.notes[3].contains("whole number"))
    let shown = answers([":help", "let b = 3", ":entries"])
    #expect(shown[0].contains(":save FILE"))
    #expect(shown[2].contains("In [2]: let b = 3"))
  }

  @Test("Commands stand in front of what is pasted with them")
  func pasted() {
    let shown = answers([":seed 5\n:seed 6\nuniform()", ":seed 6\n", "uniform()"])
    #expect(shown[0] == shown[2])
  }

  @Test("Commands are completed")
  func completion() {
    let session = Desk().session()
    let found = session.completion(of: Array(":sa".utf8), at: 3)
    #expect(found.candidates.map(\.text) == ["save "] && found.range == 1..<3)
    #expect(session.completion(of: Array(":".utf8), at: 1).candidates.count > 8)
    #expect(!session.wantsMore(after: Array(":save (".utf8)))
  }

  @Test("Entries are kept as they succeed")
  func autosave() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("autosave-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let session = Desk().session { $0.autosaveFolder = folder + "/inner" }
    session.type("1 + nope")
    #expect(!FileManager.default.fileExists(atPath: folder))
    session.type("let a = 1")
    session.type("func f() {\n  2\n}")
    session.type("let b = 3")
    session.type(":undo")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/inner")
    #expect(files.count == 1)
    let text = try String(contentsOfFile: "\(folder)/inner/\(files[0])", encoding: .utf8)
    #expect(text.split(separator: "\n").dropFirst().joined(separator: "\n") == "let a = 1\nfunc f() {\n  2\n}")
  }
}

import Foundation
import Language
import LargeStack
import Syntax
import Testing

/// What a check says: "line: message", warnings marked.
private func problems(_ text: String, folder: String? = nil) throws -> [String] {
  try onLargeStack {
    let interpreter = try Bench().interpreter
    return interpreter.check(Array(text.utf8), name: "test.tg", folder: folder).map { problem in
      let line = interpreter.sources.source(of: problem.diagnostic.span)?.location(Int(problem.diagnostic.span.start)).line ?? 0
      return "\(line): \(problem.severity == .warning ? "warning: " : "")\(problem.diagnostic.message)"
    }
  }
}

@Suite("Checks without running") struct CheckTests {
  private static let cases: [(String, [String])] = [
    ("print(1)", []), ("x\ny", ["1: there is no name x", "2: there is no name y"]),
    ("let a = b + c", ["1: there is no name b", "1: there is no name c"]),
    (
      "func f(x, by: 1) { x }\nf(1, bye: 2)\nf()\nf(1, 2, 3)",
      [
        "2: f has no parameter bye", "3: f wants a value for x", "4: f takes at most 2 arguments, not 3",
      ]
    ),
    ("map([1])", ["1: map wants a value for function"]), ("try { map([1]) } catch e { 1 }", ["1: warning: map wants a value for function"]),
    ("func f() { 1 }\nf(1)", ["2: f takes no arguments, not 1"]), ("g(1)\nfunc g() { 1 }", ["1: g takes no arguments, not 1"]),
    ("func f() { 1 }\nfunc f(x) { x }\nf(1)\nf(1, 2, 3)", []), ("func f() { 1 }\nlet f = { x in x }\nf(1, 2)", []),
    ("func map(x) { x }\nmap(1)\nmap(1, 2)", ["3: map takes one argument, not 2"]), ("let map = 3\nlet f = { map(1, 2, 3, 4) }", []),
    ("func f(map) { map(1, 2, 3, 4, 5) }", []),
    ("break\nreturn 1", ["1: break stands only in a loop", "2: return stands only in a function"]),
    ("let a = 1\na = 2\nb = 3", ["2: a was declared with let and cannot be changed", "3: there is no name b"]),
    ("let a = (1 2)\nlet b = 3 4\nx", ["1: expected ) of the group, not 2", "2: expected a new line or ;, not 4"]),
    (
      "let a = f(1,\n  2\nlet b = 3\nlet c = )\n",
      [
        "3: expected , or ) in the call, not the word let", "4: expected a value, not )",
      ]
    ),
    ("func f() {\n  1 2\n}\nfunc g() {\n  3 4\n}", ["2: expected a new line or ;, not 2", "5: expected a new line or ;, not 4"]),
    ("let a = \"x\nlet b = 1 2", ["1: the string is not closed on its line"]), ("f(", ["1: expected a value, but the text ends"]),
    ("import \"nowhere.tg\"\nfrom()", ["1: there is no file nowhere.tg"]), ("input scale = 1\nscale + 1\nans", []),
    ("func f(x) { g(x) }\nfunc g(x, y) { x }", ["1: g wants a value for y"]),
    (
      "func f() {\n  func g(x, by: 1) { g(1, 2, 3) + x }\n  let h = { a in a }\n  g()\n  g(1, bye: 2)\n  map([1]) { h(1, $0) }\n}",
      [
        "2: g takes at most 2 arguments, not 3", "4: g wants a value for x", "5: g has no parameter bye",
        "6: the function takes one argument, not 2",
      ]
    ),
    (
      "func f() {\n  var h = { a in a }\n  h = { 1 }\n  h()\n}\nlet k = { a in a }\nk()\nfunc g(f) { f() }",
      ["7: the function wants a value for a"]
    ),
  ]

  @Test(arguments: cases)
  func finds(_ text: String, _ expected: [String]) throws { #expect(try problems(text) == expected) }

  @Test func callsOfImportedFunctions() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("imports-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try "func shifted(x, by: 1) { x + by }\nlet twice = { x in 2 * x }\nvar later = { x in x }\nlet n = 3\n"
      .write(to: folder.appending(path: "a.tg"), atomically: true, encoding: .utf8)
    let text = "import \"a.tg\"\nshifted(1, bye: 2)\ntwice()\nlater()\nn\nfunc f() { shifted() }"
    let expected = ["2: shifted has no parameter bye", "3: the function wants a value for x", "6: shifted wants a value for x"]
    #expect(try problems(text, folder: folder.path) == expected)
    #expect(try problems("import \"a.tg\"\nfunc shifted() { 1 }\nshifted(1, bye: 2)", folder: folder.path) == [])
  }

  @Test func doesNotRunOrRemember() throws {
    try onLargeStack {
      let bench = try Bench()
      #expect(bench.interpreter.check(Array("let kept = 1\nprint(kept)".utf8), name: "a.tg").isEmpty)
      #expect(bench.recorder.text.isEmpty)
      #expect(bench.interpreter.check(Array("kept".utf8), name: "b.tg").count == 1)
      #expect(bench.run("kept").diagnostic?.message == "there is no name kept")
    }
  }

  /// Scripts that run have no problems; one that fails before anything runs has that one.
  @Test func agreesWithRunning() throws {
    var failures = 0
    for path in scripts {
      let file = scriptFolder.appending(path: path)
      let text = try String(contentsOf: file, encoding: .utf8)
      let expected = ScriptExpectations(text)
      let folder = file.deletingLastPathComponent().path
      let found = try problems(text, folder: folder).filter { !$0.contains("warning: ") }
      guard let (line, part) = expected.error else {
        #expect(found.isEmpty, "\(path): \(found)")
        continue
      }
      let run = try onLargeStack {
        let run = try Bench().run(text, folder: folder)
        return (message: run.diagnostic?.message ?? "", output: run.output)
      }
      guard let first = found.first else { continue }
      failures += 1
      #expect(found.contains("\(line): \(run.message)"), "\(path), \(part): \(first) instead of \(run.message)")
    }
    #expect(failures > 30)
  }
}

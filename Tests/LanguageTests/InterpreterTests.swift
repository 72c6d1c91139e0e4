import Builtins
import Catalogue
import Foundation
import Language
import LargeStack
import Syntax
import Testing

@Suite("Entries") struct EntryTests {
  @Test func valuesAreReported() throws {
    let run = try Bench().run("1 + 1; \n let a = 3\n\"x\"\na; a * 2\nnil\nif a > 1 { 7 }")
    #expect(run.shown == ["\"x\"", "6", "7"])
    #expect(run.failure == nil)
  }

  @Test func answer() throws {
    let bench = try Bench()
    #expect(bench.run("1 + 1").shown == ["2"])
    #expect(bench.run("ans * 5;").shown == [])
    #expect(bench.run("let a = 3\nans").shown == ["10"])
  }

  @Test func whatFailsBindsNothing() throws {
    let bench = try Bench()
    let run = bench.run("let a = 1\nlet b = 2; let a = nil + 1\nprint(\"dropped\")\nlet c = 3")
    #expect(run.line == 2)
    #expect(run.output == "")
    #expect(bench.interpreter.userNames.map(\.name) == ["a", "b"])
    #expect(bench.run("a").shown == ["1"])
    #expect(bench.run("c").diagnostic?.message == "there is no name c")
  }

  @Test func functionsBelowAFailureAreDropped() throws {
    let bench = try Bench()
    #expect(bench.run("f()\nnil + 1\nfunc f() { print(\"called\") }").output == "called\n")
    #expect(bench.run("f()").diagnostic?.message == "there is no name f")
  }

  @Test func namesAreResolvedFirst() throws {
    let run = try Bench().run("print(1)\n\n  prnt(2)")
    #expect(run.output == "")
    #expect(
      run.rendered == """
        test.tg:3:3: error: there is no name prnt
            prnt(2)
            ^~~~
          hint: did you mean print?
        """)
  }

  @Test func resultsTellWhatWasBound() throws {
    let bench = try Bench()
    var results: [EntryResult] = []
    try bench.interpreter.submit("let a = 1, b = 2\nfunc f() { }\n3", name: "x") { results.append($0) }
    #expect(results.map(\.boundNames) == [["a", "b"], ["f"], []])
    #expect(results.map(\.isLast) == [false, false, true])
  }
}

@Suite("Interrupts") struct InterruptTests {
  @Test func partialResultsAreBound() throws {
    let bench = try Bench()
    let run = bench.run("let a = 1; let r = interrupt(42); print(\"dropped\")\nprint(\"dropped\")")
    #expect(run.failure?.kind == .interrupted)
    #expect(run.output == "")
    #expect(bench.run("r + ans").shown == ["84"])
  }

  @Test func partOfAnExpressionIsNot() throws {
    let bench = try Bench()
    #expect(bench.run("let r = append([], interrupt(42))").failure?.kind == .interrupted)
    #expect(bench.run("r").diagnostic?.message == "there is no name r")
    #expect(bench.run("ans").shown == [])
  }

  @Test func anExpressionGivesTheAnswer() throws {
    let bench = try Bench()
    _ = bench.run("interrupt(\"so far\")")
    #expect(bench.run("ans").shown == ["\"so far\""])
  }

  @Test(arguments: [
    "while true { }", "func f(n) { if n == 0 { 0 } else { f(n - 1) } }\nwhile true { f(50) }", "for i in 0..<inf { }",
    "for i in 0...1e15 { }",
  ])
  func loopsStop(_ text: String) throws {
    var polls = 0
    var settings = Interpreter.Settings()
    settings.isInterrupted = {
      polls += 1
      return polls > 10
    }
    let bench = try Bench(settings: settings)
    let run = bench.run(text)
    #expect(run.failure?.kind == .interrupted || text.contains("inf"))
  }
}

@Suite("The standard library's scope") struct LibraryTests {
  static let library = """
    /// Mean squared error.
    /// - x: one value
    func mse(x, y: 2) { square(x - y) }
    func square(x) { x * x }
    func check(n) { require(n > 0, "n must be positive"); n }
    func indirect(n) { check(n) }
    func broken(x) { x + nil }
    let answer = 42
    """

  @Test func usersMayShadow() throws {
    let bench = try Bench(library: Self.library)
    #expect(bench.run("mse(5)").shown == ["9"])
    #expect(bench.run("func before() { square(3) }\nbefore()").shown == ["9"])
    #expect(bench.run("func square(x) { 0 }\nbefore()\nmse(5)").shown == ["0", "9"])
    #expect(bench.run("let mse = mse(5)\nmse").shown == ["9"])
    #expect(bench.run("let answer = answer + 1\nanswer").shown == ["43"])
  }

  @Test func libraryNamesCannotBeAssigned() throws {
    #expect(try Bench(library: Self.library).run("answer = 3").diagnostic?.hint == "let answer = … makes a name of your own")
  }

  @Test func documentationAndSource() throws {
    let bench = try Bench(library: Self.library)
    let info = bench.interpreter.lookUp("mse")
    #expect(info?.documentation?.summary == "Mean squared error.")
    #expect(info?.documentation?.parameter("x") == "one value")
    #expect(info?.isUsers == false)
    #expect(bench.interpreter.sourceText(of: "mse") == "/// Mean squared error.\n/// - x: one value\nfunc mse(x, y: 2) { square(x - y) }")
    #expect(bench.interpreter.userNames.isEmpty)
    #expect(bench.interpreter.allNames.contains("square"))
    #expect(bench.interpreter.lookUp("map")?.builtin?.category == "lists")
  }

  @Test func requireBlamesTheCaller() throws {
    let bench = try Bench(library: Self.library)
    let run = bench.run("let a = 1\n  check(-a)")
    #expect(run.rendered.hasPrefix("test.tg:2:3: error: n must be positive\n    check(-a)\n    ^~~~~~~~~"))
    #expect(bench.run("indirect(0)").line == 1)
  }

  @Test func failuresInsideAreShownAtTheUsersLine() throws {
    let run = try Bench(library: Self.library).run("\nbroken(1)")
    #expect(run.line == 2)
    #expect(run.rendered.contains("library.tg:7:20: note: it happened here, in broken of the standard library"))
    #expect(run.failure?.backtrace.map(\.name) == ["broken"])
  }

  @Test func builtinDefaultsSeeTheLibrary() throws {
    var settings = Interpreter.Settings()
    settings.callDepth = 100
    let recorder = Recorder()
    let loss = Builtin("loss", in: "tests", "", Parameter<Double>("x", ""), Parameter<Value>("by", "", default: "mse")) {
      (context, x, by) throws(Failure) -> Value in try context.call(by, .number(x))
    }
    let interpreter = Interpreter(
      builtins: [loss], operators: VectorOperators(), services: recorder, console: recorder, settings: settings)
    interpreter.load(library: [("a.tg", "func mse(x) { twice(x) }"), ("b.tg", "func twice(x) { 2 * x }")])
    var shown: [String] = []
    try interpreter.submit("func mse(x) { 0 }\nloss(4)", name: "x") { if let value = $0.value { shown.append(interpreter.display(value)) } }
    #expect(shown == ["8"])
  }
}

@Suite("The standard library's files") struct LibraryFileTests {
  private func interpreter(_ library: [(name: String, text: String)]) -> Interpreter {
    let recorder = Recorder()
    let interpreter = Interpreter(
      builtins: HostBuiltins.all, operators: VectorOperators(), services: recorder, console: recorder)
    interpreter.load(library: library)
    return interpreter
  }

  @Test("They are read when a name of theirs is asked for, and may use each other's names")
  func reading() throws {
    let interpreter = interpreter([
      ("a.tg", "func even(n) { n == 0 || odd(n - 1) }"), ("b.tg", "func odd(n) { n != 0 && even(n - 1) }"), ("c.tg", "func broken( {"),
    ])
    var shown: [String] = []
    try interpreter.submit("odd(7)", name: "x") { if let value = $0.value { shown.append(interpreter.display(value)) } }
    #expect(shown == ["true"])
    #expect(interpreter.allNames.contains("broken"))
    do throws(Failure) {
      try interpreter.submit("broken(1)", name: "y")
      Issue.record("a file that cannot be read was used")
    } catch {
      #expect(error.span.map { interpreter.isLibrary($0) } == true)
    }
  }

  @Test("What the user declares under a name of theirs is the user's alone")
  func redeclared() throws {
    let interpreter = interpreter([("a.tg", "func even(n) { n == 0 || odd(n - 1) }\nfunc odd(n) { n != 0 && even(n - 1) }")])
    var shown: [String] = []
    try interpreter.submit("func odd(n) { 0 }\n[even(4), odd(3)]", name: "x") {
      if let value = $0.value { shown.append(interpreter.display(value)) }
    }
    #expect(shown == ["[true, 0]"])
  }
}

@Suite("Depth and time") struct DepthTests {
  @Test func recursionReachesTheLimit() throws {
    let run = try onLargeStack {
      try Bench().run("func f(n) { if n == 0 { 0 } else { 1 + f(n - 1) } }\nf(9000)\nfunc g(n) { g(n + 1) }\ng(0)")
    }
    #expect(run.shown == ["9000"])
    #expect(run.diagnostic?.message == "calls are nested too deeply (10000 of them)")
    #expect(run.failure?.backtrace.count == 64)
  }

  /// Where the stack is small, it and not the number of calls sets the limit.
  @Test(arguments: [
    "func f(n) { f(n + 1) }\nf(0)", "func f(x) { map([1]) { f(x) } }\nf(0)", "let f = { g -> g }\nf", "func f(n, m: f(n + 1)) { m }\nf(0)",
  ])
  func smallStack(_ text: String) throws {
    let run = try onLargeStack(8) {
      var settings = Interpreter.Settings()
      settings.callDepth = 10_000_000
      return try Bench(settings: settings).run(text)
    }
    #expect(run.diagnostic != nil)
  }

  /// Changing an element copies nothing: these loops would take minutes otherwise.
  @Test func changesInPlace() throws {
    let run = try Bench().run(
      """
      var a = list(0..<100000), r = (rows: [], n: (x: 0)), text = ""
      for i in 0..<20000 { a[i] = 1; a[i] += 1; r.rows.append(i); r["rows"][i] += 1; r.n.x += 1; text += "ab" }
      func f() { var b = list(0..<100000); let g = { b[$0] += 1 }; for i in 0..<20000 { g(i) }; b[0] }
      a[19999] + r.rows[19999] + r.n.x + text.count + f()
      """)
    #expect(run.shown == ["80003"])
  }
}

@Suite("Imports") struct ImportTests {
  private func folder(_ files: [String: String]) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "tegum-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files { try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8) }
    return folder
  }

  @Test func circles() throws {
    let folder = try folder(["a.tg": "import \"b.tg\"", "b.tg": "let x = 1\nimport \"a.tg\""])
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try Bench().run("import \"a.tg\"", folder: folder.path)
    #expect(run.diagnostic?.message == "the imports go in a circle: a.tg → b.tg → a.tg")
  }

  @Test func oncePerText() throws {
    let folder = try folder(["a.tg": "print(\"read\")\nlet x = 1"])
    defer { try? FileManager.default.removeItem(at: folder) }
    let bench = try Bench()
    #expect(bench.run("import \"a.tg\"\nimport \"a.tg\"\nprint(x)", folder: folder.path).output == "read\n1\n")
    try "let x = 2".write(to: folder.appending(path: "a.tg"), atomically: true, encoding: .utf8)
    #expect(bench.run("import \"a.tg\"\nprint(x)", folder: folder.path).output == "2\n")
  }

  @Test func errorsInsideNameTheFile() throws {
    let folder = try folder(["a.tg": "let x = \n nil + 1"])
    defer { try? FileManager.default.removeItem(at: folder) }
    let run = try Bench().run("import \"a.tg\"", folder: folder.path)
    #expect(run.rendered.contains("a.tg:2:6: error: + cannot join nil and 1"))
  }
}

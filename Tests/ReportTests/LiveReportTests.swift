import Foundation
import JSONSyntax
import LargeStack
import NotebookFiles
import Session
import Syntax
import Testing

@testable import Report

/// A file that is edited by chance. What the live report shows after each edit must be what a run of the whole file shows.
@Suite("Live reports are whole runs", .serialized) struct LiveReportTests {
  /// Cells that share names, models, variables inside closures, and random numbers.
  private static let pool = [
    "let a = 1", "let a = 2", "let a = uniform()", "var c = 0", "c += a", "c = c + 1", "func f(x) { x + a }", "func f(x) { x * c }",
    "let y = f(1)", "print(f(2), c)", "let m = toy(n: 4, h: 2)", "let m = toy(n: 4, h: 2, p: 0.5)", "let other = m", "let other = copy(m)",
    "let run = train(m, adam, 3)", "train(other, sgd, 2)", "other.W[0, 0] = a", "m.b = m.b + c", "print(m.W[0, 0], other.W[0, 0])",
    "uniform()",
    "seed(7)", "seed(5) { uniform() }", "var fs = []", "fs.append({ a + c })", "print(map(fs) { g in g() })",
    "func step() { c = c + a }\nstep()",
    "let count = { var n = 0; { n += 1; n } }()", "print(count())", "let z = try { f(2) + y } catch e { -1 }", "ans", "plot(m.W)",
    "let d = data(3) { a * uniform(0, 1) }",
    "sample(d, 2)", "let a = [1][9]", "let a = (", "loss(m, samples: 50, seed: 3).value", "let best = many(2) { i in uniform() + i }",
    "print(best)",
    "\"\\(a) \\(c)\"", "let run2 = train(run, 2)", "run2.final", "let h = { x in f(x) + 1 }", "h(3)", "let a = 1 // again",
  ]

  private struct Chance {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
  }

  private static var options: Session.Options {
    var options = Session.Options()
    options.threads = 1
    options.isTimeless = true
    return options
  }

  /// What a reader sees of cells, and the values to the last digit.
  private static func shown(_ cells: [Report.Cell], _ values: [(name: String, value: String)]) -> [String] {
    cells.map { "\($0.cell.text): " + $0.outputs.map(\.fingerprint).joined(separator: "; ") }
      + values.map { "\($0.name) = \($0.value)" }.sorted()
  }

  private static func parts(_ texts: [String]) throws -> (notebook: Notebook, code: [(place: Int, text: CodeText)]) {
    let source = Source(name: "s.tg", text: texts.map { "// %%\n\($0)\n" }.joined(separator: "\n"))
    return (try Notebook(script: source), Notebook.code(of: source))
  }

  @Test(arguments: 0..<12) func randomEdits(number: Int) throws {
    try onLargeStack {
      var chance = Chance(state: UInt64(number) &* 77 &+ 5)
      let live = LiveReport(path: "s.tg", inputs: [:], options: Self.options, interrupt: Interrupt(), progress: nil)
      var texts = [
        "let a = 1", "var c = 0", "let m = toy(n: 4, h: 2)", "func f(x) { x + a }", "let run = train(m, adam, 3)", "print(f(c))",
      ]
      var kept = 0
      for _ in 0..<40 {
        let before = texts
        let place = chance.below(texts.count + 1)
        switch chance.below(5) {
        case 0 where texts.count > 3 && place < texts.count: texts.remove(at: place)
        case 1 where place + 1 < texts.count: texts.swapAt(place, place + 1)
        case 2 where place < texts.count: texts[place] = Self.pool[chance.below(Self.pool.count)]
        default: if texts.count < 14 { texts.insert(Self.pool[chance.below(Self.pool.count)], at: place) }
        }
        let (notebook, code) = try Self.parts(texts)
        _ = live.update(notebook, code: code) {}
        let (fresh, _) = Report.run(
          notebook, path: "s.tg", code: code, inputs: [:], options: Self.options, interrupt: Interrupt(), progress: nil)
        kept += live.states.values.filter { $0 == .fresh }.count - live.ran.count
        // cells behind one that failed are stale, and show what they showed
        let stale = live.states.filter { $0.value == .stale }.keys
        var (mine, theirs) = (live.cells, fresh.cells)
        for place in stale {
          mine[place].outputs = []
          theirs[place].outputs = []
        }
        let (left, right) = (Self.shown(mine, live.exactValues), Self.shown(theirs, fresh.values))
        #expect(left == right, "after an edit to \(texts)")
        if left != right { return }
        // a file that cannot be read would say nothing about the edits that follow
        if !live.states.values.contains(.fresh) { texts = before }
      }
      #expect(kept > 20, "too little was kept for the test to say something: \(kept)")
    }
  }

  @Test func onlyWhatChangedRuns() throws {
    try onLargeStack {
      let live = LiveReport(path: "s.tg", inputs: [:], options: Self.options, interrupt: Interrupt(), progress: nil)
      func run(_ expected: [Int], _ texts: String...) throws {
        let (notebook, code) = try Self.parts(texts)
        _ = live.update(notebook, code: code) {}
        #expect(live.ran == expected)
      }
      try run([0, 1, 2, 3, 4], "let m = toy(n: 4, h: 2)", "let run = train(m, adam, 5)", "let a = 1", "print(a)", "run.final")
      try run([2, 3], "let m = toy(n: 4, h: 2)", "let run = train(m, adam, 5)", "let a = 2", "print(a)", "run.final")
      try run([4], "let m = toy(n: 4, h: 2)", "let run = train(m, adam, 5)", "let a = 2", "print(a)", "print(run.final)")
      try run([1, 4], "let m = toy(n: 4, h: 2)", "let run = train(m, adam, 6)", "let a = 2", "print(a)", "print(run.final)")
      // one training more moves the random numbers of all that draw behind it
      try run([0, 1, 2], "let b = uniform()", "let m = toy(n: 4, h: 2)", "let run = train(m, adam, 6)", "let a = 2", "print(a)")
      #expect(live.states.values.allSatisfy { $0 == .fresh })
      try run([2], "let b = uniform()", "let m = toy(n: 4, h: 2)", "let run = train(m, ada", "let a = 2", "print(a)")
      #expect(live.states[2] == .failed && live.states[4] == .stale)
      #expect(live.cells[4].outputs.map(\.fingerprint) == ["stream 2\n"])
      // what the file was before stands again
      try run([], "let b = uniform()", "let m = toy(n: 4, h: 2)", "let run = train(m, adam, 6)", "let a = 2", "print(a)")
      #expect(live.states.values.allSatisfy { $0 == .fresh })
    }
  }
}

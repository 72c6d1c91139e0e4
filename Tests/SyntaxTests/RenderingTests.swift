import Syntax
import Testing

/// The rendered error of a text.
private func rendered(_ text: String) -> String {
  var map = SourceMap()
  let source = map.add(name: "a.tg", bytes: Array(text.utf8))
  switch Parser.parse(source) {
  case .complete: return "complete"
  case .incomplete(let diagnostic), .wrong(let diagnostic): return diagnostic.rendered(in: map)
  }
}

@Suite("Diagnostics") struct RenderingTests {
  @Test func caretAndHint() {
    #expect(
      rendered("let a = 1\nb < c < d") == """
        a.tg:2:3: error: comparisons do not chain
          b < c < d
            ^~~~~
          hint: write a < b && b < c
        """)
  }

  @Test func tabsAndWideCharacters() {
    #expect(
      rendered("\tlet 漢字 = )") == """
        a.tg:1:11: error: expected a value, not )
              let 漢字 = )
                         ^
        """)
  }

  @Test func combiningCharacters() {
    #expect(
      rendered("let x̂ = )") == """
        a.tg:1:9: error: expected a value, not )
          let x̂ = )
                  ^
        """)
  }

  @Test func longLine() {
    let lines = rendered(String(repeating: "a + ", count: 200) + ")").split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.count < 160 })
  }

  @Test func notes() {
    var map = SourceMap()
    _ = map.add(name: "a.tg", bytes: Array("let a = 1\na = 2".utf8))
    let note = Diagnostic.Note("declared here", at: Span(start: 0, end: 9))
    let diagnostic = Diagnostic("a cannot be changed", at: Span(start: 10, end: 11), notes: [note])
    #expect(
      diagnostic.rendered(in: map) == """
        a.tg:2:1: error: a cannot be changed
          a = 2
          ^
        a.tg:1:1: note: declared here
          let a = 1
          ^~~~~~~~~
        """)
  }
}

@Suite("Cells and documentation") struct CellTests {
  @Test func cells() {
    let cells = Cell.cells(
      of: Source(
        name: "a",
        text: "#!/usr/bin/env tegum\n// %% [markdown] Title\n// # Head\n//\n// text\n// %%\nlet a = \"\n// %% no\"\n// %% last\nb\n\n"))
    #expect(cells.map(\.kind) == [.markdown, .code, .code, .code])
    #expect(cells[0].text == "# Head\n\ntext")
    #expect(cells[0].title == "Title")
  }

  @Test func marksInsideCommentsAreNone() {
    let cells = Cell.cells(of: Source(name: "a", text: "a\n/*\n// %% no\n*/\n// %% yes\nb"))
    #expect(cells.map(\.title) == ["", "yes"])
    #expect(cells.map(\.text) == ["a\n/*\n// %% no\n*/", "b"])
  }

  @Test func documentation() {
    let text =
      "/// Features on a circle.\n/// More of it.\n///\n/// Not the summary.\n/// - scale: the width,\n///   in radians\n/// - n: how many\nfunc circle(n, scale) { n }"
    guard case .complete(let program) = Parser.parse(Source(name: "a", text: text)),
      case .function(let function) = program.entries.first?.statements.first?.kind
    else {
      Issue.record("not read")
      return
    }
    #expect(function.documentation?.summary == "Features on a circle. More of it.")
    #expect(function.documentation?.parameter("scale") == "the width, in radians")
    #expect(function.documentation?.parameters.map(\.name) == ["scale", "n"])
  }

  @Test func inputs() {
    let text = "/// Width.\ninput scale = 0.05\nlet a = 1\ninput out = \"a\""
    guard case .complete(let program) = Parser.parse(Source(name: "a", text: text)) else {
      Issue.record("not read")
      return
    }
    #expect(program.inputs.map(\.name) == ["scale", "out"])
    #expect(program.inputs.first?.documentation?.summary == "Width.")
  }
}

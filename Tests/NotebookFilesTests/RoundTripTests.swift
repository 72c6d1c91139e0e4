import JSONSyntax
import Syntax
import Testing

@testable import NotebookFiles

@Suite("Notebooks to scripts and back") struct RoundTripTests {
  @Test func randomNotebooksSurvive() throws {
    var generator = NotebookGenerator(seed: 1)
    var refused = 0
    for number in 0..<1000 {
      let notebook = generator.notebook()
      let read = try Notebook(Array(notebook.file.utf8))
      #expect(read == notebook, "notebook \(number) as a file")
      do {
        let script = try notebook.script()
        let back = try Notebook(script: Source(name: "a.tg", text: script))
        #expect(back == notebook.withoutOutputs, "notebook \(number) as the script \(script.debugDescription)")
        #expect(try back.script() == script, "notebook \(number)")
      } catch {
        // only what is open can be closed by another cell
        #expect(notebook.cells.contains { $0.text.contains("/*") || $0.text.contains("\"") }, "\(number): \(error)")
        refused += 1
      }
    }
    #expect(refused < 100)
  }

  @Test func randomScriptsSurvive() throws {
    var generator = NotebookGenerator(seed: 2)
    for _ in 0..<1000 {
      let script = generator.script()
      guard let notebook = try? Notebook(script: Source(name: "a.tg", text: script)), let canonical = try? notebook.script() else {
        continue
      }
      let again = try Notebook(script: Source(name: "a.tg", text: canonical))
      #expect(again == notebook, "\(script.debugDescription)")
      #expect(try again.script() == canonical, "\(script.debugDescription)")
    }
  }

  @Test(arguments: [
    "// %% [markdown] Head {\"tags\":[\"a\"]} id=x\n// # Text\n//\n// more\n\n// %% code\nlet a = 1\n",
    "#!/usr/bin/env tegum\n// %% [raw]\n// as it is\n\n// %% {\"tags\":[]}\n1\n", "let a = 1\nprint(a)\n", "#!/usr/bin/env tegum\n1\n",
    "// %% [notebook] {\"kernelspec\":{}}\n\n// %%\n1\n", "// %% a\n// \\%% no mark\n\"// %% nor this\"\n/*\n// %% nor this\n*/\n",
  ])
  func scriptsAsWeWriteThem(script: String) throws {
    #expect(try Notebook(script: Source(name: "a.tg", text: script)).script() == script)
  }

  @Test func windowsLines() throws {
    let notebook = try Notebook(script: Source(name: "a.tg", text: "// %% [markdown]\r\n// a\r\n// b\r\n\r\n// %%\r\nlet a = 1\r\na\r\n"))
    #expect(notebook.cells.map(\.text) == ["a\nb", "let a = 1\na"])
    #expect(try notebook.script() == "// %% [markdown]\n// a\n// b\n\n// %%\nlet a = 1\na\n")
  }

  @Test func codeBelowATextIsCode() throws {
    let notebook = try Notebook(script: Source(name: "a.tg", text: "// %% [markdown]\n// text\nlet a = 1 // one\n"))
    #expect(notebook.cells.map(\.text) == ["text", "let a = 1 // one"])
  }

  @Test func whatLeavesACommentOpenIsRefused() {
    let cells = ["let a = 1 /*", "*/ 2"].enumerated().map { Notebook.Cell(.code(outputs: [], count: nil), id: "c\($0)", text: $1) }
    #expect(throws: NotebookError(message: "cell 1 leaves a comment or a string open, which in a script the cells below it would close")) {
      try Notebook(cells: cells).script()
    }
  }

  @Test func whatIsOpenEndsAtTheNextMark() {
    let cells = Cell.cells(of: Source(name: "a.tg", text: "// %% a\n\"open\n// %% b\n/* open\n// %% c\n3"))
    #expect(cells.map(\.title) == ["a", "b", "c"])
  }
}

@Suite("Wrong notebooks") struct WrongNotebookTests {
  @Test(arguments: [
    ("{", "it is no JSON: line 1, column 2: expected a name in quotation marks, not the end of the text"),
    ("[]", "expected the notebook to be an object, not an array"),
    (#"{"cells": [], "metadata": {}, "nbformat": 4}"#, "the notebook has no nbformat_minor"),
    (#"{"cells": [], "metadata": {}, "nbformat": 3, "nbformat_minor": 0}"#, "expected nbformat 4, not 3"),
    (#"{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 6}"#, "expected nbformat 4.0 to 4.5, not 4.6"),
    (#"{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5, "x": 1}"#, #"the notebook has "x", which nbformat does not know"#),
    (#"{"cells": [], "metadata": 7, "nbformat": 4, "nbformat_minor": 5}"#, "the notebook: expected metadata to be an object, not 7"),
  ])
  func notebooks(text: String, message: String) {
    #expect(throws: NotebookError(message: message)) { try Notebook(Array(text.utf8)) }
  }

  @Test(arguments: [
    (#"{"cell_type": "code", "metadata": {}, "source": [], "id": "a", "outputs": []}"#, "cell 1 has no execution_count"),
    (
      #"{"cell_type": "markdown", "metadata": {}, "source": 3, "id": "a"}"#,
      "cell 1: expected source to be a string or an array of strings, not 3"
    ),
    (#"{"cell_type": "markdown", "metadata": {}, "source": [3], "id": "a"}"#, "cell 1: expected source to hold strings alone"),
    (
      #"{"cell_type": "text", "metadata": {}, "source": "", "id": "a"}"#,
      #"cell 1: expected cell_type to be code, markdown or raw, not "text""#
    ),
    (
      #"{"cell_type": "raw", "metadata": {}, "source": "", "id": "ä"}"#,
      #"cell 1: expected id to be 1 to 64 letters, digits, - and _, not "ä""#
    ),
    (
      #"{"cell_type": "raw", "metadata": {}, "source": "", "id": "a", "outputs": []}"#,
      #"cell 1 has "outputs", which nbformat does not know"#
    ),
    (
      #"{"cell_type": "code", "metadata": {}, "source": "", "id": "a", "execution_count": null, "outputs": [{"output_type": "x"}]}"#,
      "cell 1, output 1: expected output_type to be execute_result, display_data, stream, error, not \"x\""
    ),
  ])
  func cells(cell: String, message: String) {
    let text = #"{"cells": [\#(cell)], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}"#
    #expect(throws: NotebookError(message: message)) { try Notebook(Array(text.utf8)) }
  }

  @Test func cutAnywhere() {
    var generator = NotebookGenerator(seed: 3)
    for _ in 0..<30 {
      let bytes = Array(generator.notebook().file.utf8)
      for count in 0..<min(bytes.count - 2, 400) {
        #expect(throws: NotebookError.self) { try Notebook(Array(bytes[..<count])) }
      }
    }
  }

  @Test(arguments: [
    ("// %% {1}\n1", "cell 1: what stands in braces in its mark is metadata, an object of JSON: expected a name in quotation marks, not 1"),
    ("// %% id=a\n1\n// %% id=a\n2", "cell 2: another cell has the id a too"),
    ("// %%\n1\n// %% [notebook] {}\n", "cell 2: the mark [notebook] stands only before all cells"),
    (#"// %% Head {"title": "Other"}"#, "cell 1: its mark has a title, and its metadata another"),
  ])
  func scripts(script: String, message: String) {
    #expect(throws: NotebookError(message: message)) { try Notebook(script: Source(name: "a.tg", text: script)) }
  }
}

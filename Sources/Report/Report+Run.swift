import JSONSyntax
import NotebookFiles
import Session
import Syntax

extension Report {
  /// Runs a script or a notebook from the beginning.
  ///
  /// - Parameters:
  ///   - path: what messages call it; imports are looked for beside it.
  ///   - code: its code cells, as messages are to call them, by their places.
  ///   - inputs: texts for its inputs, by name.
  ///   - progress: shows how far work has come; nil where nobody looks.
  /// - Returns: the report, and how the run ended.
  public static func run(
    _ notebook: Notebook, path: String, code: [(place: Int, text: CodeText)], inputs: [String: String], options: Session.Options,
    interrupt: Interrupt, progress: (any SessionConsole)?
  ) -> (report: Report, outcome: Outcome) {
    let console = ReportConsole(notebook.cells.map { Cell(cell: $0) }, progress: progress)
    let session = Session(options, console: console, interrupt: interrupt)
    var submission = Submission([], name: path, origin: .notebook)
    submission.cells = code.map(\.text)
    submission.inputs = inputs
    let outcome = session.run(submission) { console.begin(code[$0].place) }
    console.end()
    let known = code.flatMap { ScriptInput.all(of: $0.text.bytes) }
    let report = Report(
      title: title(of: notebook.cells, path: path), name: path, version: Session.version, seed: options.usedSeed,
      inputs: known.map { ($0.name, inputs[$0.name] ?? $0.standard) }, metadata: notebook.metadata, cells: console.cells,
      values: session.exactValues)
    return (report, outcome)
  }

  /// The first heading, else the file's name.
  static func title(of cells: [Notebook.Cell], path: String) -> String {
    let heading = cells.lazy.compactMap { cell in if case .markdown = cell.kind { Markdown.title(cell.text) } else { nil } }.first
    return heading ?? path.split(separator: "/").last.map(String.init) ?? path
  }
}

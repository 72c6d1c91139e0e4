import ArgumentParser
@preconcurrency import Glibc
import NotebookFiles
import Report
import Session
import Syntax

/// A script or a notebook that the command line names, as cells, with values for its inputs.
struct ScriptRun {
  /// Why there is nothing to run.
  struct Problem: Error {
    let text: String
    /// The process's status.
    let status: Int32
  }

  let script: Script
  let notebook: Notebook
  /// The code cells as messages are to call them: by the lines of a script, by the cells of a notebook.
  let code: [(place: Int, text: CodeText)]
  let inputs: [String: String]

  /// Reads a script.
  /// - Throws: as the other initializer; where the user interrupted it, a `FileError`.
  init(_ script: Script, _ words: [String]) throws {
    switch script.read() {
    case .failure(let error) where error.code == EINTR: throw error
    case .failure(let error): throw Problem(text: "cannot read \(script.quotedName): \(error.message)", status: 1)
    case .success(let text): try self.init(script, text, words)
    }
  }

  /// - Parameters:
  ///   - text: what the script holds.
  ///   - words: what stands behind the file's name and is no option of tegum's.
  /// - Throws: where it is no notebook, a `Problem`; where the words are no inputs of it, a usage error.
  init(_ script: Script, _ text: [UInt8], _ words: [String]) throws {
    self.script = script
    do {
      (notebook, code) = try Self.cells(text, script)
    } catch {
      throw Problem(text: "cannot read \(script.quotedName): \(error.message)", status: 1)
    }
    let known = code.flatMap { ScriptInput.all(of: $0.text.bytes) }
    let arguments = try ScriptArguments(words, known)
    inputs = arguments.inputs
    if let word = arguments.own.first {
      let has = known.isEmpty ? "no inputs" : "the inputs " + known.map { "--\($0.name)" }.joined(separator: ", ")
      throw ValidationError("Unknown option '\(word)'; \(script.name) has \(has)")
    }
  }

  private static func cells(_ text: [UInt8], _ script: Script) throws(NotebookError) -> (Notebook, [(place: Int, text: CodeText)]) {
    guard !script.isNotebook else {
      let notebook = try Notebook(text)
      return (notebook, notebook.code(name: script.name))
    }
    let source = Source(name: script.name, bytes: text)
    return (try Notebook(script: source), Notebook.code(of: source))
  }

  /// What follows it.
  func live(_ settings: Settings, _ console: TerminalConsole) -> LiveReport {
    var options = settings.options
    options.showsAllCalls = settings.backtrace
    return LiveReport(path: script.name, inputs: inputs, options: options, interrupt: Signals.interrupt, progress: console)
  }

  /// Runs it.
  func report(_ settings: Settings, isTimeless: Bool, _ console: TerminalConsole) -> (report: Report, outcome: Outcome) {
    var options = settings.options
    options.showsAllCalls = settings.backtrace
    options.isTimeless = isTimeless
    defer { console.endProgress() }
    return Report.run(
      notebook, path: script.name, code: code, inputs: inputs, options: options, interrupt: Signals.interrupt, progress: console)
  }
}

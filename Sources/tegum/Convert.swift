import ArgumentParser
@preconcurrency import Glibc
import NotebookFiles
import Session
import Syntax

/// `tegum convert FROM TO`
struct Convert: Tool {
  static let configuration = CommandConfiguration(
    abstract: "Make a notebook of a script with // %% lines, or the other way round.",
    discussion: """
      One of both ends in .ipynb. Cells, their texts and all metadata are kept; outputs are not part of a script: `tegum report` writes them, and --update keeps \
      those of a notebook that is there. \
      A mark in a script is such a line: // %% [markdown] A title {"tags": ["a"]}.
      """)

  @Argument(help: "A script or a notebook; - reads a script from standard input.")
  var from: String

  @Argument(help: "What it becomes; - writes a script to standard output.")
  var to: String

  @Flag(help: "Keep the outputs of the notebook that is there, of code cells with the same text.")
  var update = false

  func validate() throws {
    guard Script(from).isNotebook != Script(to).isNotebook else {
      throw ValidationError("one of '\(from)' and '\(to)' is to be a notebook, which ends in .ipynb, the other a script")
    }
    guard !update || Script(to).isNotebook else { throw ValidationError("--update keeps outputs, which a script does not have") }
  }

  func perform(_ terminal: Terminal) -> Int32 {
    let output = ToolOutput()
    let script = Script(from)
    switch script.read() {
    case .failure(let error):
      output.note("error: cannot read \(script.quotedName): \(error.message)")
      return 1
    case .success(let text):
      do {
        let source = Source(name: script.name, bytes: text)
        return write(script.isNotebook ? try Notebook(text).script() : try notebook(of: source).file, output)
      } catch {
        output.note("error: cannot convert \(script.quotedName): \(error.message)")
        return 1
      }
    }
  }

  private func notebook(of script: Source) throws(NotebookError) -> Notebook {
    var notebook = try Notebook(script: script)
    guard update else { return notebook }
    switch readFile(to) {
    case .success(let old):
      do throws(NotebookError) {
        notebook.keepOutputs(of: try Notebook(old))
      } catch {
        throw NotebookError(message: "cannot read '\(to)', which is there: \(error.message)")
      }
    case .failure(let error) where error.code == ENOENT: break
    case .failure(let error): throw NotebookError(message: "cannot read '\(to)', which is there: \(error.message)")
    }
    return notebook
  }

  private func write(_ text: String, _ output: ToolOutput) -> Int32 {
    guard to != "-" else {
      output.write(text)
      return output.finish(0)
    }
    guard let problem = ScriptText.replace(to, with: text) else { return 0 }
    output.note("error: \(problem)")
    return 1
  }
}

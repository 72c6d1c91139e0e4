@preconcurrency import Glibc
import NotebookFiles
import Session
import Syntax

/// A script that the command line names: a file, or standard input.
struct Script {
  /// What messages call it.
  let name: String
  let isStandardInput: Bool

  static let standardInput = Script("-")

  /// - Parameter path: `-` is standard input.
  init(_ path: String) {
    isStandardInput = path == "-"
    name = isStandardInput ? "standard input" : path
  }

  /// The name in a sentence.
  var quotedName: String { isStandardInput ? name : "'\(name)'" }

  /// Where its imports are looked for; nil for the current folder.
  var folder: String? { Submission([], name: name, origin: isStandardInput ? .standardInput : .file).folder }

  /// Whether it is a notebook rather than a text of the language.
  var isNotebook: Bool { name.hasSuffix(".ipynb") }

  /// The whole text.
  func read() -> Result<[UInt8], FileError> { isStandardInput ? readAll(STDIN_FILENO) : readFile(name) }

  /// What the text says to a session.
  /// - Throws: where it is to be a notebook and is none.
  func submission(_ text: [UInt8]) throws(NotebookError) -> Submission {
    guard isNotebook else { return Submission(text, name: name, origin: isStandardInput ? .standardInput : .file) }
    let cells = try Notebook(text).code(name: name).map(\.text)
    var submission = Submission(Array(cells.map(\.bytes).joined(separator: [UInt8(ascii: "\n")])), name: name, origin: .notebook)
    submission.cells = cells
    return submission
  }
}

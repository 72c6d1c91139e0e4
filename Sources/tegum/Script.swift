@preconcurrency import Glibc
import Session

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

  /// The whole text.
  func read() -> Result<[UInt8], FileError> { isStandardInput ? readAll(STDIN_FILENO) : readFile(name) }
}

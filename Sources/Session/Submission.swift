import Catalogue
import Syntax

/// What arrives together: a file, a paste, a cell. It is read and its names are resolved as a whole before any of it runs.
public struct Submission {
  /// Where it comes from, which decides what of it shows.
  public enum Origin: Sendable {
    /// Typed or pasted at a prompt, or a notebook's cell: the last value of every entry shows.
    case prompt
    /// Given by `-e`: as at the prompt.
    case expression
    /// A script file: only figures that are an entry's value show, and what is printed.
    case file
    /// Read from standard input: as a file.
    case standardInput
    /// The cells of a notebook's file, or of a script that is read as one: every entry's value shows.
    case notebook

    /// Whether entries show their values.
    var showsValues: Bool {
      switch self {
      case .prompt, .expression, .notebook: true
      case .file, .standardInput: false
      }
    }
  }

  /// UTF-8; bytes that are not are reported as an error of the submission.
  public var text: [UInt8]
  /// What messages call it: a path, `In [3]`.
  public var name: String
  public var origin: Origin
  /// Values for the script's `input` statements, as texts, by name.
  public var inputs: [String: String] = [:]

  /// The cells that it is made of, where messages are to name them; `text` is not run then.
  public var cells: [CodeText] = []

  public init(_ text: [UInt8], name: String, origin: Origin) {
    self.text = text
    self.name = name
    self.origin = origin
  }
}

/// How a submission ended.
public enum Outcome {
  /// All its entries ran; the value of the last expression, nil if there was none.
  case completed(Value?)
  /// An entry failed, which was reported; those behind it did not run. Where a limit stopped it, the limit.
  case failed(Diagnostic, Interrupt.Limit? = nil)
  /// The user interrupted it.
  case interrupted
}

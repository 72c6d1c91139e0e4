import JSONSyntax
import NotebookFiles
import Plotting
import Session

/// A script or a notebook with what its cells gave.
public struct Report {
  /// A cell and what came of it.
  public struct Cell {
    public let cell: Notebook.Cell
    public internal(set) var outputs: [Output] = []
    /// How long it ran; nil of a text and of what did not run.
    public internal(set) var seconds: Double?
    public internal(set) var hasFailed = false
  }

  /// What a cell shows.
  public enum Output {
    /// What was printed; notes and warnings go to the error stream.
    case stream(String, isError: Bool)
    /// A value in its forms by MIME type; of a figure its drawing too.
    case value(JSON, Drawing?)
    /// What failed, in a sentence; and all that is said about it.
    case error(String, text: String)
  }

  /// The first heading, else the file's name.
  public let title: String
  /// The file.
  public let name: String
  public let version: String
  public let seed: UInt64
  /// Inputs with their values as texts, in the order of the script.
  public let inputs: [(name: String, value: String)]
  public let metadata: [JSON.Member]
  public internal(set) var cells: [Cell]
  /// The user's names with their values, to the last digit.
  public internal(set) var values: [(name: String, value: String)] = []
}

extension Report.Output {
  /// What it is to others but for the drawing.
  var fingerprint: String {
    switch self {
    case .stream(let text, let isError): (isError ? "error stream " : "stream ") + text
    case .value(let forms, _): forms.text
    case .error(_, let text): text
    }
  }
}

extension Report {
  /// Where two runs of the same script differ; empty where they agree to the bit. Times do not count.
  public func differences(from other: Report) -> [String] {
    var found: [String] = []
    for (i, (cell, again)) in zip(cells, other.cells).enumerated()
    where cell.outputs.map(\.fingerprint) != again.outputs.map(\.fingerprint) {
      found.append("cell \(i + 1) shows something else when it runs again")
    }
    for (value, again) in zip(values, other.values) where value != again {
      found.append("\(value.name) has another value when the script runs again")
    }
    return found
  }
}

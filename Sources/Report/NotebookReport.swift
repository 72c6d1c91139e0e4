import JSONSyntax
import NotebookFiles
import Session

extension Report {
  /// The report as a notebook whose cells have their outputs.
  public var notebook: Notebook {
    var count = 0
    let cells = cells.map { cell in
      var result = cell.cell
      if case .code = cell.cell.kind {
        if cell.seconds != nil { count += 1 }
        result.kind = .code(outputs: cell.outputs.map(\.json), count: cell.seconds == nil ? nil : count)
      }
      return result
    }
    return Notebook(cells: cells, metadata: metadata)
  }
}

extension Report.Output {
  /// As nbformat has it.
  fileprivate var json: JSON {
    switch self {
    case .stream(let text, let isError):
      ["name": .string(isError ? "stderr" : "stdout"), "output_type": .string("stream"), "text": .string(text)]
    case .value(let forms, let drawing):
      ["data": forms.adding(pixelsOf: drawing), "metadata": [:], "output_type": .string("display_data")]
    case .error(let message, let text):
      [
        "ename": .string("Error"), "evalue": .string(message), "output_type": .string("error"),
        "traceback": .array(text.split(separator: "\n", omittingEmptySubsequences: false).map { .string(String($0)) }),
      ]
    }
  }
}

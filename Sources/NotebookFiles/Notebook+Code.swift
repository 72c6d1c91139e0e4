import Syntax

extension Notebook {
  /// The code cells with their places, as messages are to call them: "a.ipynb, cell 3".
  public func code(name: String) -> [(place: Int, text: CodeText)] {
    cells.enumerated().compactMap { i, cell in
      guard case .code = cell.kind else { return nil }
      return (i, CodeText(Array(cell.text.utf8), name: "\(name), cell \(i + 1)"))
    }
  }

  /// The code cells of the notebook that a script is, with their places; messages call them by the script's lines.
  public static func code(of script: Source) -> [(place: Int, text: CodeText)] {
    Syntax.Cell.cells(of: script).filter { $0.kind != .notebook }.enumerated().compactMap { i, cell in
      guard cell.kind == .code else { return nil }
      let line = script.location(cell.range.lowerBound).line
      return (i, CodeText(Array(script.bytes[cell.range]), name: script.name, firstLine: line))
    }
  }
}

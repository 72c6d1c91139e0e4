import Syntax

extension Notebook {
  /// The code of its cells, as messages are to call it: "a.ipynb, cell 3".
  public func code(name: String) -> [CodeText] {
    cells.enumerated().compactMap { i, cell in
      guard case .code = cell.kind else { return nil }
      return CodeText(Array(cell.text.utf8), name: "\(name), cell \(i + 1)")
    }
  }
}

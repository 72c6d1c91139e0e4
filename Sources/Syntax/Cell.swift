/// A part of a file that a notebook shows as one cell. It begins with a mark, a line such as
/// `// %% [markdown] A title {"tags": ["a"]} id=a1`, of which only `// %%` must be there.
public struct Cell: Hashable, Sendable {
  /// What a cell holds.
  public enum Kind: String, CaseIterable, Sendable {
    case code
    /// Text in Markdown, as comments of the file.
    case markdown
    /// Text that notebooks hand on as it is, as comments of the file.
    case raw
    /// No cell: its attributes are those of the whole notebook.
    case notebook
  }

  public var kind: Kind
  public var title = ""
  /// An object of JSON, in braces; empty where there is none. Nobody looks into it here.
  public var attributes = ""
  /// What a notebook calls the cell; empty where it has no name.
  public var id = ""
  /// What stands below the mark, without the newline and the blank line at its end; of a text without the slashes. Its lines end in
  /// LF where those of the file end in CRLF.
  public var text = ""
  /// Bytes of the source below the mark.
  public var range = 0..<0

  public init(_ kind: Kind) { self.kind = kind }

  /// Cuts a source at its `// %%` lines (never inside strings or comments). What stands before the first mark is a code
  /// cell of its own unless it is blank, or only the `#!` line; so is what stands below a text and is no comment.
  public static func cells(of source: Source) -> [Cell] {
    let lines = MarkLines(source)
    var cells: [Cell] = []
    func add(_ cell: Cell, _ range: Range<Int>) {
      var cell = cell
      cell.range = range
      cell.text = lines.text(range, isCode: cell.kind == .code)
      cells.append(cell)
    }
    let start = source.bytes.starts(with: "#!".utf8) ? lines.end(of: 0) : source.bytes.starts(with: MarkLines.byteOrderMark) ? 3 : 0
    let head = start..<max(start, lines.marks.first ?? source.bytes.count)
    if !lines.isBlank(head) { add(Cell(.code), head) }
    for (i, mark) in lines.marks.enumerated() {
      let number = source.line(at: mark)
      let cell = Cell(mark: source.text(from: mark, to: source.lineRange(number).upperBound))
      let end = i + 1 < lines.marks.count ? lines.marks[i + 1] : source.bytes.count
      let body = lines.end(of: number)..<end
      let code = cell.kind == .code ? end : lines.endOfComments(body)
      add(cell, body.lowerBound..<code)
      if !lines.isBlank(code..<end) { add(Cell(.code), code..<end) }
    }
    return cells
  }
}

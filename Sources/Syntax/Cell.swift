/// A part of a file that a notebook shows as one cell.
public struct Cell: Hashable, Sendable {
  public var isMarkdown: Bool
  /// What follows `// %%` on its line, `[markdown]` aside.
  public var title: String
  /// The text below the mark; of a text cell without the slashes.
  public var text: String
  /// Bytes of the source below the mark.
  public var range: Range<Int>

  /// Cuts a source at its `// %%` lines (never inside strings or comments). What stands before the first mark is a code
  /// cell of its own unless it is blank, or only the `#!` line.
  public static func cells(of source: Source) -> [Cell] {
    let marks = Lexer(source).cellMarks
    var cells: [Cell] = []
    let head = Cell(mark: "", range: bodyStart(source)..<(marks.first ?? source.bytes.count), source: source)
    if head.text.contains(where: { !$0.isWhitespace }) { cells.append(head) }
    for (i, mark) in marks.enumerated() {
      let line = source.lineRange(source.line(at: mark))
      let start = min(line.upperBound + 1, source.bytes.count)
      let end = i + 1 < marks.count ? marks[i + 1] : source.bytes.count
      cells.append(Cell(mark: source.text(from: line.lowerBound, to: line.upperBound), range: start..<max(start, end), source: source))
    }
    return cells
  }

  private static func bodyStart(_ source: Source) -> Int {
    source.bytes.starts(with: Array("#!".utf8)) ? min(source.lineRange(0).upperBound + 1, source.bytes.count) : 0
  }

  private init(mark: String, range: Range<Int>, source: Source) {
    self.range = range
    let rest = mark.split(separator: " ").dropFirst(2)
    isMarkdown = rest.first == "[markdown]"
    title = (isMarkdown ? rest.dropFirst() : rest).joined(separator: " ")
    var lines = source.text(from: range.lowerBound, to: range.upperBound).split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    text = isMarkdown ? lines.map(Self.uncommented).joined(separator: "\n") : lines.joined(separator: "\n")
  }

  private static func uncommented(_ line: Substring) -> Substring {
    guard line.hasPrefix("//") else { return line }
    let rest = line.dropFirst(2)
    return rest.first == " " ? rest.dropFirst() : rest
  }
}

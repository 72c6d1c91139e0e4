extension Cell {
  /// The file that holds cells, from which `cells(of:)` reads them again; nil where it would not, since one leaves a comment open that
  /// another closes. A single cell of plain code is the whole file, without a mark.
  /// - Parameter hashBang: the first line of the file; empty for none.
  public static func script(of cells: [Cell], below hashBang: String = "") -> String? {
    let start = hashBang.isEmpty ? "" : hashBang + "\n"
    if let only = cells.first, cells.count == 1, reads(start + only.body, as: cells) { return start + only.body }
    var script = start
    for (i, cell) in cells.enumerated() {
      script += cell.mark + "\n" + cell.body
      // below the last cell a blank line only says that the one before it belongs to the cell
      if i + 1 < cells.count || cell.text.utf8.last == UInt8(ascii: "\n") { script += "\n" }
    }
    return reads(script, as: cells) ? script : nil
  }

  private static func reads(_ script: String, as cells: [Cell]) -> Bool {
    let read = Self.cells(of: Source(name: "", text: script))
    return read.count == cells.count
      && zip(read, cells).allSatisfy { read, cell in
        var read = read
        read.range = cell.range
        return read == cell
      }
  }

  /// The lines below the mark, each with its newline; none where the text is empty.
  private var body: String {
    guard !text.isEmpty else { return "" }
    var bytes: [UInt8] = []
    let source = Source(name: "", text: text)
    let marks = MarkLines(source)
    let escaped = Set(marks.marks + marks.escaped)
    for line in MarkLines.lines(source.bytes[...]) {
      switch kind {
      case .code where escaped.contains(line.startIndex): bytes += Array("// \\".utf8) + line.dropFirst(3)
      case .code: bytes += line
      case .markdown, .raw, .notebook:
        let comment = line.isEmpty ? Array("//".utf8) : Array("// ".utf8) + line
        bytes += MarkLines.backslashes(comment[...]) == nil ? comment : Array("// \\".utf8) + comment.dropFirst(3)
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Source {
  /// A first line that begins with `#!`, for the system.
  public var hashBang: String? {
    guard bytes.starts(with: "#!".utf8) else { return nil }
    let line = lineRange(0)
    return text(from: line.lowerBound, to: line.upperBound)
  }
}

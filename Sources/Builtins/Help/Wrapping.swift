import Syntax

extension String {
  /// The words of a text in lines, each behind blanks.
  /// - width: columns of a line, the blanks included.
  public func wrapped(indent: Int = 0, width: Int) -> String {
    let room = max(width - indent, 20)
    var lines: [String] = []
    var used = 0
    for word in split(whereSeparator: \.isWhitespace).map(String.init) {
      let length = word.columns
      if let last = lines.indices.last, used + 1 + length <= room {
        lines[last] += " " + word
        used += 1 + length
      } else {
        lines.append(word)
        used = length
      }
    }
    return lines.map { String(repeating: " ", count: indent) + $0 }.joined(separator: "\n")
  }

  /// Columns that it takes on a terminal.
  var columns: Int { reduce(0) { $0 + displayWidth($1) } }
}

/// Places as editors count them: lines from 0, and units of UTF-16 from the beginning of the line.
extension Source {
  /// The place of a byte.
  public func utf16Position(of offset: Int) -> (line: Int, unit: Int) {
    let at = max(0, min(offset, bytes.count))
    let line = line(at: at)
    return (line, text(from: lineRange(line).lowerBound, to: at).utf16.count)
  }

  /// The byte at a place. One past the end of its line is that end, one past the last line is the end of the text, and one
  /// inside a character its beginning.
  public func offset(line: Int, unit: Int) -> Int {
    guard line >= 0 else { return 0 }
    guard line < lineCount else { return bytes.count }
    let range = lineRange(line)
    var offset = range.lowerBound
    var left = unit
    for scalar in text(from: range.lowerBound, to: range.upperBound).unicodeScalars {
      left -= UTF16.width(scalar)
      guard left >= 0 else { break }
      offset += UTF8.width(scalar)
    }
    return offset
  }
}

/// Pixels as the escape sequence of DEC's sixels, in at most 256 colours: six rows at a time, a character for each column of six.
///
/// VT330/VT340 Programmer Reference Manual, chapter 14.
enum Sixel {
  static func sequence(_ pixels: Pixels) throws(PaintingError) -> [UInt8] {
    let few = try FewColours(pixels)
    var text = "\u{1B}Pq\"1;1;\(pixels.width);\(pixels.height)"
    for (number, colour) in few.colours.enumerated() {
      // in hundredths
      let shares = [colour.Red, colour.Green, colour.Blue].map { String((Int($0) * 100 + 127) / 255) }
      text += "#\(number);2;\(shares.joined(separator: ";"))"
    }
    var bytes = Array(text.utf8)
    for top in stride(from: 0, to: pixels.height, by: 6) { add(top..<min(top + 6, pixels.height), few.indices, pixels.width, to: &bytes) }
    return bytes + Array("\u{1B}\\".utf8)
  }

  /// Six rows: the columns of each colour in them, over one another.
  private static func add(_ rows: Range<Int>, _ indices: [UInt8], _ width: Int, to bytes: inout [UInt8]) {
    var lines = [Line](repeating: Line(), count: 256)
    for row in rows {
      var at = row * width
      while at < (row + 1) * width {
        // neighbours are mostly alike
        let (start, index) = (at, indices[at])
        while at < (row + 1) * width, indices[at] == index { at += 1 }
        lines[Int(index)].add(1 << UInt8(row - rows.lowerBound), start - row * width..<at - row * width, of: width)
      }
    }
    for (number, line) in lines.enumerated() where !line.columns.isEmpty {
      bytes += Array("#\(number)".utf8)
      add(0, count: line.columns.lowerBound, to: &bytes)
      var at = line.columns.lowerBound
      while at < line.columns.upperBound {
        var end = at + 1
        while end < line.columns.upperBound, line.bits[end] == line.bits[at] { end += 1 }
        add(line.bits[at], count: end - at, to: &bytes)
        at = end
      }
      bytes.append(UInt8(ascii: "$"))
    }
    bytes.append(UInt8(ascii: "-"))
  }

  /// One colour in six rows.
  private struct Line {
    /// A bit for each row of each column.
    var bits: [UInt8] = []
    /// Those beyond hold none.
    var columns = 0..<0

    mutating func add(_ bit: UInt8, _ part: Range<Int>, of width: Int) {
      if bits.isEmpty { bits = [UInt8](repeating: 0, count: width) }
      for column in part { bits[column] |= bit }
      columns = columns.isEmpty ? part : min(columns.lowerBound, part.lowerBound)..<max(columns.upperBound, part.upperBound)
    }
  }

  /// The same bits in several columns.
  private static func add(_ bits: UInt8, count: Int, to bytes: inout [UInt8]) {
    let sign = 0x3F + bits
    if count > 3 {
      bytes += Array("!\(count)".utf8)
      bytes.append(sign)
    } else {
      for _ in 0..<count { bytes.append(sign) }
    }
  }
}

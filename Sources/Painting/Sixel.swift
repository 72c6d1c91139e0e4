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

  /// Six rows: of each colour in them, a bit for each row of each column, over one another.
  private static func add(_ rows: Range<Int>, _ indices: [UInt8], _ width: Int, to bytes: inout [UInt8]) {
    var bits: [UInt8: [UInt8]] = [:]
    for row in rows {
      for column in 0..<width {
        bits[indices[row * width + column], default: [UInt8](repeating: 0, count: width)][column] |= 1 << UInt8(row - rows.lowerBound)
      }
    }
    for (number, line) in bits.sorted(by: { $0.key < $1.key }) {
      bytes += Array("#\(number)".utf8)
      var at = 0
      while at < width {
        let end = line[at...].firstIndex { $0 != line[at] } ?? width
        let sign = 0x3F + line[at]
        bytes += end - at > 3 ? Array("!\(end - at)".utf8) + [sign] : [UInt8](repeating: sign, count: end - at)
        at = end
      }
      bytes.append(UInt8(ascii: "$"))
    }
    bytes.append(UInt8(ascii: "-"))
  }
}

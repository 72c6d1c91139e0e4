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
    var band = Band(width: pixels.width)
    for top in stride(from: 0, to: pixels.height, by: 6) {
      for row in top..<min(top + 6, pixels.height) { band.add(row: row, bit: 1 << UInt8(row - top), few.indices) }
      band.move(to: &bytes)
    }
    return bytes + Array("\u{1B}\\".utf8)
  }

  /// Six rows: the columns of each colour in them.
  private struct Band {
    let width: Int
    /// A bit for each row. [colours × columns]
    private var bits: [UInt8]
    /// Of each colour the columns that may have bits.
    private var parts = [Range<Int>](repeating: 0..<0, count: 256)

    private static let names = (0..<256).map { Array("#\($0)".utf8) }

    init(width: Int) {
      self.width = width
      bits = [UInt8](repeating: 0, count: 256 * width)
    }

    /// - Parameter indices: of each pixel of the picture the number of its colour.
    mutating func add(row: Int, bit: UInt8, _ indices: [UInt8]) {
      var at = 0
      while at < width {
        // neighbours are mostly alike
        let (start, index) = (at, indices[row * width + at])
        while at < width, indices[row * width + at] == index { at += 1 }
        let (colour, part) = (Int(index), parts[Int(index)])
        for column in start..<at { bits[colour * width + column] |= bit }
        parts[colour] = part.isEmpty ? start..<at : min(part.lowerBound, start)..<max(part.upperBound, at)
      }
    }

    /// Writes the colours, one over the other, and is empty afterwards.
    mutating func move(to bytes: inout [UInt8]) {
      for (colour, part) in parts.enumerated() where !part.isEmpty {
        bytes += Self.names[colour]
        Sixel.add(0, count: part.lowerBound, to: &bytes)
        let line = colour * width
        var at = part.lowerBound
        while at < part.upperBound {
          let (start, bits) = (at, bits[line + at])
          while at < part.upperBound, self.bits[line + at] == bits {
            self.bits[line + at] = 0
            at += 1
          }
          Sixel.add(bits, count: at - start, to: &bytes)
        }
        bytes.append(UInt8(ascii: "$"))
        parts[colour] = 0..<0
      }
      bytes.append(UInt8(ascii: "-"))
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

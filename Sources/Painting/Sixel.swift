/// Pixels as the escape sequence of DEC's sixels, in at most 256 colours: six rows at a time, a character for each column of six.
///
/// VT330/VT340 Programmer Reference Manual, chapter 14.
enum Sixel {
  static func sequence(_ pixels: Pixels) -> [UInt8] {
    let common = CommonColours(pixels)
    var text = "\u{1B}Pq\"1;1;\(pixels.width);\(pixels.height)"
    for (number, colour) in common.colours.enumerated() {
      let (red, green, blue) = colour.channels
      text += "#\(number);2;\(hundredths(red));\(hundredths(green));\(hundredths(blue))"
    }
    var bytes = Array(text.utf8)
    var band = Band(width: pixels.width, colours: common.colours.count)
    var run = 0
    for row in 0..<pixels.height {
      band.add(row: row % 6, common.runs, from: &run)
      if row % 6 == 5 || row == pixels.height - 1 { band.move(to: &bytes) }
    }
    return bytes + Array("\u{1B}\\".utf8)
  }

  private static func hundredths(_ channel: UInt8) -> Int { (Int(channel) * 100 + 127) / 255 }

  /// Six rows: the columns of each colour in them.
  private struct Band {
    let width: Int
    /// From one colour to the next: with room behind each line for the last eight columns that are compared at once.
    private let pitch: Int
    /// A bit for each row. [colours × pitch]
    private var bits: [UInt8]
    /// Of each colour the columns that may have bits.
    private var parts: [Range<Int>]
    /// The numbers of those that have.
    private var present: [Int] = []

    init(width: Int, colours: Int) {
      self.width = width
      pitch = width + 8
      bits = [UInt8](repeating: 0, count: colours * pitch)
      parts = [Range<Int>](repeating: 0..<0, count: colours)
    }

    /// Takes the next row of runs.
    mutating func add(row: Int, _ runs: [CommonColours.Run], from next: inout Int) {
      let bit: UInt8 = 1 << UInt8(row)
      bits.withUnsafeMutableBufferPointer { bits in
        var start = 0
        while start < width {
          let (colour, end) = (Int(runs[next].colour), Int(runs[next].end))
          let line = colour * pitch
          for column in line + start..<line + end { bits[column] |= bit }
          let part = parts[colour]
          if part.isEmpty { present.append(colour) }
          parts[colour] = part.isEmpty ? start..<end : min(part.lowerBound, start)..<max(part.upperBound, end)
          start = end
          next += 1
        }
      }
    }

    /// Writes the colours, one over the other, and is empty afterwards.
    mutating func move(to bytes: inout [UInt8]) {
      bits.withUnsafeMutableBytes { bits in
        for colour in present {
          Sixel.add("#", colour, to: &bytes)
          let (part, line) = (parts[colour], colour * pitch)
          Sixel.add(0, count: part.lowerBound, to: &bytes)
          var at = part.lowerBound
          while at < part.upperBound {
            let (start, sign) = (at, bits[line + at])
            let eight = UInt64(sign) &* 0x0101_0101_0101_0101
            // eight at once; the last column has a bit and those behind it have none, so that no run goes on there
            while at < part.upperBound, bits.loadUnaligned(fromByteOffset: line + at, as: UInt64.self) == eight { at += 8 }
            while at < part.upperBound, bits[line + at] == sign { at += 1 }
            Sixel.add(sign, count: at - start, to: &bytes)
          }
          bits[line + part.lowerBound..<line + part.upperBound].initializeMemory(as: UInt8.self, repeating: 0)
          parts[colour] = 0..<0
          bytes.append(UInt8(ascii: "$"))
        }
      }
      present.removeAll(keepingCapacity: true)
      bytes.append(UInt8(ascii: "-"))
    }
  }

  /// The same bits in several columns.
  private static func add(_ bits: UInt8, count: Int, to bytes: inout [UInt8]) {
    let sign = 0x3F + bits
    if count > 3 {
      add("!", count, to: &bytes)
      bytes.append(sign)
    } else {
      for _ in 0..<count { bytes.append(sign) }
    }
  }

  /// A sign and a number.
  private static func add(_ sign: Unicode.Scalar, _ number: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: sign))
    var power = 1
    while power * 10 <= number { power *= 10 }
    while power > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(number / power % 10))
      power /= 10
    }
  }
}

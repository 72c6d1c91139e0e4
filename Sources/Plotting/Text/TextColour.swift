/// Which colours a terminal shows.
public enum TextColour: Sendable, CaseIterable {
  /// None: plain characters, for pipes and files.
  case none
  /// The 256 colours of xterm.
  case ansi256
  /// 24 bits.
  case trueColor

  /// The escape sequence that writes in `foreground` on `background`; nil is the terminal's own.
  func sequence(foreground: Colour?, background: Colour?) -> String {
    guard self != .none else { return "" }
    let codes = [foreground.map { code($0, layer: 38) }, background.map { code($0, layer: 48) }].compactMap { $0 }
    return "\u{1B}[0" + codes.map { ";" + $0 }.joined() + "m"
  }

  private func code(_ colour: Colour, layer: Int) -> String {
    self == .trueColor ? "\(layer);2;\(colour.red);\(colour.green);\(colour.blue)" : "\(layer);5;\(TextColour.index(colour))"
  }

  /// The nearest of xterm's colours: a cube of 6 × 6 × 6 from 16 on, then 24 greys.
  static func index(_ colour: Colour) -> Int {
    let channels = [colour.red, colour.green, colour.blue].map(Int.init)
    let levels = [0, 95, 135, 175, 215, 255]
    let nearest = channels.map { channel in levels.indices.min { abs(levels[$0] - channel) < abs(levels[$1] - channel) } ?? 0 }
    let grey = min(max((channels.reduce(0, +) / 3 - 3) / 10, 0), 23)
    func distance(_ other: [Int]) -> Int { zip(channels, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
    let byCube = distance(nearest.map { levels[$0] })
    let byGrey = distance(Array(repeating: 8 + 10 * grey, count: 3))
    return byGrey < byCube ? 232 + grey : 16 + 36 * nearest[0] + 6 * nearest[1] + nearest[2]
  }
}

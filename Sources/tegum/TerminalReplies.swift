/// Sorts what comes from a terminal that was asked something into replies and typed keys.
struct TerminalReplies {
  /// Keys.
  private(set) var typed: [UInt8] = []
  private(set) var graphics = Graphics.text
  /// The reply has come that every terminal gives, to the last question.
  private(set) var isComplete: Bool
  /// An escape sequence that has begun.
  private var sequence: [UInt8] = []

  init(isComplete: Bool = false) { self.isComplete = isComplete }

  /// Gives the keys so far away.
  mutating func takeTyped() -> [UInt8] {
    defer { typed = [] }
    return typed
  }

  mutating func take(_ byte: UInt8) {
    guard !sequence.isEmpty || byte == 0x1B else { return typed.append(byte) }
    sequence.append(byte)
    guard let ends = isEnded else {
      typed += sequence
      sequence = []
      return
    }
    guard ends else { return }
    let text = String(decoding: sequence, as: UTF8.self)
    sequence = []
    if text.hasPrefix("\u{1B}_G") {
      if text.contains(";OK") { graphics = .kitty }
    } else if text.hasPrefix("\u{1B}P") {
      if graphics == .text, ["iTerm2", "WezTerm"].contains(where: text.contains) { graphics = .iterm }
    } else {
      isComplete = true
      // what the terminal can: 4 stands for sixels
      if graphics == .text, text.dropFirst(3).dropLast().split(separator: ";").dropFirst().contains("4") { graphics = .sixel }
    }
  }

  /// Whether the sequence is a whole reply; nil where it is none but a key, such as an arrow.
  private var isEnded: Bool? {
    guard sequence.count > 1, let last = sequence.last else { return false }
    switch sequence[1] {
    case UInt8(ascii: "_"), UInt8(ascii: "P"):
      guard sequence.count > 2 else { return false }
      let begins = sequence[1...2].elementsEqual("_G".utf8) || sequence[1...2].elementsEqual("P>".utf8)
      guard begins, sequence.count < 256 else { return nil }
      return sequence.count > 3 && sequence.suffix(2).elementsEqual([0x1B, UInt8(ascii: "\\")])
    case UInt8(ascii: "["):
      guard sequence.count > 2 else { return false }
      guard sequence[2] == UInt8(ascii: "?") else { return nil }
      return (0x40...0x7E).contains(last) ? (last == UInt8(ascii: "c") ? true : nil) : false
    default: return nil
    }
  }
}

/// How many columns of a terminal text takes.
enum DisplayWidth {
  /// Columns of `text` after `cleaned`.
  static func of(_ text: String) -> Int {
    text.reduce(0) { $0 + of($1) }
  }

  /// 2 for East Asian wide characters and pictures, 0 for characters without a body, otherwise 1; marks above and below a letter
  /// add nothing to it.
  static func of(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.value < 0x300 { return 1 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if first.properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
    return wide.contains { $0.contains(first.value) } ? 2 : 1
  }

  /// One line without characters that steer a terminal or the direction of writing: each becomes a space.
  static func cleaned(_ text: String) -> String {
    String(text.map { isSafe($0) ? $0 : " " })
  }

  /// The beginning of `text` that fits into `columns`; where something is cut off, it ends with "…".
  static func cut(_ text: String, to columns: Int) -> String {
    guard of(text) > columns else { return text }
    var rest = columns - 1
    var result = ""
    for character in text {
      rest -= of(character)
      if rest < 0 { break }
      result.append(character)
    }
    return columns > 0 ? result + "…" : ""
  }

  private static func isSafe(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .surrogate: return false
      case .format: return scalar == "\u{200C}" || scalar == "\u{200D}" || (0xE0020...0xE007F).contains(scalar.value)
      default: return true
      }
    }
  }

  /// Blocks of East Asian wide and full-width characters (Unicode Standard Annex 11).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97F,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
    0x20000...0x3FFFD,
  ]
}

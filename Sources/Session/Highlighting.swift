import Syntax

/// Text of the language in a terminal's colours.
public enum Highlighting {
  /// A text with the codes that colour it.
  /// - Parameter start: where to begin; what stands before says what the first lexeme is.
  public static func coloured(_ text: [UInt8], from start: Int = 0) -> String {
    var result = ""
    var at = start
    for lexeme in Lexeme.all(of: text) where lexeme.range.upperBound > start {
      let range = max(lexeme.range.lowerBound, start)..<lexeme.range.upperBound
      guard let code = code(lexeme.kind) else { continue }
      result += String(decoding: text[min(at, range.lowerBound)..<range.lowerBound], as: UTF8.self)
      result += "\u{1B}[\(code)m" + String(decoding: text[range], as: UTF8.self) + "\u{1B}[0m"
      at = range.upperBound
    }
    return result + String(decoding: text[min(at, text.count)...], as: UTF8.self)
  }

  private static func code(_ kind: Lexeme.Kind) -> Int? {
    switch kind {
    case .keyword: 35
    case .string, .openString: 32
    case .interpolation: 33
    case .number: 36
    case .comment: 90
    case .broken: 31
    case .name, .symbol: nil
    }
  }
}

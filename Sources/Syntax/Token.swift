/// The smallest parts of the text.
struct Token: Sendable {
  enum Kind: Equatable, Sendable {
    case number(Double)
    case word(String)
    case keyword(Keyword)
    case symbol(Symbol)
    /// `$0`, `$1`: an unnamed parameter.
    case implicit(Int)
    case stringStart
    case stringText(String)
    case interpolationStart
    case interpolationEnd
    case stringEnd
    /// End of the text.
    case end
    /// Where the text cannot be read further; the lexer keeps what is wrong.
    case broken
  }

  var kind: Kind
  var start: Int
  var end: Int
  /// Whether a newline lies between the token before and this one.
  var startsLine: Bool
}

/// The words that cannot be names.
enum Keyword: String, CaseIterable, Sendable {
  case `let`, `var`, `func`, `if`, `else`, `for`, `in`, `while`, `return`, `break`, `continue`, `try`, `catch`, `true`, `false`, `nil`
}

/// Signs.
enum Symbol: String, CaseIterable, Sendable {
  case closedRange = "...", halfOpenRange = "..<"
  case equal = "==", notEqual = "!=", lessOrEqual = "<=", greaterOrEqual = ">=", and = "&&", or = "||"
  case addAssign = "+=", subtractAssign = "-=", multiplyAssign = "*=", divideAssign = "/=", remainderAssign = "%="
  case productAssign = "@=", powerAssign = "^="
  case leftParen = "(", rightParen = ")", leftBracket = "[", rightBracket = "]", leftBrace = "{", rightBrace = "}"
  case comma = ",", colon = ":", semicolon = ";", dot = ".", assign = "="
  case less = "<", greater = ">", plus = "+", minus = "-", star = "*", slash = "/", percent = "%", at = "@", caret = "^", not = "!"

  /// Bytes of its spelling.
  var length: Int { rawValue.utf8.count }

  /// The longest sign that stands at an offset.
  init?(at offset: Int, of lexer: Lexer) {
    let first = lexer.byte(at: offset)
    guard first > 0x20, first < 0x7F else { return nil }
    var spelling: [Character] = []
    for i in 0..<3 {
      let byte = lexer.byte(at: offset + i)
      guard byte > 0x20, byte < 0x7F else { break }
      spelling.append(Character(Unicode.Scalar(byte)))
    }
    while !spelling.isEmpty {
      if let symbol = Symbol(rawValue: String(spelling)) {
        self = symbol
        return
      }
      spelling.removeLast()
    }
    return nil
  }
}

extension Keyword {
  /// All spellings, for front ends that complete or colour.
  static let spellings: [String] = allCases.map(\.rawValue)
}

/// The language's reserved words, in the order of the reference.
public let reservedWords: [String] = Keyword.spellings

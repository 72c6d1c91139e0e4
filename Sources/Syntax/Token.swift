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

  /// By length, the longest first, so that `..<` is not read as `.`.
  static let byLength: [(bytes: [UInt8], symbol: Symbol)] = allCases.map { (Array($0.rawValue.utf8), $0) }
    .sorted { $0.bytes.count > $1.bytes.count }
}

extension Keyword {
  /// All spellings, for front ends that complete or colour.
  static let spellings: [String] = allCases.map(\.rawValue)
}

/// The language's reserved words, in the order of the reference.
public let reservedWords: [String] = Keyword.spellings

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
    /// `?train`, at the beginning of a line.
    case query(topic: String, wantsSource: Bool)
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
    let second = lexer.byte(at: offset + 1)
    /// The first sign where the byte after it is `next`, otherwise the second.
    func pick(_ long: Symbol, _ next: Unicode.Scalar, _ short: Symbol) -> Symbol { second == UInt8(ascii: next) ? long : short }
    switch Unicode.Scalar(lexer.byte(at: offset)) {
    case "(": self = .leftParen
    case ")": self = .rightParen
    case "[": self = .leftBracket
    case "]": self = .rightBracket
    case "{": self = .leftBrace
    case "}": self = .rightBrace
    case ",": self = .comma
    case ":": self = .colon
    case ";": self = .semicolon
    case "=": self = pick(.equal, "=", .assign)
    case "<": self = pick(.lessOrEqual, "=", .less)
    case ">": self = pick(.greaterOrEqual, "=", .greater)
    case "!": self = pick(.notEqual, "=", .not)
    case "+": self = pick(.addAssign, "=", .plus)
    case "-": self = pick(.subtractAssign, "=", .minus)
    case "*": self = pick(.multiplyAssign, "=", .star)
    case "/": self = pick(.divideAssign, "=", .slash)
    case "%": self = pick(.remainderAssign, "=", .percent)
    case "@": self = pick(.productAssign, "=", .at)
    case "^": self = pick(.powerAssign, "=", .caret)
    case "&" where second == UInt8(ascii: "&"): self = .and
    case "|" where second == UInt8(ascii: "|"): self = .or
    case ".":
      let third = second == UInt8(ascii: ".") ? lexer.byte(at: offset + 2) : 0
      self = third == UInt8(ascii: ".") ? .closedRange : third == UInt8(ascii: "<") ? .halfOpenRange : .dot
    default: return nil
    }
  }
}

extension Keyword {
  /// All spellings, for front ends that complete or colour.
  static let spellings: [String] = allCases.map(\.rawValue)
}

/// The language's reserved words, in the order of the reference.
public let reservedWords: [String] = Keyword.spellings

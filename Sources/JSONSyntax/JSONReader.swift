/// Reads one value from bytes, by recursive descent.
struct JSONReader {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The value that the whole text is.
  mutating func document() throws(JSONError) -> JSON {
    let value = try value(depth: 0)
    skipSpace()
    guard at == bytes.count else { throw wanted("the end of the text") }
    return value
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSON {
    skipSpace()
    guard let byte = next else { throw wanted("a value") }
    switch byte {
    case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: throw wanted("a value")
    }
  }

  private mutating func members(depth: Int) throws(JSONError) -> [JSON.Member] {
    try open(depth: depth)
    if skip("}") { return [] }
    var members: [JSON.Member] = []
    var names = Names()
    repeat {
      skipSpace()
      let place = at
      guard next == UInt8(ascii: "\"") else { throw wanted("a name in quotation marks") }
      let name = try string()
      guard names.insert(name, behind: members) else {
        throw JSONError(message: "the name \(JSON.quoted(name)) stands twice in one object", offset: place)
      }
      skipSpace()
      guard skip(":") else { throw wanted(": behind a name") }
      members.append(JSON.Member(name, try value(depth: depth)))
      skipSpace()
    } while skip(",")
    guard skip("}") else { throw wanted(", or } in an object") }
    return members
  }

  /// The names of an object: those of a small one are looked through, those of a large one are kept in a set.
  private struct Names {
    private var set: Set<String> = []

    /// False where the name is one of the members'.
    mutating func insert(_ name: String, behind members: [JSON.Member]) -> Bool {
      guard members.count >= 8 else { return !members.contains { $0.name == name } }
      if members.count == 8 { set = Set(members.map(\.name)) }
      return set.insert(name).inserted
    }
  }

  private mutating func elements(depth: Int) throws(JSONError) -> [JSON] {
    try open(depth: depth)
    if skip("]") { return [] }
    var elements: [JSON] = []
    repeat {
      elements.append(try value(depth: depth))
      skipSpace()
    } while skip(",")
    guard skip("]") else { throw wanted(", or ] in an array") }
    return elements
  }

  /// Skips the bracket that opens an array or an object.
  private mutating func open(depth: Int) throws(JSONError) {
    guard depth <= JSON.deepest else {
      throw JSONError(message: "arrays and objects are nested more than \(JSON.deepest) deep", offset: at)
    }
    at += 1
    skipSpace()
  }

  private mutating func word(_ word: String, _ value: JSON) throws(JSONError) -> JSON {
    guard bytes[at...].starts(with: word.utf8) else { throw wanted("a value") }
    at += word.utf8.count
    return value
  }

  /// Digits of a number beyond this say nothing that a Double holds, and take long to read.
  private static let longestNumber = 1000

  private mutating func number() throws(JSONError) -> JSON {
    let start = at
    let isNegative = skip("-")
    let startsWithZero = next == UInt8(ascii: "0")
    let digits = try digits()
    guard !startsWithZero || digits == 1 else { throw JSONError(message: "a number does not begin with 0", offset: start) }
    var isWhole = true
    if skip(".") {
      isWhole = false
      _ = try self.digits()
    }
    if skip("e") || skip("E") {
      isWhole = false
      if !skip("+") { skip("-") }
      _ = try self.digits()
    }
    guard at - start <= Self.longestNumber else {
      throw JSONError(message: "a number has more than \(Self.longestNumber) characters", offset: start)
    }
    // the usual case, without a string
    if isWhole, !isNegative, digits < 19 { return .integer(bytes[start..<at].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }) }
    let text = String(decoding: bytes[start..<at], as: UTF8.self)
    if isWhole, let whole = Int(text), !(isNegative && whole == 0) { return .integer(whole) }
    guard let number = Double(text), number.isFinite else { throw JSONError(message: "the number \(text) is too large", offset: start) }
    return .number(number)
  }

  /// Skips digits, of which there is at least one.
  /// - Returns: how many there were.
  private mutating func digits() throws(JSONError) -> Int {
    let start = at
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { at += 1 }
    guard at > start else { throw wanted("a digit") }
    return at - start
  }

  private mutating func string() throws(JSONError) -> String {
    var scanner = JSONString(bytes, at: at)
    let text = try scanner.text()
    at = scanner.at
    return text
  }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

  @discardableResult private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private mutating func skipSpace() {
    while next == UInt8(ascii: " ") || next == UInt8(ascii: "\n") || next == UInt8(ascii: "\r") || next == UInt8(ascii: "\t") { at += 1 }
  }

  private func wanted(_ what: String) -> JSONError {
    JSONError(message: "expected \(what), not \(JSONString.shown(next))", offset: at)
  }
}

/// Reads the little of Python that stands in the header of a .npy file: a dictionary of texts, truth values and tuples of whole numbers.
struct PythonLiteral {
  enum Value: Equatable {
    case text(String)
    case truth(Bool)
    case numbers([Int])
  }

  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// All members, in their order.
  /// - Throws: where the text is anything else, or has something other than blanks behind the dictionary.
  mutating func dictionary() throws(TensorFileError) -> [(key: String, value: Value)] {
    var members: [(key: String, value: Value)] = []
    try take("{")
    while !takes("}") {
      let key = try text()
      try take(":")
      members.append((key, try value()))
      if !takes(",") {
        try take("}")
        break
      }
    }
    skipBlanks()
    guard at == bytes.count else { throw wrong("the end") }
    return members
  }

  private mutating func value() throws(TensorFileError) -> Value {
    skipBlanks()
    if takesWord("True") { return .truth(true) }
    if takesWord("False") { return .truth(false) }
    if takes("(") { return .numbers(try numbers()) }
    return .text(try text())
  }

  /// The rest of a tuple: its brackets, if they hold one number, hold a comma as well.
  private mutating func numbers() throws(TensorFileError) -> [Int] {
    var numbers: [Int] = []
    while !takes(")") {
      numbers.append(try number())
      if takes(",") { continue }
      guard numbers.count > 1 else { throw wrong("a comma") }
      try take(")")
      break
    }
    return numbers
  }

  private mutating func number() throws(TensorFileError) -> Int {
    skipBlanks()
    let start = at
    while at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) { at += 1 }
    guard let number = Int(String(decoding: bytes[start..<at], as: UTF8.self)) else { throw wrong("a whole number from 0 on") }
    _ = takesWord("L")  // as Python 2 wrote long numbers
    return number
  }

  /// A text without escapes.
  private mutating func text() throws(TensorFileError) -> String {
    skipBlanks()
    guard at < bytes.count, "'\"".utf8.contains(bytes[at]) else { throw wrong("a text in quotes, True, False or a tuple") }
    let quote = bytes[at]
    guard let end = bytes[(at + 1)...].firstIndex(of: quote), !bytes[at..<end].contains(UInt8(ascii: "\\")),
      let text = String(validating: bytes[(at + 1)..<end], as: UTF8.self)
    else { throw wrong("a text that ends") }
    at = end + 1
    return text
  }

  private mutating func skipBlanks() {
    while at < bytes.count, " \t\n\r".utf8.contains(bytes[at]) { at += 1 }
  }

  private mutating func takes(_ sign: String) -> Bool {
    skipBlanks()
    return takesWord(sign)
  }

  private mutating func takesWord(_ word: String) -> Bool {
    guard bytes[at...].starts(with: word.utf8) else { return false }
    at += word.utf8.count
    return true
  }

  private mutating func take(_ sign: String) throws(TensorFileError) {
    if !takes(sign) { throw wrong(sign) }
  }

  private func wrong(_ expected: String) -> TensorFileError {
    TensorFileError("its header is no dictionary of Python: at its byte \(at), expected \(expected)")
  }
}

import JSONSyntax
import Testing

@Suite("JSON")
struct JSONTests {
  private func read(_ text: String) throws(JSONError) -> JSON { try JSON(Array(text.utf8)) }

  @Test(
    "Values are read",
    arguments: [
      ("null", .null), (" true ", .bool(true)), ("\tfalse\r\n", .bool(false)), ("0", .integer(0)), ("-12", .integer(-12)),
      ("9223372036854775807", .integer(.max)), ("9223372036854775808", .number(0x1p63)), ("-0", .number(-0.0)), ("1.0", .number(1)),
      ("1e2", .number(100)), ("-2.5E-1", .number(-0.25)), ("5e-324", .number(.leastNonzeroMagnitude)), ("1e-999", .number(0)),
      ("\"\"", .string("")),
      (#""a\"\\\/\b\f\n\r\té\u00e9\ud834\udd1e""#, .string("a\"\\/\u{8}\u{C}\n\r\téé𝄞")), ("\"\u{7F}θ\"", .string("\u{7F}θ")),
      ("[]", .array([])),
      ("[1,[2, {}]]", .array([.integer(1), .array([.integer(2), .object([])])])),
      ("{\"b\":1,\"a\":\"x\"}", .object([JSON.Member("b", .integer(1)), JSON.Member("a", .string("x"))])),
    ] as [(String, JSON)])
  func values(text: String, expected: JSON) throws { #expect(try read(text) == expected) }

  @Test(
    "What is no JSON is refused, with the byte where",
    arguments: [
      ("", 0, "expected a value, not the end of the text"), ("  ", 2, "expected a value"), ("{", 1, "a name in quotation marks"),
      ("[1,]", 3, "expected a value, not ]"), ("[1 2]", 3, "expected , or ] in an array, not 2"),
      ("{\"a\":1,}", 7, "a name in quotation marks"),
      ("{\"a\" 1}", 5, "expected : behind a name, not 1"), ("{a:1}", 1, "a name in quotation marks, not a"),
      ("{\"a\":1]", 6, ", or } in an object"),
      ("1 2", 2, "the end of the text, not 2"), ("tru", 0, "expected a value, not t"), ("nul", 0, "expected a value"),
      ("+1", 0, "expected a value"),
      ("01", 0, "does not begin with 0"), ("-01", 0, "does not begin with 0"), ("1.", 2, "expected a digit"), (".5", 0, "expected a value"),
      ("-", 1, "expected a digit, not the end"), ("1e", 2, "expected a digit"), ("1e999", 0, "too large"), ("NaN", 0, "expected a value"),
      ("\"a", 0, "is not closed"), ("\"\\", 1, "expected an escape"), ("\"\\x\"", 1, "expected an escape such as \\n, not \\ and x"),
      ("\"\\u12g4\"", 5, "four hexadecimal digits behind \\u, not g"), ("\"\\u12", 5, "not the end of the text"),
      ("\"\\ud834\"", 1, "surrogate"), ("\"\\ud834\\u0041\"", 1, "surrogate"), ("\"\\udd1e\"", 1, "surrogate"),
      ("\"a\nb\"", 2, "the byte 10"),
      ("{\"a\":1,\"\\u0061\":2}", 7, "the name \"a\" stands twice"), ("\u{FEFF}1", 0, "expected a value, not the byte 239"),
      ("// x\n1", 0, "expected a value, not /"),
    ])
  func wrong(text: String, offset: Int, part: String) {
    let error = #expect(throws: JSONError.self) { try read(text) }
    #expect(error?.offset == offset)
    #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
  }

  @Test(
    "Bytes that are not UTF-8 are refused",
    arguments: [[0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]] as [[UInt8]])
  func encoding(bytes: [UInt8]) {
    #expect(throws: JSONError.self) { try JSON([UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]) }
    #expect(throws: JSONError.self) { try JSON(bytes) }
  }

  @Test("What is nested too deeply is refused before the stack is full")
  func depth() throws {
    let deep = { (n: Int) in String(repeating: "[", count: n) + String(repeating: "]", count: n) }
    #expect(throws: Never.self) { try read(deep(JSON.deepest)) }
    #expect(throws: JSONError.self) { try read(deep(JSON.deepest + 1)) }
    #expect(throws: JSONError.self) { try read(String(repeating: "[{\"a\":", count: 100_000)) }
    #expect(throws: JSONError.self) { try read(String(repeating: "1", count: 100_000)) }
  }

  @Test("A quoted text reads back as itself")
  func quoted() throws {
    let text = String(String.UnicodeScalarView((0..<0x300).compactMap { Unicode.Scalar($0) })) + "\u{FFFF}𝄞\u{10FFFF}"
    #expect(try read(JSON.quoted(text)) == .string(text))
    #expect(JSON.quoted("a\"\\\n\u{1}\u{7F}é") == #""a\"\\\n\u0001\u007fé""#)
  }
}

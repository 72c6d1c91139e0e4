import Catalogue

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension HostBuiltins {
  static let strings: [Builtin] = [
    Builtin(
      "split", in: "strings", "The parts of a text between the places where a separator stands.",
      Parameter<String>("text", "The text."), Parameter<String>("separator", "What stands between the parts.", default: "\" \""),
      examples: [Example("split(\"a,b,,c\", \",\")", prints: "[\"a\", \"b\", \"\", \"c\"]")]
    ) { (_, text, separator) throws(Failure) -> [String] in
      guard !separator.isEmpty else { throw Failure("split wants a separator that is not empty", hint: "list(text) gives the characters") }
      return parts(of: text, at: separator)
    },
    Builtin(
      "join", in: "strings", "One text of all elements.", Parameter<Value>("values", "A list; each element as print shows it."),
      Parameter<String>("separator", "What to put between them.", default: "\"\""),
      examples: [Example("join([\"a\", 1, 2.5], \", \")", prints: "a, 1, 2.5")]
    ) { (context, values, separator) throws(Failure) -> String in
      try context.elements(of: values, for: "join").map { context.text($0, full: true) }.joined(separator: separator)
    },
    Builtin(
      "lowercase", in: "strings", "The text in small letters.", Parameter<String>("text", "The text."),
      examples: [Example("lowercase(\"ΣAb\")", prints: "σab")]
    ) { (_, text) throws(Failure) -> String in text.lowercased() },
    Builtin(
      "uppercase", in: "strings", "The text in capital letters.", Parameter<String>("text", "The text."),
      examples: [Example("uppercase(\"ab\")", prints: "AB")]
    ) { (_, text) throws(Failure) -> String in text.uppercased() },
    Builtin(
      "lines", in: "strings", "The lines of a text, without their ends.", Parameter<String>("text", "The text."),
      examples: [Example("lines(\"a\\nb\\n\")", prints: "[\"a\", \"b\"]")]
    ) { (_, text) throws(Failure) -> [String] in
      var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
      if lines.last == "" { lines.removeLast() }
      return lines
    },
    Builtin(
      "fixed", in: "strings", "A number as text with a fixed count of digits after the point.", Parameter<Double>("x", "The number."),
      Parameter<Int>("digits", "How many, from 0 to 40.", default: "2"),
      examples: [Example("fixed(2 / 3, 3)", prints: "0.667"), Example("fixed(-1, 1)", prints: "-1.0")]
    ) { (_, x, digits) throws(Failure) -> String in
      guard (0...40).contains(digits) else { throw Failure("fixed wants 0 to 40 digits, not \(digits)") }
      return x.isFinite ? formatted("%.\(digits)f", x) : numberText(x)
    },
  ]

  /// A number through the C library's format.
  static func formatted(_ format: String, _ x: Double) -> String {
    withVaList([x]) { arguments in
      var buffer = [CChar](repeating: 0, count: 400)
      let count = vsnprintf(&buffer, buffer.count, format, arguments)
      return String(decoding: buffer.prefix(max(0, Int(count))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  private static func parts(of text: String, at separator: String) -> [String] {
    let bytes = Array(text.utf8)
    let mark = Array(separator.utf8)
    var parts: [String] = []
    var start = 0
    var i = 0
    while i + mark.count <= bytes.count {
      if bytes[i..<i + mark.count].elementsEqual(mark) {
        parts.append(String(decoding: bytes[start..<i], as: UTF8.self))
        i += mark.count
        start = i
      } else {
        i += 1
      }
    }
    return parts + [String(decoding: bytes[start...], as: UTF8.self)]
  }
}

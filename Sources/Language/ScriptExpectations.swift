import Syntax

/// What a test script says about itself: `// expect: text` beside or below the line that prints it, `// error: part of the
/// message` beside the line that fails, `// given: name = value` for an input.
///
/// Every line that the script prints must be expected, in order; a script without `// error:` must not fail.
public struct ScriptExpectations: Sendable {
  /// Lines that standard output must consist of, and the script's line that says so, from 1.
  public private(set) var output: [(line: Int, text: String)] = []
  /// Part of the message (or of its hint), and the line it must point to, from 1.
  public private(set) var error: (line: Int, part: String)?
  /// Values for the script's inputs.
  public private(set) var inputs: [String: String] = [:]

  /// Something that is not as the script says.
  public struct Complaint: Sendable, CustomStringConvertible {
    /// The script's line, from 1; nil for what it says nothing about.
    public var line: Int?
    public var message: String
    public var description: String { (line.map { "line \($0): " } ?? "") + message }
  }

  public init(_ text: String) {
    for (i, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if let expected = Self.remark("expect:", in: line) { output.append((i + 1, expected)) }
      if let part = Self.remark("error:", in: line) { error = (i + 1, part) }
      if let given = Self.remark("given:", in: line), let sign = given.firstIndex(of: "=") {
        let name = given[..<sign].filter { $0 != " " }
        inputs[String(name)] = String(given[given.index(after: sign)...].drop { $0 == " " })
      }
    }
  }

  /// What is not as the script says; empty where all is.
  /// - failure: what stopped the script, and the line that it points to.
  public func complaints(output text: String, failure: (diagnostic: Diagnostic, line: Int)?) -> [Complaint] {
    var complaints: [Complaint] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    for i in 0..<max(lines.count, output.count) {
      let got = i < lines.count ? "\"\(lines[i])\"" : "nothing"
      let wanted = i < output.count ? "\"\(output[i].text)\"" : "nothing"
      if got != wanted {
        complaints.append(Complaint(line: i < output.count ? output[i].line : nil, message: "expected \(wanted), got \(got)"))
      }
    }
    switch (error, failure) {
    case (nil, nil): break
    case (nil, let (diagnostic, line)?): complaints.append(Complaint(line: line, message: "it failed: \(diagnostic.message)"))
    case (let (line, part)?, nil): complaints.append(Complaint(line: line, message: "expected a failure with \"\(part)\", got none"))
    case (let (line, part)?, let (diagnostic, place)?):
      let said = diagnostic.message + (diagnostic.hint.map { " — " + $0 } ?? "")
      if place != line { complaints.append(Complaint(line: line, message: "expected a failure here, got one on line \(place): \(said)")) }
      if !Self.contains(said, part) {
        complaints.append(Complaint(line: line, message: "expected \"\(part)\" in the message, got \"\(said)\""))
      }
    }
    return complaints
  }

  /// What stands behind `// word` in a line.
  private static func remark(_ word: String, in line: Substring) -> String? {
    let mark = Array("// \(word)".utf8)
    let bytes = Array(line.utf8)
    guard bytes.count >= mark.count else { return nil }
    for start in 0...bytes.count - mark.count where bytes[start..<start + mark.count].elementsEqual(mark) {
      var rest = bytes[(start + mark.count)...]
      if rest.first == UInt8(ascii: " ") { rest.removeFirst() }
      return String(decoding: rest, as: UTF8.self)
    }
    return nil
  }

  private static func contains(_ text: String, _ part: String) -> Bool {
    let (text, part) = (Array(text.utf8), Array(part.utf8))
    guard !part.isEmpty, part.count <= text.count else { return part.isEmpty }
    return (0...text.count - part.count).contains { text[$0..<$0 + part.count].elementsEqual(part) }
  }
}

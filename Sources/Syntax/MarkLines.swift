/// The lines of a source as marks of cells, and what lies between them. A comment that would be a mark and is none has a backslash
/// before its `%%`, or one more than it has in a notebook.
struct MarkLines {
  let source: Source
  /// Where the marks begin.
  private(set) var marks: [Int] = []
  /// Where the comments begin that have backslashes before their `%%`.
  private(set) var escaped: [Int] = []
  /// Whether lines end in CRLF, as the first one does.
  private let hasReturns: Bool

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let newline = UInt8(ascii: "\n")

  init(_ source: Source) {
    self.source = source
    hasReturns = source.lineCount > 1 && source.lineStarts[1] - source.lineRange(0).upperBound == 2
    var start = 0
    while true {
      let lexer = Lexer(start == 0 ? source : Source(name: "", bytes: Array(source.bytes[start...])))
      marks += lexer.cellMarks.map { start + $0 }
      escaped += lexer.escapedMarks.map { start + $0 }
      // what is not closed, as a comment may be while it is written, ends at the next such line
      guard let problem = lexer.problem else { return }
      let line = source.line(at: start + Int(problem.diagnostic.span.start)) + 1
      guard let next = source.lineStarts.dropFirst(line).first(where: { Self.backslashes(source.bytes[$0...]) != nil }) else { return }
      start = next
    }
  }

  /// How many backslashes stand before the `%%` of a line that is a mark but for these; nil where it is none.
  static func backslashes(_ line: ArraySlice<UInt8>) -> Int? {
    guard line.starts(with: "// ".utf8) else { return nil }
    let rest = line.dropFirst(3).drop { $0 == UInt8(ascii: "\\") }
    guard rest.starts(with: "%%".utf8) else { return nil }
    let next = rest.dropFirst(2).first
    guard next == nil || next == newline || next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") || next == UInt8(ascii: "\r") else {
      return nil
    }
    return rest.startIndex - line.startIndex - 3
  }

  /// Where the line behind a line begins.
  func end(of line: Int) -> Int { line + 1 < source.lineCount ? source.lineStarts[line + 1] : source.bytes.count }

  func isBlank(_ range: Range<Int>) -> Bool { source.bytes[range].allSatisfy { [9, 10, 11, 12, 13, 32].contains($0) } }

  /// Where the first line begins that is neither blank nor a comment from its first column on; the end where there is none.
  func endOfComments(_ body: Range<Int>) -> Int {
    let starts = source.lineStarts[source.line(at: body.lowerBound)...].prefix { $0 < body.upperBound }
    return starts.first { start in
      let line = start..<min(end(of: source.line(at: start)), body.upperBound)
      return !source.bytes[line].starts(with: "//".utf8) && !isBlank(line)
    } ?? body.upperBound
  }

  /// What a cell holds.
  func text(_ range: Range<Int>, isCode: Bool) -> String {
    var range = range
    for _ in 0..<2 where source.bytes[range].last == Self.newline {
      range = range.lowerBound..<range.upperBound - 1
      if hasReturns, source.bytes[range].last == UInt8(ascii: "\r") { range = range.lowerBound..<range.upperBound - 1 }
    }
    var bytes: [UInt8] = []
    for line in Self.lines(source.bytes[range]) {
      if line.startIndex > range.lowerBound { bytes.append(Self.newline) }
      let line = hasReturns && line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      bytes += isCode ? code(line) : text(line)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Splits at newlines.
  static func lines(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    bytes.split(separator: newline, omittingEmptySubsequences: false)
  }

  private func code(_ line: ArraySlice<UInt8>) -> [UInt8] {
    Array(escaped.contains(line.startIndex) ? line.prefix(3) + line.dropFirst(4) : line)
  }

  private func text(_ line: ArraySlice<UInt8>) -> [UInt8] {
    guard line.starts(with: "//".utf8) else { return Array(line) }
    let backslashes = Self.backslashes(line) ?? 0
    let rest = line.dropFirst(2)
    return Array((rest.first == UInt8(ascii: " ") ? rest.dropFirst() : rest).dropFirst(backslashes > 0 ? 1 : 0))
  }
}

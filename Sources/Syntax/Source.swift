/// One text as it arrived: a file, a cell, a line of the prompt.
public struct Source: Sendable {
  /// What messages call it: a path, or `In [3]`.
  public let name: String
  /// Its UTF-8; not checked here (the lexer reports bytes that are no text).
  public let bytes: [UInt8]
  /// Its number in the session's map; spans carry it.
  public let number: Int
  /// What messages call its first line.
  public internal(set) var firstLine: Int
  /// Offset at which each line begins.
  let lineStarts: [Int]

  public init(name: String, bytes: [UInt8], number: Int = 0, firstLine: Int = 1) {
    self.name = name
    self.bytes = bytes
    self.number = number
    self.firstLine = firstLine
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    lineStarts = starts
  }

  public init(name: String, text: String, number: Int = 0) {
    self.init(name: name, bytes: Array(text.utf8), number: number)
  }

  /// The text of a span; parts outside the source are cut off.
  public func text(_ span: Span) -> String {
    text(from: Int(span.start), to: Int(span.end))
  }

  /// The whole text.
  public var text: String { text(from: 0, to: bytes.count) }

  func text(from start: Int, to end: Int) -> String {
    let low = max(0, min(start, bytes.count))
    let high = max(low, min(end, bytes.count))
    return String(decoding: bytes[low..<high], as: UTF8.self)
  }

  var lineCount: Int { lineStarts.count }

  /// Number of the line (from 0) that holds the byte at `offset`.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Bytes of a line, without its end.
  func lineRange(_ line: Int) -> Range<Int> {
    let start = lineStarts[line]
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }

  /// Line and column of a byte; columns count characters, from 1.
  public func location(_ offset: Int) -> (line: Int, column: Int) {
    let at = max(0, min(offset, bytes.count))
    let line = line(at: at)
    return (firstLine + line, text(from: lineStarts[line], to: at).count + 1)
  }
}

/// A text of the language, or a part of one, and what messages call it.
public struct CodeText: Sendable {
  public var bytes: [UInt8]
  /// A path, `In [3]`, or `a.ipynb, cell 3`.
  public var name: String
  /// The number of its first line.
  public var firstLine: Int

  public init(_ bytes: [UInt8], name: String, firstLine: Int = 1) {
    (self.bytes, self.name, self.firstLine) = (bytes, name, firstLine)
  }
}

/// The sources of a session, by their number.
public struct SourceMap: Sendable {
  public private(set) var sources: [Source] = []

  public init() {}

  /// Adds a text and gives it its number.
  public mutating func add(name: String, bytes: [UInt8], firstLine: Int = 1) -> Source {
    let source = Source(name: name, bytes: bytes, number: sources.count, firstLine: firstLine)
    sources.append(source)
    return source
  }

  /// The text has come to stand elsewhere in its file.
  public mutating func move(_ number: Int, to firstLine: Int) {
    if sources.indices.contains(number) { sources[number].firstLine = firstLine }
  }

  /// The source that a span lies in; nil for places that are nowhere.
  public func source(of span: Span) -> Source? {
    let number = Int(span.source)
    return sources.indices.contains(number) ? sources[number] : nil
  }

  /// What stands in a span, where that is short enough for a message.
  public func shortText(_ span: Span) -> String? {
    guard let text = source(of: span)?.text(span), text.count <= 24 else { return nil }
    return text
  }

  /// Whether two spans begin on the same line.
  public func share(_ a: Span, _ b: Span) -> Bool {
    guard a.source == b.source, let source = source(of: a) else { return false }
    return source.line(at: Int(a.start)) == source.line(at: Int(b.start))
  }

  /// `file:line:column` of a span's start; nil for places that are nowhere.
  public func place(of span: Span) -> String? {
    guard let source = source(of: span) else { return nil }
    let (line, column) = source.location(Int(span.start))
    return "\(source.name):\(line):\(column)"
  }
}

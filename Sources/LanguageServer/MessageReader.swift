import JSONSyntax

/// Cuts what arrives into messages: a header with `Content-Length`, an empty line, and so many bytes of JSON.
struct MessageReader {
  enum Message {
    case json(JSON)
    /// What arrived is no message; what is wrong with it.
    case broken(String)
  }

  private var bytes: [UInt8] = []
  private var at = 0

  /// Longer messages are refused, and skipped.
  static let longest = 1 << 28
  private static let longestHeader = 1 << 14
  /// Bytes of a refused message that are still to come.
  private var skipped = 0

  mutating func append(_ more: [UInt8]) {
    bytes.removeFirst(at)
    at = 0
    let drop = min(skipped, more.count)
    skipped -= drop
    bytes += more[drop...]
  }

  /// The next message that is there whole; nil where more must arrive first.
  mutating func next() -> Message? {
    let rest = bytes[at...]
    guard let end = Self.headerEnd(rest) else {
      guard rest.count > Self.longestHeader else { return nil }
      at = bytes.count
      return .broken("a header without end")
    }
    guard let length = Self.contentLength(rest[..<end.lowerBound]) else {
      at = end.upperBound
      return .broken("a header without Content-Length")
    }
    guard length <= Self.longest else {
      let here = min(length, bytes.count - end.upperBound)
      at = end.upperBound + here
      skipped = length - here
      return .broken("a message of \(length) bytes; at most \(Self.longest) are read")
    }
    guard bytes.count - end.upperBound >= length else { return nil }
    at = end.upperBound + length
    do {
      return .json(try JSON(Array(bytes[end.upperBound..<at])))
    } catch {
      return .broken("\(error.message), at byte \(error.offset)")
    }
  }

  /// The empty line behind a header; a lone newline ends a line too.
  private static func headerEnd(_ bytes: ArraySlice<UInt8>) -> Range<Int>? {
    var last: Int?
    for i in bytes.indices where bytes[i] == UInt8(ascii: "\n") {
      if let last, i - last == 1 || (i - last == 2 && bytes[i - 1] == UInt8(ascii: "\r")) { return last..<i + 1 }
      last = i
    }
    return nil
  }

  private static func contentLength(_ header: ArraySlice<UInt8>) -> Int? {
    for line in String(decoding: header, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      guard let length = Int(parts[1].filter { $0 != " " && $0 != "\t" }), length >= 0 else { return nil }
      return length
    }
    return nil
  }
}

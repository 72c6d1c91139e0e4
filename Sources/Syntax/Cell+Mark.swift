/// The line that begins a cell.
extension Cell {
  /// A cell without text.
  /// - Parameter mark: the line, from `// %%` on.
  init(mark: String) {
    var rest = mark.dropFirst(5).trimmed
    let kind = Kind.allCases.first { $0 != .code && rest.hasPrefix("[\($0.rawValue)]") }
    self.init(kind ?? .code)
    if let kind { rest = rest.dropFirst(kind.rawValue.count + 2).trimmed }
    let last = rest.lastIndex(where: \.isWhitespace).map { rest[rest.index(after: $0)...] } ?? rest
    if last.hasPrefix("id="), Self.isID(last.dropFirst(3)) {
      id = String(last.dropFirst(3))
      rest = rest[..<last.startIndex].trimmed
    }
    let brace = rest.hasPrefix("{") ? rest.startIndex : rest.firstRange(of: " {").map { rest.index(after: $0.lowerBound) }
    if rest.hasSuffix("}"), let brace {
      attributes = String(rest[brace...])
      rest = rest[..<brace].trimmed
    }
    title = String(rest)
  }

  /// The line, without its newline.
  var mark: String {
    let parts = [kind == .code ? "" : "[\(kind.rawValue)]", title, attributes, id.isEmpty ? "" : "id=\(id)"]
    return (["// %%"] + parts.filter { !$0.isEmpty }).joined(separator: " ")
  }

  /// Whether the title can stand in the mark, and is read from it as it is.
  public var hasPlainTitle: Bool { !title.utf8.contains(10) && !title.utf8.contains(13) && Cell(mark: mark).title == title }

  /// Whether a notebook may call a cell so: 1 to 64 letters and digits of ASCII, `-` and `_`.
  public static func isID(_ text: some StringProtocol) -> Bool {
    (1...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        }
      }
  }
}

extension Substring {
  /// Without blanks at both ends.
  fileprivate var trimmed: Substring {
    let start = drop(while: \.isWhitespace)
    return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? start
  }
}

/// A message about a place in a source.
public struct Diagnostic: Error, Sendable {
  /// A second place that explains the first.
  public struct Note: Sendable {
    public var message: String
    public var span: Span
    public init(_ message: String, at span: Span) {
      self.message = message
      self.span = span
    }
  }

  public var message: String
  public var span: Span
  /// What to do about it, a sentence.
  public var hint: String?
  public var notes: [Note]

  public init(_ message: String, at span: Span, hint: String? = nil, notes: [Note] = []) {
    self.message = message
    self.span = span
    self.hint = hint
    self.notes = notes
  }
}

extension Diagnostic {
  /// The message as people read it: `file:line:column: error: message`, the source line, a line of carets, then the hint,
  /// and the notes with their own source lines. Ends without a newline.
  public func rendered(in map: SourceMap, label: String = "error") -> String {
    var lines = Self.block(label: label, message: message, span: span, map: map)
    if let hint { lines.append("  hint: \(hint)") }
    for note in notes { lines += Self.block(label: "note", message: note.message, span: note.span, map: map) }
    return lines.joined(separator: "\n")
  }

  private static func block(label: String, message: String, span: Span, map: SourceMap) -> [String] {
    guard let source = map.source(of: span), let place = map.place(of: span) else { return ["\(label): \(message)"] }
    let excerpt = Excerpt(of: span, in: source)
    return ["\(place): \(label): \(message)", "  " + excerpt.line, "  " + excerpt.carets]
  }
}

/// A source line with a line of carets under a span's part of it.
struct Excerpt {
  private(set) var line = ""
  private(set) var carets = ""

  /// Columns shown of a long line.
  private static let widest = 120

  init(of span: Span, in source: Source) {
    let start = max(0, min(Int(span.start), source.bytes.count))
    let range = source.lineRange(source.line(at: start))
    let end = min(Int(span.end), range.upperBound)
    var before = source.text(from: range.lowerBound, to: min(start, range.upperBound))
    let marked = source.text(from: min(start, range.upperBound), to: max(end, start))
    var after = source.text(from: max(end, min(start, range.upperBound)), to: range.upperBound)
    if before.count > Self.widest / 2 { before = "…" + before.suffix(Self.widest / 2) }
    let room = max(0, Self.widest - before.count)
    let shown = marked.count > room ? marked.prefix(room) + "…" : marked
    after = marked.count > room ? "" : after.count > room - marked.count ? after.prefix(room - marked.count) + "…" : after

    var column = 0
    let head = Self.plain(before, &column)
    let indent = column
    let middle = Self.plain(String(shown), &column)
    let width = max(1, column - indent)
    line = head + middle + Self.plain(after, &column)
    carets = String(repeating: " ", count: indent) + "^" + String(repeating: "~", count: width - 1)
  }

  /// Text without tabs and control characters; counts the columns that it takes.
  private static func plain(_ text: String, _ column: inout Int) -> String {
    var out = ""
    for character in text {
      if character == "\t" {
        let width = 4 - column % 4
        out += String(repeating: " ", count: width)
        column += width
      } else if let first = character.unicodeScalars.first, first.value < 32 || first.value == 127 {
        out += "?"
        column += 1
      } else {
        out.append(character)
        column += displayWidth(character)
      }
    }
    return out
  }
}

/// Columns that a character takes on a terminal: 0 for a lone combining mark, 2 for East Asian wide ones and emoji.
public func displayWidth(_ character: Character) -> Int {
  guard let scalar = character.unicodeScalars.first else { return 0 }
  switch scalar.value {
  case 0x20..<0x300: return 1
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
    return 2
  default:
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return 1
    }
  }
}

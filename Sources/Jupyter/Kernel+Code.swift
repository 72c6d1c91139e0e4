import JSONSyntax
import Session

/// What a front end asks about a text that is being typed. Its cursors count code points.
extension Kernel {
  func complete(_ content: JSON) -> JSON {
    let place = TypedText(content)
    let completion = session.completion(of: place.bytes, at: place.cursor)
    let (start, end) = (place.codePoints(before: completion.range.lowerBound), place.codePoints(before: completion.range.upperBound))
    let kinds = completion.candidates.map { candidate -> JSON in
      [
        "text": .string(candidate.text), "type": .string(candidate.kind.rawValue), "signature": .string(candidate.summary),
        "start": .integer(start), "end": .integer(end),
      ]
    }
    return [
      "status": .string("ok"), "matches": .array(completion.candidates.map { .string($0.text) }), "cursor_start": .integer(start),
      "cursor_end": .integer(end), "metadata": ["_jupyter_types_experimental": .array(kinds)],
    ]
  }

  func inspect(_ content: JSON) -> JSON {
    let place = TypedText(content)
    // a second look shows the source
    let page = session.help(in: place.bytes, at: place.cursor, wantsSource: content["detail_level"]?.integer == 1)
    return ["status": .string("ok"), "found": .bool(page != nil), "data": page?.bundle ?? [:], "metadata": [:]]
  }

  func isComplete(_ content: JSON) -> JSON {
    let text = TypedText(content)
    switch session.completeness(of: text.bytes) {
    case .whole: return ["status": .string("complete")]
    case .wrong: return ["status": .string("invalid")]
    case .unfinished(let depth): return ["status": .string("incomplete"), "indent": .string(String(repeating: "  ", count: depth))]
    }
  }
}

/// A text with a cursor in it.
private struct TypedText {
  let bytes: [UInt8]
  /// Bytes before it.
  let cursor: Int

  init(_ content: JSON) {
    let text = content["code"]?.string ?? ""
    bytes = Array(text.utf8)
    let place = content["cursor_pos"]?.integer ?? bytes.count
    cursor = text.unicodeScalars.prefix(max(place, 0)).reduce(0) { $0 + UTF8.width($1) }
  }

  func codePoints(before byte: Int) -> Int { String(decoding: bytes.prefix(byte), as: UTF8.self).unicodeScalars.count }
}

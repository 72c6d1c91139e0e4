import Plotting
import Syntax

/// Code as a reader sees it: in pieces, some of which have a colour.
enum SourceText {
  /// The code in order; pieces between words have no kind.
  static func pieces(_ code: String) -> [(text: String, kind: Lexeme.Kind?)] {
    let bytes = Array(code.utf8)
    var pieces: [(text: String, kind: Lexeme.Kind?)] = []
    var at = 0
    func add(_ range: Range<Int>, _ kind: Lexeme.Kind?) {
      guard !range.isEmpty else { return }
      pieces.append((String(decoding: bytes[range], as: UTF8.self), kind))
    }
    for lexeme in Lexeme.all(of: bytes) where lexeme.range.lowerBound >= at {
      add(at..<lexeme.range.lowerBound, nil)
      add(lexeme.range, lexeme.kind)
      at = lexeme.range.upperBound
    }
    add(at..<bytes.count, nil)
    return pieces
  }

  /// Kinds that are not as black as the rest.
  static let colours: [(kind: Lexeme.Kind, colour: Colour)] = [
    (.keyword, Colour(0xA626A4)), (.string, Colour(0x217A3C)), (.openString, Colour(0x217A3C)), (.interpolation, Colour(0xB76B01)),
    (.number, Colour(0x0B6FB8)), (.comment, Colour(0x7A7F87)),
  ]
}

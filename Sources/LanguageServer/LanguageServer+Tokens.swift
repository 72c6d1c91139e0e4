import JSONSyntax
import Syntax

extension LanguageServer {
  /// The protocol's names of what is coloured, in the order of its numbers.
  var tokenLegend: JSON {
    let types = SourceIndex.Colour.allCases.map { colour in
      switch colour {
      case .keyword: "keyword"
      case .number: "number"
      case .string: "string"
      case .comment: "comment"
      }
    }
    return ["tokenTypes": .array(types.map { .string($0) }), "tokenModifiers": .array([])]
  }

  /// Five numbers for each stretch: lines and units from the one before, its length, its colour, and no modifiers.
  func semanticTokens(_ place: Place) -> JSON {
    let source = place.document.source
    var data: [Int] = []
    var last = (line: 0, unit: 0)
    for (range, colour) in place.document.index.colours {
      let start = source.utf16Position(of: range.lowerBound)
      let length = source.text(Span(start: range.lowerBound, end: range.upperBound)).utf16.count
      data += [start.line - last.line, start.line == last.line ? start.unit - last.unit : start.unit, length, colour.rawValue, 0]
      last = start
    }
    return ["data": .array(data.map { .integer($0) })]
  }
}

import JSONSyntax
import Language
import Syntax

extension Diagnostic {
  /// As one line for machines. Lines and columns are from 1, columns count characters; `end` is behind the last one. What has no place
  /// has the line 0.
  func json(_ severity: Problem.Severity, in sources: SourceMap) -> String {
    let notes = notes.map { note in
      let (file, line, column) = Self.start(of: note.span, in: sources)
      return #"{"file":\#(file),"line":\#(line),"column":\#(column),"message":\#(JSON.quoted(note.message))}"#
    }
    let (file, line, column) = Self.start(of: span, in: sources)
    let end = sources.source(of: span)?.location(Int(span.end)) ?? (line: 0, column: 0)
    return """
      {"file":\(file),"line":\(line),"column":\(column),"end":{"line":\(end.line),"column":\(end.column)},\
      "severity":"\(severity.rawValue)","message":\(JSON.quoted(message)),"hint":\(hint.map(JSON.quoted) ?? "null"),\
      "notes":[\(notes.joined(separator: ","))]}
      """
  }

  private static func start(of span: Span, in sources: SourceMap) -> (file: String, line: Int, column: Int) {
    guard let source = sources.source(of: span) else { return (JSON.quoted(""), 0, 0) }
    let place = source.location(Int(span.start))
    return (JSON.quoted(source.name), place.line, place.column)
  }
}

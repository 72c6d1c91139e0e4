import JSONSyntax
import Session
import Syntax

extension LanguageServer {
  /// What is wrong with a document, as the protocol writes it.
  func problems(in document: Document) -> [JSON] {
    checker.problems(of: document.source.bytes, name: document.source.name, folder: document.folder).map { problem in
      let span = problem.diagnostic.span
      // What is wrong with an imported file is told at the beginning.
      let isHere = problem.file == document.source.name
      let hint = problem.diagnostic.hint.map { "\nhint: \($0)" } ?? ""
      return [
        "range": document.source.range(isHere ? Int(span.start)..<Int(max(span.start, span.end)) : 0..<0),
        "severity": .integer(problem.severity == .error ? 1 : 2), "source": .string("tegum"),
        "message": .string((isHere ? "" : "\(problem.file): ") + problem.diagnostic.message + hint),
      ]
    }
  }

  /// The edit that formats a document; none where it is formatted, or is no program.
  func formatting(_ place: Place) -> JSON {
    let source = place.document.source
    guard case .success(let text) = ScriptText.formatted(source.bytes, name: source.name), text != source.text else { return .array([]) }
    return .array([["range": source.range(0..<source.bytes.count), "newText": .string(text)]])
  }
}

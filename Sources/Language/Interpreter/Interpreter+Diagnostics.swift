import Catalogue
import Syntax

/// Failures as users read them.
extension Interpreter {
  /// A failure as a message. A failure inside the standard library is shown at the user's line that led there, with a note
  /// where it happened; then come the calls that led to that line, innermost first.
  /// - isWhole: all calls are shown, those inside the standard library too; else a few of the user's own.
  public func diagnostic(for failure: Failure, isWhole: Bool = false) -> Diagnostic {
    var place = failure.span ?? .none
    var notes = failure.notes.map { Diagnostic.Note($0.message, at: $0.span) }
    var calls = failure.backtrace[...]
    if !isWhole, isLibrary(place), let first = calls.firstIndex(where: { !isLibrary($0.span) }) {
      notes.append(Diagnostic.Note("it happened here, in \(calls[first].name) of the standard library", at: place))
      place = calls[first].span
      calls = calls[(first + 1)...]
    }
    notes.removeAll { isLibrary($0.span) && $0.message == "required here" }
    notes += called(calls.filter { $0.span != place && (isWhole || !isLibrary($0.span)) }, most: isWhole ? .max : Self.shownCalls)
    return Diagnostic(failure.message, at: place, hint: failure.hint, notes: notes)
  }

  /// Calls that a message shows.
  private static let shownCalls = 4

  private func called(_ calls: [(name: String, span: Span)], most: Int) -> [Diagnostic.Note] {
    let left = calls.count > most ? calls.count - most : 0
    // of too many, the innermost, and the one that began it
    return (calls.dropLast().dropLast(left) + calls.suffix(1)).enumerated().map { i, call in
      let gap = left > 0 && i == most - 1 ? "; \(left) calls lie between" : ""
      return Diagnostic.Note("\(call.name) was called here\(gap)", at: call.span)
    }
  }

  /// Whether a place lies in the standard library, or nowhere.
  public func isLibrary(_ span: Span) -> Bool { Int(span.source) < librarySources }
}

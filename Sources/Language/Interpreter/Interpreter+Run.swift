import Catalogue
import Syntax

extension Interpreter {
  /// Runs what arrived together: reads and resolves all of it, then runs it entry by entry; after an entry that failed, the rest
  /// is dropped.
  ///
  /// - Parameters:
  ///   - texts: one, or a notebook's cells. The sources that they become have consecutive numbers.
  ///   - folder: where imports are looked for; nil for the current folder.
  ///   - onResult: gets each entry's result as soon as it is there.
  ///   - onText: gets the place of a text before an entry of it runs, and where it cannot be read or its names mean nothing.
  public func submit(
    _ texts: [CodeText], folder: String? = nil, onResult: (EntryResult) -> Void = { _ in }, onText: (Int) -> Void = { _ in }
  ) throws(Failure) {
    enterThread()
    let first = sources.sources.count
    func announce(_ span: Span) {
      let place = Int(span.source) - first
      if texts.indices.contains(place) { onText(place) }
    }
    let batch: ResolvedBatch
    do {
      batch = try resolve(texts, folder: folder)
    } catch {
      if let span = error.span { announce(span) }
      throw error
    }
    state.pointee.lastTick = settings.operations.map { state.pointee.ticks + min($0, .max - state.pointee.ticks) } ?? .max
    try run(batch, in: userScope, willRun: { announce($0.span) }, onResult)
  }

  public func submit(
    _ text: String, name: String, folder: String? = nil, onResult: (EntryResult) -> Void = { _ in }
  ) throws(Failure) {
    try submit([CodeText(Array(text.utf8), name: name)], folder: folder, onResult: onResult)
  }

  /// Reads texts, and finds out what all of their names mean.
  func resolve(_ texts: [CodeText], folder: String?) throws(Failure) -> ResolvedBatch {
    let added = texts.map { sources.add(name: $0.name, bytes: $0.bytes, firstLine: $0.firstLine) }
    var entries: [(Entry, Source)] = []
    for source in added {
      folders[source.number] = folder
      for entry in try program(of: source).entries { entries.append((entry, source)) }
    }
    do {
      return try Resolver(self, userScope, folder: folder).resolve(entries)
    } catch {
      throw libraryFailure ?? error
    }
  }

  /// Notes where this thread's stack ends, and drops what an earlier run may have left.
  func enterThread() {
    state.pointee.stackLimit = stackLimit()
    state.pointee.span = .none
  }

  /// A source's tree; an error in it as a failure.
  func program(of source: Source) throws(Failure) -> Program {
    switch Parser.parse(source) {
    case .complete(let program): return program
    case .incomplete(let diagnostic), .wrong(let diagnostic):
      var failure = Failure(diagnostic.message, hint: diagnostic.hint, at: diagnostic.span)
      failure.notes = diagnostic.notes.map { Failure.Note($0.message, at: $0.span) }
      throw failure
    }
  }

  func run(
    _ batch: ResolvedBatch, in scope: GlobalScope, willRun: (ResolvedEntry) -> Void = { _ in }, _ onResult: (EntryResult) -> Void
  ) throws(Failure) {
    for function in batch.hoisted { try declare(function) }
    try run(batch.entries, in: scope, functions: batch.hoisted, willRun: willRun, onResult)
  }

  /// Gives a function's name its value.
  func declare(_ function: GlobalDeclare) throws(Failure) {
    _ = try function.evaluate(Frame(slots: state.pointee.top, state: state))
  }

  /// Runs entries one by one. Where one fails, functions whose declarations stand behind it are none.
  /// - Parameters:
  ///   - functions: those of all that arrived together.
  ///   - bound: names that earlier entries of it have bound.
  func run(
    _ entries: [ResolvedEntry], in scope: GlobalScope, functions: [GlobalDeclare], bound: Set<String> = [],
    willRun: (ResolvedEntry) -> Void = { _ in }, _ onResult: (EntryResult) -> Void
  ) throws(Failure) {
    for (i, entry) in entries.enumerated() {
      willRun(entry)
      do {
        let value = if let query = entry.query { try answer(query) } else { try run(entry, in: scope) }
        onResult(
          EntryResult(
            value: value, isHidden: entry.isHidden, isLast: i == entries.count - 1, span: entry.span, boundNames: entry.boundNames))
      } catch {
        let done = bound.union(entries[..<i].flatMap(\.boundNames))
        for function in functions where !done.contains(function.global.name) {
          function.global.storage.pointee = .object(Unset.marker)
        }
        throw error
      }
    }
  }

  /// Runs one entry and gives its last statement's value.
  private func run(_ entry: ResolvedEntry, in scope: GlobalScope) throws(Failure) -> Value? {
    let base = try reserve(entry.size, entry.span)
    defer { state.release(entry.size, base) }
    let frame = Frame(slots: base, state: state)
    var unused = Value.nothing
    var value: Value?
    for statement in entry.statements {
      value = nil
      if scope === userScope {
        settings.willRun(StatementPlace(entry: entry.span, statement: statement.span, value: statement.valueSpan))
      }
      do {
        if statement.isExpression {
          value = try statement.code.evaluate(frame)
        } else {
          _ = try statement.code.execute(frame, &unused)
        }
      } catch {
        throw finished(error, statement, in: scope)
      }
    }
    guard let value else { return nil }
    if case .nothing = value { return nil }
    setAnswer(value, in: scope)
    return value
  }

  /// A failure as it leaves an entry: one that blames a caller there is none of falls back on the place that found it; what an
  /// interrupted call had completed becomes the answer.
  private func finished(_ failure: Failure, _ statement: ResolvedEntry.Statement, in scope: GlobalScope) -> Failure {
    var failure = failure
    if failure.span == nil {
      failure.span = failure.notes.last?.span ?? statement.code.span
      if !failure.notes.isEmpty { failure.notes.removeLast() }
    }
    if let partial = failure.partial(of: statement.valueSpan) { setAnswer(partial, in: scope) }
    return failure
  }

  private func answer(_ query: Query) throws(Failure) -> Value? {
    do { return try settings.answer?(query) } catch { throw error.placed(at: query.span) }
  }

  private func setAnswer(_ value: Value, in scope: GlobalScope) {
    guard scope === userScope else { return }
    let answer = scope.declare("ans")
    answer.storage.pointee = value
    answer.isInherited = false
  }
}

/// What arrived together, resolved.
struct ResolvedBatch {
  var entries: [ResolvedEntry] = []
  /// Functions that have no value before: all of the batch may call them.
  var hoisted: [GlobalDeclare] = []
}

/// One entry, resolved.
struct ResolvedEntry {
  struct Statement {
    let code: Node
    let isExpression: Bool
    let span: Span
    /// The expression whose value an interrupt may have completed in part.
    let valueSpan: Span
  }
  let statements: [Statement]
  let size: Int
  let isHidden: Bool
  let span: Span
  let boundNames: [String]
  /// Those of them that it declares itself, rather than imports.
  let ownNames: [String]
  /// The question that it is, in place of statements.
  let query: Query?
}

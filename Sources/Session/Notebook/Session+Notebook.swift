import Builtins
import Catalogue
import Language
import Syntax

/// Entries of a prompt or a notebook: they have numbers, are remembered, and can be undone.
extension Session {
  /// The number that the next entry gets.
  public var nextNumber: Int { notebook.count + 1 }

  /// Runs what was typed: commands line by line, then the rest.
  func enter(_ submission: Submission) -> Outcome {
    defineRecall()
    notebook.count += 1
    guard let call = Command.Call(submission.text) else {
      notebook.inputs.add(.string(String(decoding: submission.text, as: UTF8.self)), number: notebook.count)
      return record(submission)
    }
    let outcome = run(call)
    guard case .completed = outcome, let rest = call.rest else { return outcome }
    var next = submission
    next.text = rest
    return enter(next)
  }

  /// Runs a text, and remembers what of it succeeded.
  func record(_ submission: Submission) -> Outcome {
    let number = notebook.count
    notebook.folder = submission.folder
    let before = moment(number)
    notebook.current = nil
    var end: Int32 = 0
    let (outcome, failure) = perform(submission) { result in
      if let value = result.value { notebook.outputs.add(value, number: number) }
      keep(Span(source: Int(result.span.source), start: Int(end), end: Int(result.span.end)))
      end = result.span.end
      notebook.current = nil
      autosave()
    }
    if let failure, let place = notebook.current {
      if let partial = failure.partial { notebook.outputs.add(partial, number: number) }
      keepPart(place, failure, from: end, since: before)
    }
    // What was wrong before anything ran has changed nothing.
    if failure == nil || notebook.current != nil || end > 0 { notebook.push(before) }
    autosave()
    return outcome
  }

  private func moment(_ number: Int) -> Notebook.Moment {
    Notebook.Moment(
      number: number, names: interpreter.snapshot(with: Array(notebook.outputs.items.values)), draws: engine.restorer(),
      journal: notebook.journal, outputs: notebook.outputs.items)
  }

  /// Makes everything what it was before an entry.
  func restore(_ moment: Notebook.Moment) {
    interpreter.restore(moment.names)
    moment.draws()
    notebook.journal = moment.journal
    notebook.outputs.items = moment.outputs
    autosave()
  }

  /// Makes everything what it was before the first entry.
  func reset() {
    defineRecall()
    notebook.push(moment(notebook.count))
    if let beginning = notebook.beginning { restore(beginning) }
  }

  /// `In`, `Out` and `who` are there from the first entry on.
  private func defineRecall() {
    guard notebook.beginning == nil else { return }
    interpreter.define("In", .object(notebook.inputs))
    interpreter.define("Out", .object(notebook.outputs))
    interpreter.define("who", .object(NameList(interpreter)))
    notebook.beginning = moment(0)
    interpreter.settings.willRun = { [unowned self] place in
      notebook.current = place
      notebook.draws = engine.restorer()
      notebook.steps = engine.stepsMade
      engine.stepsTogether = nil
    }
  }

  private func autosave() {
    // A session in which nothing succeeded leaves no file.
    guard !notebook.journal.isEmpty || notebook.autosave?.hasBegun == true else { return }
    notebook.autosave?.keep(notebook.journal.script(seed: options.seed))
  }

  // MARK: the script

  private func keep(_ span: Span) {
    if let text = interpreter.sources.source(of: span)?.text(span) { add(text) }
  }

  private func add(_ text: String) {
    let kept = text.drop { $0.isWhitespace }
    guard !kept.isEmpty else { return }
    notebook.journal.add(
      String(kept), number: notebook.count, recall: (notebook.inputs, notebook.outputs), folder: notebook.folder)
  }

  /// Of an entry that failed or was interrupted: the statements before, and a training with the steps that it made.
  /// - Parameter start: where the entry before it ended.
  /// - earlier: how everything was before the submission.
  private func keepPart(_ place: Interpreter.StatementPlace, _ failure: Failure, from start: Int32, since earlier: Notebook.Moment) {
    guard let source = interpreter.sources.source(of: place.statement) else { return }
    func text(_ start: Int32, _ end: Int32) -> String {
      source.text(Span(source: source.number, start: Int(start), end: Int(end)))
    }
    var done = place.statement.start > place.entry.start ? text(start, place.statement.start) : ""
    while let last = done.last, last == ";" || last.isWhitespace { done.removeLast() }
    let together = engine.stepsTogether
    let steps = engine.stepsMade - notebook.steps
    guard failure.kind == .interrupted, steps > 0 || together != nil else {
      if !done.isEmpty, Self.endsInValue(done) { done += "; nil" }
      guard failure.kind == .error, interpreter.hasChanged(since: earlier.names) else {
        add(done)
        // A statement that is not in the script has drawn nothing.
        notebook.draws?()
        return
      }
      // What it changed before it failed stays changed, in the script too.
      add((done.isEmpty ? "" : done + "\n") + "try {\n\(source.text(place.statement))\n} catch failure { nil }")
      return
    }
    let after = together.map { "[\($0.map(String.init).joined(separator: ", "))]" } ?? String(steps)
    if !done.isEmpty { done += "; " }
    // What the interrupted call had completed was bound where it was the right side of a `let`, and is the answer.
    let isBound = failure.span == place.value && failure.partial != nil
    let inner = isBound ? place.value : place.statement
    let before = isBound ? text(place.statement.start, inner.start) : "let _ = "
    let words = Array(before.utf8)
    let name = Lexeme.all(of: words).last { $0.kind == .name }.map { String(decoding: words[$0.range], as: UTF8.self) }
    let answer = name.flatMap { isBound && $0 != "_" ? "; \($0)" : nil } ?? ""
    add(done + before + "stopping(after: \(after)) { \(source.text(inner)) }" + answer)
  }

  /// Whether the last statement of an entry gives a value, which would be the answer.
  private static func endsInValue(_ entry: String) -> Bool {
    guard case .complete(let program) = Parser.parse(Source(name: "", text: entry)),
      case .expression? = program.entries.last?.statements.last?.kind
    else { return false }
    return true
  }
}

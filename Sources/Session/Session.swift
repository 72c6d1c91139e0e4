import Builtins
import Catalogue
@preconcurrency import Glibc
import Language
import Syntax

/// A session: values that live from one submission to the next, and the interpreter over them. Every front end runs one.
///
/// A class: it is its values. It belongs to one thread, which should have a large stack: calls of the language nest on it.
public final class Session {
  let options: Options
  /// What values that show may look like; a front end sets it anew where its window changed.
  public var display: Display
  let console: any SessionConsole
  private let interrupt: Interrupt
  let interpreter: Interpreter
  let engine: Engine
  let notebook = Notebook()

  /// Begins a session with the builtins and the standard library.
  /// - Parameter interrupt: whoever holds it may stop the work under way. Clear it before new work.
  public init(_ options: Options, console: any SessionConsole, interrupt: Interrupt) {
    self.options = options
    display = options.display
    self.console = console
    self.interrupt = interrupt
    engine = Engine(
      threads: options.threadCount, seed: options.usedSeed, isInterrupted: { interrupt.reason != nil })
    engine.isTimeless = options.isTimeless
    notebook.autosave = options.autosaveFolder.map { Autosave(folder: $0) }
    engine.progress = { step, steps, loss in
      console.progress(Double(step) / Double(max(steps, 1)), "step \(step) of \(steps), loss \(shortText(loss))")
    }
    engine.progressEnded = { console.endProgress() }
    var settings = Interpreter.Settings()
    settings.isInterrupted = { interrupt.reason != nil }
    settings.operations = options.maxOperations
    settings.operationsEnded = { interrupt.raise(.limit(.operations)) }
    interpreter = Interpreter(
      builtins: Builtins.all, operators: ArrayOperators(), services: engine, console: console, settings: settings)
    interpreter.load(library: Builtins.library)
    guard console.canRedraw, !options.isForMachines else { return }
    engine.watched = { [unowned self] figure in console.redraw(shown(.object(figure), isLast: false)) }
  }

  /// Runs what arrived together: all of it is read and its names are resolved, then it runs entry by entry. Values and
  /// diagnostics go to the console; after an entry that failed, the rest is dropped. What comes from a prompt may be a command.
  public func run(_ submission: Submission) -> Outcome {
    submission.origin == .prompt ? enter(submission) : perform(submission).outcome
  }

  /// Runs a notebook's cells.
  /// - Parameter onCell: gets the place of the cell, among the submission's, that all output from then on belongs to: before it runs, and
  ///   where it is the reason that nothing runs.
  public func run(_ submission: Submission, onCell: (Int) -> Void) -> Outcome { perform(submission, onCell: onCell).outcome }

  /// Runs a submission.
  /// - Parameter onResult: gets each entry's result as soon as it is there.
  func perform(
    _ submission: Submission, _ onResult: (EntryResult) -> Void = { _ in }, onCell: (Int) -> Void = { _ in }
  ) -> (outcome: Outcome, failure: Failure?) {
    performing(submission) { () throws(Failure) in
      var last: Value?
      let texts = submission.cells.isEmpty ? [CodeText(submission.text, name: submission.name)] : submission.cells
      func take(_ result: EntryResult) {
        if let value = result.value { last = value }
        onResult(result)
        show(result, submission.origin)
      }
      try interpreter.submit(texts, folder: submission.folder, onResult: take, onText: onCell)
      return last
    }
  }

  /// Does what a submission asks for, within its limits; what fails is reported.
  /// - Parameter work: gives the value of its last expression.
  func performing(_ submission: Submission, _ work: () throws(Failure) -> Value?) -> (outcome: Outcome, failure: Failure?) {
    let watch = Watch.start(interrupt, seconds: options.maxTime, bytes: options.maxMemory)
    defer { watch?.stop() }
    interpreter.settings.inputs = submission.inputs
    interpreter.settings.answer = nil
    if submission.origin.showsValues {
      interpreter.settings.answer = { [unowned self] (query) throws(Failure) in try answer(query) }
    }
    do {
      return (.completed(try work()), nil)
    } catch {
      let diagnostic = report(error)
      guard error.kind == .interrupted else { return (.failed(diagnostic), error) }
      if let partial = error.partial, submission.origin.showsValues { console.show(shown(partial, isLast: false)) }
      return (interrupt.reason?.limit.map { .failed(diagnostic, $0) } ?? .interrupted, error)
    }
  }

  /// Evaluates an expression for a front end, which gets its value or why there is none; names, values and random numbers stay what
  /// they were.
  public func peek(_ text: [UInt8], name: String) -> Outcome {
    let (names, draws) = (interpreter.snapshot(with: Array(notebook.outputs.items.values)), engine.restorer())
    defer {
      interpreter.restore(names)
      draws()
    }
    return perform(Submission(text, name: name, origin: .expression)).outcome
  }

  /// A value as JSON, on one line. Where a member cannot be read, the reason is reported, and there is none.
  public func json(_ value: Value?) -> String? {
    var writer = JSONWriter(context: interpreter)
    do {
      try writer.write(value ?? .nothing)
      return writer.text
    } catch {
      report(error)
      return nil
    }
  }

  /// The user's names with their values to the last digit: as JSON where they can be written so, else as text.
  public var exactValues: [(name: String, value: String)] {
    interpreter.userNames.map { info in
      var writer = JSONWriter(context: interpreter)
      do {
        try writer.write(info.value)
        return (info.name, writer.text)
      } catch {
        return (info.name, interpreter.text(info.value, full: true))
      }
    }
  }

  /// The line, from 1, that a diagnostic of this session points to; nil where it points nowhere.
  public func line(of diagnostic: Diagnostic) -> Int? {
    interpreter.sources.source(of: diagnostic.span)?.location(Int(diagnostic.span.start)).line
  }

  // MARK: showing

  func show(_ result: EntryResult, _ origin: Submission.Origin) {
    guard !options.isForMachines, !result.isHidden, let value = result.value else { return }
    if origin.showsValues || value.isShownAnywhere { console.show(shown(value, isLast: result.isLast)) }
  }

  func shown(_ value: Value, isLast: Bool) -> ShownValue {
    ShownValue(value: value, interpreter: interpreter, display: display, isLast: isLast)
  }

  @discardableResult
  func report(_ failure: Failure) -> Diagnostic {
    let report = Report(failure, options: options, stopped: interrupt.reason)
    let diagnostic = report.diagnostic(in: interpreter)
    console.fail(
      diagnostic.message, options.isForMachines ? diagnostic.json(.error, in: interpreter.sources) : report.text(in: interpreter))
    return diagnostic
  }
}

extension Submission {
  /// Where imports of the text are looked for; nil for the current folder.
  public var folder: String? {
    guard origin == .file || origin == .notebook, let slash = name.lastIndex(of: "/") else { return nil }
    return slash == name.startIndex ? "/" : String(name[..<slash])
  }
}

extension Value {
  /// Whether it shows as an entry's value also where others don't: it is there to be looked at.
  fileprivate var isShownAnywhere: Bool {
    if case .object(let object) = self { object is FigureObject || object is HelpObject } else { false }
  }
}

/// A number in at most four digits: progress is no place for sixteen.
private func shortText(_ number: Double) -> String {
  guard number.isFinite, number != 0 else { return "\(number)" }
  let exponent = 3 - Int(log10(abs(number)).rounded(.down))
  let scale = pow(10, Double(min(max(exponent, -300), 300)))
  return numberText((number * scale).rounded() / scale)
}

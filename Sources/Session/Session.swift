import Builtins
import Catalogue
@preconcurrency import Glibc
import Language
import Syntax

/// A session: values that live from one submission to the next, and the interpreter over them. Every front end runs one.
///
/// A class: it is its values. It belongs to one thread, which should have a large stack: calls of the language nest on it.
public final class Session {
  private let options: Options
  /// What values that show may look like; a front end sets it anew where its window changed.
  public var display: Display
  private let console: any SessionConsole
  private let interrupt: Interrupt
  private let interpreter: Interpreter

  /// Begins a session with the builtins and the standard library.
  /// - Parameter interrupt: whoever holds it may stop the work under way. Clear it before new work.
  public init(_ options: Options, console: any SessionConsole, interrupt: Interrupt) {
    self.options = options
    display = options.display
    self.console = console
    self.interrupt = interrupt
    let engine = Engine(
      threads: options.threadCount, seed: options.seed ?? Options.defaultSeed, isInterrupted: { interrupt.reason != nil })
    engine.progress = { step, steps, loss in
      console.progress(Double(step) / Double(max(steps, 1)), "step \(step) of \(steps), loss \(shortText(loss))")
    }
    engine.progressEnded = { console.endProgress() }
    var settings = Interpreter.Settings()
    settings.isInterrupted = { interrupt.reason != nil }
    interpreter = Interpreter(
      builtins: Builtins.all, operators: ArrayOperators(), services: engine, console: console, settings: settings)
    do {
      try interpreter.load(library: Builtins.library)
    } catch {
      report(error)
    }
  }

  /// Runs what arrived together: all of it is read and its names are resolved, then it runs entry by entry. Values and
  /// diagnostics go to the console; after an entry that failed, the rest is dropped.
  public func run(_ submission: Submission) -> Outcome {
    let watch = Watch.start(interrupt, seconds: options.maxTime, bytes: options.maxMemory)
    defer { watch?.stop() }
    interpreter.settings.inputs = submission.inputs
    var last: Value?
    do {
      try interpreter.submit(submission.text, name: submission.name, folder: submission.folder) { result in
        if let value = result.value { last = value }
        show(result, submission.origin)
      }
      return .completed(last)
    } catch {
      let diagnostic = report(error)
      guard error.kind == .interrupted else { return .failed(diagnostic) }
      if let partial = error.partial, submission.origin.showsValues { show(partial) }
      switch interrupt.reason {
      case .user, nil: return .interrupted
      case .time, .memory: return .failed(diagnostic)
      }
    }
  }

  /// Whether lines are the beginning of something longer: more lines could make them whole.
  public func wantsMore(after lines: [UInt8]) -> Bool {
    // The last line has ended too: a string that is open there stays open.
    if case .incomplete = Parser.parse(Source(name: "", bytes: lines + [UInt8(ascii: "\n")])) { true } else { false }
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

  /// The line, from 1, that a diagnostic of this session points to; nil where it points nowhere.
  public func line(of diagnostic: Diagnostic) -> Int? {
    interpreter.sources.source(of: diagnostic.span)?.location(Int(diagnostic.span.start)).line
  }

  // MARK: showing

  private func show(_ result: EntryResult, _ origin: Submission.Origin) {
    guard options.showsValues, !result.isHidden, let value = result.value else { return }
    if origin.showsValues || value.isFigure { show(value) }
  }

  private func show(_ value: Value) {
    guard case .object(let figure as FigureObject) = value else {
      console.write(interpreter.display(value) + "\n")
      return
    }
    console.write(figure.text(width: display.width, height: display.height, colours: display.colours.count))
  }

  @discardableResult
  private func report(_ failure: Failure) -> Diagnostic {
    let report = Report(failure, options: options, stopped: interrupt.reason)
    console.note(report.text(in: interpreter))
    return report.diagnostic(in: interpreter)
  }
}

extension Submission {
  /// Where imports of the text are looked for; nil for the current folder.
  public var folder: String? {
    guard origin == .file, let slash = name.lastIndex(of: "/") else { return nil }
    return slash == name.startIndex ? "/" : String(name[..<slash])
  }
}

extension Value {
  fileprivate var isFigure: Bool {
    if case .object(let object) = self { object is FigureObject } else { false }
  }
}

/// A number in at most four digits: progress is no place for sixteen.
private func shortText(_ number: Double) -> String {
  guard number.isFinite, number != 0 else { return "\(number)" }
  let exponent = 3 - Int(log10(abs(number)).rounded(.down))
  let scale = pow(10, Double(min(max(exponent, -300), 300)))
  return numberText((number * scale).rounded() / scale)
}

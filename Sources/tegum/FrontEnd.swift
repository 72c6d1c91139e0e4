import ArgumentParser
@preconcurrency import Glibc
import Session

/// The ways of giving work to a session from the command line; each returns the process's status.
struct FrontEnd {
  /// How a file on the command line names standard input.
  static let standardInput = "-"

  let settings: Settings
  let terminal: Terminal
  let console: TerminalConsole
  let session: Session

  init(_ settings: Settings, terminal: Terminal, stack: Int) {
    self.settings = settings
    self.terminal = terminal
    console = TerminalConsole(terminal: terminal, showsProgress: !settings.quiet)
    session = Session(
      Session.Options(
        threads: settings.threads, seed: settings.seed, maxTime: settings.maxTime, maxMemory: settings.maxMemory?.bytes,
        stack: stack, display: terminal.display, showsValues: !settings.json),
      console: console, interrupt: Signals.interrupt)
  }

  /// `tegum -e CODE -e CODE`: one after the other in one session, up to the first that fails.
  func evaluate(_ expressions: [String]) -> Int32 {
    Signals.catchInterrupts(insist: true)
    var outcome = Outcome.completed(nil)
    for expression in expressions {
      outcome = session.run(Submission(Array(expression.utf8), name: "-e", origin: .expression))
      guard case .completed = outcome else { break }
    }
    return finish(outcome)
  }

  /// `tegum run FILE …`, and standard input, which is read to its end first.
  func runFile(_ path: String, _ words: CommandWords) throws -> Int32 {
    Signals.catchInterrupts(insist: true)
    let isInput = path == Self.standardInput
    let bytes: [UInt8]
    switch isInput ? readAll(STDIN_FILENO) : readFile(path) {
    case .success(let read): bytes = read
    case .failure(let error) where error.code == EINTR: return finish(.interrupted)
    case .failure(let error):
      console.diagnose("error: cannot read \(isInput ? "standard input" : "'\(path)'"): \(error.message)")
      return finish(.failed)
    }
    let submission = Submission(bytes, name: isInput ? "standard input" : path, origin: isInput ? .standardInput : .file)
    guard words.script.isEmpty == false else { return finish(session.run(submission)) }
    return finish(session.run(submission))
  }

  /// The prompt, until Ctrl-D.
  func prompt(_ history: HistoryFile?) -> Int32 {
    Signals.catchInterrupts(insist: false)
    if !settings.quiet, terminal.outputIsTerminal { console.write("Tegum \(Tegum.version). Ctrl-D leaves, Ctrl-C stops.\n") }
    var prompt = Prompt(session: session, console: console, history: history, reader: LineReader(output: terminal.promptStream))
    prompt.run()
    return finish(.completed(nil))
  }

  /// Writes out what is left, and turns the outcome into a status.
  private func finish(_ outcome: Outcome) -> Int32 {
    if settings.json, case .completed(let value?) = outcome { console.write(session.json(value) + "\n") }
    if let problem = console.finish() {
      console.diagnose("error: cannot write to standard output: \(String(cString: strerror(problem)))")
      return 1
    }
    switch outcome {
    case .completed: return 0
    case .failed: return 1
    case .interrupted: return 130
    }
  }
}

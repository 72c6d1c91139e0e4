import ArgumentParser
@preconcurrency import Glibc
import Session

/// The ways of giving work to a session from the command line; each returns the process's status.
struct FrontEnd {
  private let settings: Settings
  private let terminal: Terminal
  private let console: TerminalConsole

  init(_ settings: Settings, terminal: Terminal) {
    self.settings = settings
    self.terminal = terminal
    console = TerminalConsole(terminal: terminal, showsProgress: !settings.quiet)
  }

  /// `tegum -e CODE -e CODE`: one after the other in one session, up to the first that fails.
  func evaluate(_ expressions: [String]) -> Int32 {
    Signals.catchInterrupts(insist: true)
    let session = makeSession()
    var outcome = Outcome.completed(nil)
    for expression in expressions {
      outcome = session.run(Submission(Array(expression.utf8), name: "-e", origin: .expression))
      guard case .completed = outcome else { break }
    }
    return finish(outcome, session)
  }

  /// A script, or standard input, which was read to its end.
  func run(_ submission: Submission) -> Int32 {
    Signals.catchInterrupts(insist: true)
    let session = makeSession()
    return finish(session.run(submission), session)
  }

  /// `tegum doc`: the reference, as Markdown or as JSON.
  func document() -> Int32 {
    let session = makeSession()
    if settings.json { return max(write(session.referenceJSON), finish(nil, session)) }
    console.write(session.reference)
    return finish(nil, session)
  }

  /// The prompt, until Ctrl-D; with a tour that leads through a first session.
  func prompt(_ history: HistoryFile?, autosaveFolder: String?, tour: Tour? = nil) -> Int32 {
    Signals.catchInterrupts(insist: false)
    if !settings.quiet, terminal.outputIsTerminal {
      console.write("Tegum \(Tegum.version). ? is help, :help shows the commands; Ctrl-C stops what runs, Ctrl-D leaves.\n")
    }
    let session = makeSession(autosaveFolder: autosaveFolder)
    var prompt = Prompt(
      session: session, terminal: terminal, console: console, history: history, reader: LineReader(output: terminal.promptStream))
    prompt.run(tour)
    return finish(nil, session)
  }

  private func makeSession(autosaveFolder: String? = nil) -> Session {
    var options = settings.options
    options.display = terminal.display
    options.coloursDiagnostics = terminal.errorHasColours
    options.showsAllCalls = settings.backtrace
    options.autosaveFolder = autosaveFolder
    options.isForMachines = settings.json
    return Session(options, console: console, interrupt: Signals.interrupt)
  }

  /// The process's status where nothing else goes wrong.
  static func status(of outcome: Outcome) -> Int32 {
    switch outcome {
    case .completed: 0
    case .failed(_, let limit): limit.map(status(of:)) ?? 1
    case .interrupted: 130
    }
  }

  /// Writes out what is left, and turns an outcome into a status; nil is a prompt that was left, or no work.
  private func finish(_ outcome: Outcome?, _ session: Session) -> Int32 {
    var status: Int32
    switch outcome {
    case nil: status = 0
    case .completed(let value): status = settings.json ? write(session.json(value)) : 0
    case .failed?, .interrupted?: status = outcome.map(Self.status(of:)) ?? 0
    }
    if let problem = console.finish() {
      console.note("error: cannot write to standard output: \(String(cString: strerror(problem)))")
      status = 1
    }
    return status
  }

  private static func status(of limit: Interrupt.Limit) -> Int32 {
    switch limit {
    case .time: 3
    case .memory: 4
    case .operations: 5
    }
  }

  private func write(_ json: String?) -> Int32 {
    guard let json else { return 1 }
    console.write(json + "\n")
    return 0
  }
}

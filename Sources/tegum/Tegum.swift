import ArgumentParser
@preconcurrency import Glibc
import Session

/// The program: reads the command line and runs what it asks for, on a thread with a large stack.
@main enum Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let status = LargeStack.run {
      do {
        return try run(CommandWords(arguments))
      } catch {
        return report(error)
      }
    }
    exit(status)
  }

  private static func run(_ words: CommandWords) throws -> Int32 {
    var command = try Tegum.parseAsRoot(words.own)
    let environment = environment()
    let terminal = Terminal(environment: environment)
    switch command {
    case let root as Tegum:
      let frontEnd = FrontEnd(root.settings, terminal: terminal)
      if !root.expressions.isEmpty { return frontEnd.evaluate(root.expressions) }
      guard terminal.canPrompt else { return try run(Script.standardInput, words, terminal) }
      guard !root.settings.json else { throw ValidationError("--json is for scripts, -e and standard input, not for the prompt") }
      return frontEnd.prompt(HistoryFile(environment: environment), autosaveFolder: HistoryFile.sessionFolder(environment: environment))
    case let doc as Doc: return FrontEnd(doc.settings, terminal: terminal).document()
    case let tour as Tutorial:
      guard terminal.canPrompt else {
        throw ValidationError("the tour wants a terminal, where Enter takes you from stop to stop; its text is docs/tour.tg")
      }
      guard !tour.settings.json else { throw ValidationError("--json is for scripts, -e and standard input, not for the tour") }
      // what is typed on a tour is not kept
      return FrontEnd(tour.settings, terminal: terminal).prompt(HistoryFile(environment: environment), autosaveFolder: nil, tour: .first)
    case let run as Run:
      guard run.parent.expressions.isEmpty else { throw ValidationError("-e and a FILE don't go together") }
      return try Self.run(Script(run.file), words, terminal)
    case let tool as any Tool:
      Signals.catchInterrupts(insist: true)
      return tool.perform(terminal)
    default:
      // Help.
      try command.run()
      return 0
    }
  }

  /// Runs a script; the words behind its name that are not its own are read as tegum's.
  private static func run(_ script: Script, _ words: CommandWords, _ terminal: Terminal) throws -> Int32 {
    Signals.catchInterrupts(insist: true)
    var submission: Submission
    switch script.read() {
    case .success(let text):
      do {
        submission = try script.submission(text)
      } catch {
        write("error: cannot read \(script.quotedName): \(error.message)", to: STDERR_FILENO)
        return 1
      }
    case .failure(let error) where error.code == EINTR: return 130
    case .failure(let error):
      write("error: cannot read \(script.quotedName): \(error.message)", to: STDERR_FILENO)
      return 1
    }
    let inputs = ScriptInput.all(of: submission.text)
    let arguments = try ScriptArguments(words.script, inputs)
    let settings: Settings
    do {
      settings = try Self.settings(try Tegum.parseAsRoot(words.own + arguments.own), of: script, inputs)
    } catch {
      throw ScriptArguments.refusal(error, script: script.name, inputs)
    }
    submission.inputs = arguments.inputs
    return FrontEnd(settings, terminal: terminal).run(submission)
  }

  /// The settings of a command that runs a script; where help was asked for behind the script, throws that.
  private static func settings(_ command: any ParsableCommand, of script: Script, _ inputs: [ScriptInput]) throws -> Settings {
    switch command {
    case let run as Run: return run.settings
    case let root as Tegum: return root.settings
    default: throw CleanExit.message(ScriptArguments.help(for: script.name, inputs))
    }
  }

  /// Shows what the parser of the command line has to say: help goes to standard output, an error to standard error.
  /// - Returns: the process's status.
  private static func report(_ error: any Error) -> Int32 {
    let isError = Tegum.exitCode(for: error) != .success
    write(Tegum.fullMessage(for: error), to: isError ? STDERR_FILENO : STDOUT_FILENO)
    return isError ? 2 : 0
  }

  private static func write(_ line: String, to descriptor: Int32) {
    StandardStream(descriptor, isLineBuffered: true).write(line + "\n")
  }

  private static func environment() -> [String: String] {
    var variables: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
      let parts = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
      next += 1
    }
    return variables
  }
}

import ArgumentParser
@preconcurrency import Glibc

/// The program: reads the command line and runs what it asks for, on a thread with a large stack.
@main enum Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let status = LargeStack.run { stack in
      do {
        return try run(CommandWords(arguments), stack: stack)
      } catch {
        return report(error)
      }
    }
    exit(status)
  }

  private static func run(_ words: CommandWords, stack: Int) throws -> Int32 {
    var command = try Tegum.parseAsRoot(words.own)
    let terminal = Terminal(environment: environment())
    switch command {
    case let root as Tegum:
      let frontEnd = FrontEnd(root.settings, terminal: terminal, stack: stack)
      if !root.expressions.isEmpty { return frontEnd.evaluate(root.expressions) }
      guard terminal.canPrompt else { return try frontEnd.runFile(FrontEnd.standardInput, words) }
      guard !root.settings.json else { throw ValidationError("--json is for scripts, -e and standard input, not for the prompt") }
      return frontEnd.prompt(HistoryFile(environment: environment()))
    case let run as Run:
      guard run.parent.expressions.isEmpty else { throw ValidationError("-e and a FILE don't go together") }
      return try FrontEnd(run.settings, terminal: terminal, stack: stack).runFile(run.file, words)
    default:
      // Help.
      try command.run()
      return 0
    }
  }

  /// Shows what the parser of the command line has to say: help goes to standard output, an error to standard error.
  /// - Returns: the process's status.
  static func report(_ error: any Error) -> Int32 {
    let isError = Tegum.exitCode(for: error) != .success
    let stream = StandardStream(isError ? STDERR_FILENO : STDOUT_FILENO, isLineBuffered: true)
    stream.write(Tegum.fullMessage(for: error) + "\n")
    return isError ? 2 : 0
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

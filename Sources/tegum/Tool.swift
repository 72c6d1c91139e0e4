import ArgumentParser
@preconcurrency import Glibc

/// A subcommand that does its work itself rather than in a session of its caller's.
protocol Tool: ParsableCommand {
  /// Does it.
  /// - Returns: the process's status.
  func perform(_ terminal: Terminal) -> Int32
}

/// Where tools write: lines to standard output, what went wrong to standard error.
final class ToolOutput {
  private let output = StandardStream(STDOUT_FILENO, isLineBuffered: false)
  private let errors = StandardStream(STDERR_FILENO, isLineBuffered: true)

  func write(_ text: String) { output.write(text) }

  /// Bytes that are to arrive at once.
  func write(_ bytes: [UInt8]) {
    output.write(String(decoding: bytes, as: UTF8.self))
    output.flush()
  }

  /// Writes out what is held back.
  func flush() { output.flush() }

  /// A line for standard error, behind all that was written before.
  func note(_ line: String) {
    output.flush()
    errors.write(line + "\n")
  }

  /// Writes out what is held back.
  /// - Returns: the status, which is 1 where standard output could not be written.
  func finish(_ status: Int32) -> Int32 {
    output.flush()
    guard let problem = output.failure else { return status }
    errors.write("error: cannot write to standard output: \(String(cString: strerror(problem)))\n")
    return 1
  }
}

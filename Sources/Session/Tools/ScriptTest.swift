import Language
import Syntax

/// Runs a script that says itself what comes out, see `ScriptExpectations`; then the examples in the documentation of its
/// functions, in the same session: each must show what stands behind its `//`.
public struct ScriptTest {
  /// How it went.
  public struct Result {
    /// The script and its examples.
    public var checks = 0
    public var failures: [Failure] = []
    public var isInterrupted = false

    /// A script that could not run at all.
    public init(unreadable reason: String) {
      checks = 1
      failures = [Failure(line: nil, message: reason)]
    }

    init(checks: Int, failures: [Failure] = [], isInterrupted: Bool = false) {
      (self.checks, self.failures, self.isInterrupted) = (checks, failures, isInterrupted)
    }

    /// What was not as it should be.
    public struct Failure {
      /// The script's line, from 1.
      public var line: Int?
      /// Expected and actual; several lines where a diagnostic says it.
      public var message: String
    }
  }

  private let source: Source
  private let options: Session.Options
  private let interrupt: Interrupt

  /// - Parameter name: what messages call the script: its path.
  public init(_ text: [UInt8], name: String, options: Session.Options, interrupt: Interrupt) {
    source = Source(name: name, bytes: text)
    self.options = options
    self.interrupt = interrupt
  }

  /// Runs it, on the thread of the caller.
  public func run() -> Result {
    let expectations = ScriptExpectations(source.text)
    let console = Record()
    let session = Session(options, console: console, interrupt: interrupt)
    var result = Result(checks: 1)
    var submission = Submission(source.bytes, name: source.name, origin: .file)
    submission.inputs = expectations.inputs
    let complaints: [ScriptExpectations.Complaint]
    switch run(submission, session) {
    case .completed: complaints = expectations.complaints(output: console.take(), failure: nil)
    case .failed(let diagnostic, _):
      complaints = expectations.complaints(output: console.take(), failure: (diagnostic, session.line(of: diagnostic) ?? 0))
    case .interrupted: return Result(checks: 1, isInterrupted: true)
    }
    result.failures = complaints.map { Result.Failure(line: $0.line, message: $0.message) }
    for (example, line) in examples {
      if interrupt.reason == .user { return Result(checks: result.checks, failures: result.failures, isInterrupted: true) }
      result.checks += 1
      if let message = complaint(about: example, session, console) {
        result.failures.append(Result.Failure(line: line, message: "\(example.source): \(message)"))
      }
    }
    return result
  }

  /// Runs a text. A limit that stopped it is forgotten, so that the next one runs; what the user asked for is not.
  private func run(_ submission: Submission, _ session: Session) -> Outcome {
    defer { if interrupt.reason != .user { interrupt.clear() } }
    return session.run(submission)
  }

  /// What is wrong with an example; nil where nothing is.
  private func complaint(about example: Documentation.Example, _ session: Session, _ console: Record) -> String? {
    let isPrint = example.source.hasPrefix("print(") || example.source.contains("; print(")
    let text = example.prints == nil || isPrint ? example.source : "print(\(example.source))"
    guard case .completed = run(Submission(Array(text.utf8), name: "the example", origin: .file), session) else {
      return console.takeNotes()
    }
    let shown = console.take()
    guard let expected = example.prints, shown != expected + "\n" else { return nil }
    return "expected \"\(expected)\", got \"\(shown.hasSuffix("\n") ? shown.dropLast() : shown[...])\""
  }

  /// The examples of the script's functions, and the lines on which they stand.
  private var examples: [(Documentation.Example, line: Int)] {
    guard case .complete(let program) = Parser.parse(source) else { return [] }
    return program.entries.flatMap(\.statements).flatMap { statement -> [(Documentation.Example, line: Int)] in
      guard case .function(let function) = statement.kind, let documentation = function.documentation else { return [] }
      let lines = documentation.text.split(separator: "\n", omittingEmptySubsequences: false)
      let first = source.location(Int(function.span.start)).line - lines.count
      return documentation.examples.map { ($0, first + $0.line) }
    }
  }
}

/// Keeps what a script writes. A class: the session writes into it.
private final class Record: SessionConsole {
  private var output = ""
  private var notes: [String] = []

  func write(_ text: String) { output += text }
  func note(_ text: String) { notes.append(text) }

  func take() -> String {
    defer { output = "" }
    return output
  }

  func takeNotes() -> String {
    defer { (output, notes) = ("", []) }
    return notes.joined(separator: "\n")
  }
}

import Catalogue
import Language
import Syntax

/// What the user reads about a failure.
struct Report {
  private let failure: Failure
  private let options: Session.Options
  private let stopped: Interrupt.Reason?

  /// - Parameter stopped: why the work was to stop, where it was.
  init(_ failure: Failure, options: Session.Options, stopped: Interrupt.Reason?) {
    self.failure = failure
    self.options = options
    self.stopped = stopped
  }

  /// The failure as a message at the user's line.
  func diagnostic(in interpreter: Interpreter) -> Diagnostic {
    var failure = failure
    if failure.kind == .interrupted, let limit { failure.message = limit }
    failure.message = Self.cut(failure.message)
    return interpreter.diagnostic(for: failure, isWhole: options.showsAllCalls)
  }

  /// Whole lines, without the last newline. Of an interrupt only its place: the user knows the rest.
  func text(in interpreter: Interpreter) -> String {
    if failure.kind == .interrupted, limit == nil {
      let place = failure.span.flatMap { interpreter.sources.place(of: $0) }
      return place.map { "\($0): interrupted" } ?? "interrupted"
    }
    let plain = diagnostic(in: interpreter).rendered(in: interpreter.sources)
    return options.coloursDiagnostics ? Self.coloured(plain) : plain
  }

  /// Which limit stopped the work; nil where the user did.
  private var limit: String? {
    switch stopped?.limit {
    case .time: "this took longer than the \(numberText(options.maxTime ?? 0)) s of --max-time"
    case .memory: "this holds more memory than the \(options.maxMemory ?? 0) bytes of --max-memory"
    case .operations: "this takes more than the \(options.maxOperations ?? 0) loop turns and calls of --max-operations"
    case nil: nil
    }
  }

  /// A message without the middle of what is too long to be read: a name of a million letters.
  private static func cut(_ message: String) -> String {
    guard message.utf8.count > 600 else { return message }
    return message.prefix(300) + " … " + message.suffix(100)
  }

  /// Labels and carets in colour, the message in bold.
  static func coloured(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(colouredLine).joined(separator: "\n")
  }

  private static func colouredLine(_ line: Substring) -> String {
    let marks: Set<Character> = [" ", "^", "~"]
    if line.contains("^"), line.allSatisfy(marks.contains) { return red + line + plain }
    for (label, colour) in [("error: ", red), ("warning: ", yellow), ("note: ", cyan)] {
      // Behind a place, or where there is none at the beginning.
      guard let found = line.hasPrefix(label) ? line.firstRange(of: label) : line.firstRange(of: ": " + label) else { continue }
      let message = line[found.upperBound...]
      let place = found.lowerBound == line.startIndex ? "" : line[..<found.lowerBound] + ": "
      return "\(place)\(bold)\(colour)\(label)\(plain)\(bold)\(message)\(plain)"
    }
    return String(line)
  }

  private static let plain = "\u{1B}[0m"
  private static let bold = "\u{1B}[1m"
  private static let red = "\u{1B}[31m"
  private static let yellow = "\u{1B}[33m"
  private static let cyan = "\u{1B}[36m"
}

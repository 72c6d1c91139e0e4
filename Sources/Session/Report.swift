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

  /// Whole lines, without the last newline.
  func text(in interpreter: Interpreter) -> String {
    var failure = failure
    if failure.kind == .interrupted {
      guard let limit else {
        let place = failure.span.flatMap { interpreter.sources.place(of: $0) }
        return place.map { "\($0): interrupted" } ?? "interrupted"
      }
      failure.message = limit
    }
    let plain = interpreter.diagnostic(for: failure).rendered(in: interpreter.sources)
    return options.coloursDiagnostics ? Self.coloured(plain) : plain
  }

  /// Which limit stopped the work; nil where the user did.
  private var limit: String? {
    switch stopped {
    case .time: "this took longer than the \(numberText(options.maxTime ?? 0)) s of --max-time"
    case .memory: "this holds more memory than the \(options.maxMemory ?? 0) bytes of --max-memory"
    case .user, nil: nil
    }
  }

  /// Labels and carets in colour, the message in bold.
  private static func coloured(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(colouredLine).joined(separator: "\n")
  }

  private static func colouredLine(_ line: Substring) -> String {
    let marks: Set<Character> = [" ", "^", "~"]
    if line.contains("^"), line.allSatisfy(marks.contains) { return red + line + plain }
    // `place: label: message`, or without a place.
    let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
    for (i, word) in words.prefix(2).enumerated() where i == 0 || words[0].hasSuffix(":") {
      let colour: String
      switch word {
      case "error:": colour = red
      case "warning:": colour = yellow
      case "note:": colour = cyan
      default: continue
      }
      let place = words[..<i].map { $0 + " " }.joined()
      let message = words[(i + 1)...].joined(separator: " ")
      return place + bold + colour + word + plain + " " + bold + message + plain
    }
    return String(line)
  }

  private static let plain = "\u{1B}[0m"
  private static let bold = "\u{1B}[1m"
  private static let red = "\u{1B}[31m"
  private static let yellow = "\u{1B}[33m"
  private static let cyan = "\u{1B}[36m"
}

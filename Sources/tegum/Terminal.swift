@preconcurrency import Glibc
import Session

/// What the three standard streams are connected to, and what a terminal there can show.
struct Terminal {
  let inputIsTerminal = isatty(STDIN_FILENO) == 1
  let outputIsTerminal = isatty(STDOUT_FILENO) == 1
  let errorIsTerminal = isatty(STDERR_FILENO) == 1
  let environment: [String: String]

  init(environment: [String: String]) { self.environment = environment }

  /// Whether lines can be edited: input is a terminal, and so is a stream to show the prompt on.
  var canPrompt: Bool { inputIsTerminal && (outputIsTerminal || errorIsTerminal) }
  /// Where prompts show: standard output, unless that leads elsewhere.
  var promptStream: UnsafeMutablePointer<FILE> { outputIsTerminal ? stdout : stderr }
  /// How values may look on standard output.
  var display: Display {
    guard outputIsTerminal else { return Display() }
    let size = Self.size
    return Display(width: size.columns, height: min(max(size.rows - 2, 12), 30), colours: colours)
  }
  /// Whether standard error takes colours.
  var errorHasColours: Bool { errorIsTerminal && colours > .none }
  /// Whether prompts, and what is typed behind them, may have colours.
  var promptHasColours: Bool { canPrompt && colours > .none }
  /// Whether the cursor can be moved on standard error.
  var errorMovesCursor: Bool { errorIsTerminal && !isDumb }

  /// Whether the cursor can be moved on standard output.
  var outputMovesCursor: Bool { outputIsTerminal && !isDumb }

  /// How pictures are to show, where the user says it.
  var graphics: String? { environment["TEGUM_GRAPHICS"].flatMap { $0.isEmpty ? nil : $0 } }
  /// Whether questions to the terminal are answered: by keys that nobody typed.
  var canBeAsked: Bool { inputIsTerminal && outputIsTerminal && !isDumb }

  /// The terminal's size at this moment; 80 × 24 where there is none.
  static var size: (columns: Int, rows: Int) {
    var size = winsize()
    for stream in [STDOUT_FILENO, STDERR_FILENO] where ioctl(stream, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 {
      return (Int(size.ws_col), size.ws_row > 0 ? Int(size.ws_row) : 24)
    }
    return (80, 24)
  }

  /// Waits until the terminal has thrown away what was written before Ctrl-C, which it does right after sending the signal:
  /// an answer written too soon would be lost with it. The kernel holds the terminal's settings locked meanwhile, so that
  /// asking for them waits exactly as long as needed.
  static func awaitFlush(_ descriptor: Int32) {
    var settings = termios()
    tcgetattr(descriptor, &settings)
  }

  private var isDumb: Bool { ["", "dumb"].contains(environment["TERM"] ?? "") }

  private var colours: Display.Colours {
    // https://no-color.org: set and not empty.
    guard !isDumb, (environment["NO_COLOR"] ?? "").isEmpty else { return .none }
    if ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "") { return .full }
    let term = environment["TERM"] ?? ""
    if term.hasSuffix("-direct") || term.hasSuffix("-truecolor") { return .full }
    return term.contains("256color") ? .palette : .sixteen
  }
}

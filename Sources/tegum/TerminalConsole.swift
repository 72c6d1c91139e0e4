@preconcurrency import Glibc
import Session

/// The console of the command line: values to standard output, diagnostics to standard error, and a bar there while work
/// goes on, if it is a terminal. A class: it owns the streams.
final class TerminalConsole: SessionConsole {
  private let terminal: Terminal
  private let output: StandardStream
  private let errors: StandardStream
  private let showsProgress: Bool
  private var bar: ProgressBar?
  /// Whether the Ctrl-C that is being answered has had its line.
  private var hasAnswered = false
  /// How pictures show; nil as long as nobody asked.
  private var graphics: Graphics?
  /// Lines above the cursor that are drawn over by the next ones.
  private var redrawnLines = 0
  /// Whether the user wants to leave.
  private(set) var isLeft = false

  init(terminal: Terminal, showsProgress: Bool) {
    self.terminal = terminal
    self.showsProgress = showsProgress && terminal.errorMovesCursor
    output = StandardStream(STDOUT_FILENO, isLineBuffered: terminal.outputIsTerminal)
    errors = StandardStream(STDERR_FILENO, isLineBuffered: true)
  }

  func write(_ text: String) {
    redrawnLines = 0
    // The bar shares the screen with standard output where both are terminals.
    if terminal.outputIsTerminal { eraseBar() }
    output.write(text)
  }

  func note(_ text: String) {
    redrawnLines = 0
    // Where both streams end up in one place, lines come in the order in which they were written.
    output.flush()
    eraseBar()
    answerInterrupt()
    errors.write(text.hasSuffix("\n") ? text : text + "\n")
  }

  func progress(_ fraction: Double, _ text: String) {
    guard showsProgress else { return }
    if bar == nil { bar = ProgressBar() }
    guard let line = bar?.line(fraction, text, width: Terminal.size.columns) else { return }
    output.flush()
    errors.write(line)
  }

  func endProgress() {
    eraseBar()
    bar = nil
    hasAnswered = false
    redrawnLines = 0
  }

  var canRedraw: Bool { terminal.outputMovesCursor && terminal.graphics != Graphics.none.rawValue }

  func redraw(_ value: ShownValue) {
    let (graphics, picture) = picture(value)
    let lines =
      picture.map { _ in [String](repeating: "", count: Graphics.rows) }
      ?? value.plainText.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // what has scrolled away cannot be drawn over; the bar has a line too
    guard lines.count + 1 < Terminal.size.rows else { return }
    eraseBar()
    let up = redrawnLines > 0 ? "\u{1B}[\(redrawnLines)A" + graphics.erasure : ""
    output.write(up + lines.map { "\u{1B}[2K\($0)\n" }.joined() + "\u{1B}[J")
    // the lines have made room; the cursor comes back below them
    if let picture { output.write("\u{1B}[\(lines.count)A\u{1B}7\(picture)\u{1B}8\u{1B}[\(lines.count)B") }
    redrawnLines = lines.count
  }

  func show(_ value: ShownValue) {
    guard value.isFigure, terminal.outputIsTerminal else { return write(value.text) }
    let (graphics, picture) = picture(value)
    write(graphics == .none ? "a Figure\n" : picture ?? value.text)
  }

  /// How pictures show, and the sequence that shows one in pixels; nil where there are none.
  private func picture(_ value: ShownValue) -> (Graphics, String?) {
    let graphics = self.graphics ?? findGraphics()
    self.graphics = graphics
    guard graphics != .text, graphics != .none else { return (graphics, nil) }
    let room = Graphics.room
    return (graphics, value.pixels(width: room.width, height: room.height, isSixel: graphics == .sixel).flatMap(graphics.sequence))
  }

  /// What the user says, else what the terminal answers.
  private func findGraphics() -> Graphics {
    if let wish = terminal.graphics {
      if let known = Graphics(rawValue: wish) { return known }
      let all = Graphics.allCases.map(\.rawValue).joined(separator: ", ")
      note("warning: TEGUM_GRAPHICS is one of \(all), not \(wish)")
      return .text
    }
    guard terminal.canBeAsked else { return .text }
    output.flush()
    let replies = Graphics.asked()
    Keys.keep(replies)
    return replies.graphics
  }

  func edit(_ text: String) -> String? {
    output.flush()
    return Editor.edit(text)
  }

  func clear() {
    if terminal.outputMovesCursor { write("\u{1B}[H\u{1B}[2J") }
  }

  func leave() { isLeft = true }

  /// Writes out what is held back, before something else writes to the terminal.
  func flush() { output.flush() }

  /// Writes out what is left at the end.
  /// - Returns: what went wrong with standard output since the start, as `errno`; nil if nothing did.
  func finish() -> Int32? {
    endProgress()
    output.flush()
    return output.failure
  }

  /// Makes room for the first message after Ctrl-C, which the terminal echoed as `^C`.
  private func answerInterrupt() {
    guard terminal.errorIsTerminal else { return }
    guard Signals.interrupt.reason == .user else {
      hasAnswered = false
      return
    }
    guard !hasAnswered else { return }
    hasAnswered = true
    Terminal.awaitFlush(STDERR_FILENO)
    errors.write(terminal.errorMovesCursor ? ProgressBar.blank : "\n")
  }

  private func eraseBar() {
    guard let text = bar?.erasure() else { return }
    errors.write(text)
  }
}

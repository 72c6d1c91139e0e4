import Session

/// A bar of one line, drawn over itself.
struct ProgressBar {
  private var progress = ProgressText()
  private var isVisible = false

  /// What to write to show how far work has come; nil where it is too early to draw again.
  mutating func line(_ fraction: Double, _ text: String, width: Int) -> String? {
    guard let line = progress.line(fraction, text) else { return nil }
    isVisible = true
    // One column stays free: writing into the last one wraps on some terminals.
    return "\r" + String(line.prefix(max(width - 1, 0))) + "\u{1B}[K"
  }

  /// What to write to make the bar disappear; nil where none is shown.
  mutating func erasure() -> String? {
    guard isVisible else { return nil }
    isVisible = false
    progress.erased()
    return Self.blank
  }

  /// Moves to the start of the line and empties it.
  static let blank = "\r\u{1B}[K"
}

@preconcurrency import Glibc

/// A bar of one line, drawn over itself: `━━━━━━━━╸─────────  42 %  step 4200, loss 0.0031  3 s left`.
struct ProgressBar {
  /// Work that is over sooner shows no bar: it would only flicker.
  private static let patience = 0.3
  private static let interval = 0.1

  private let started = ProgressBar.seconds()
  private var drawn = 0.0
  private var isVisible = false

  /// What to write to show how far work has come; nil where it is too early to draw again.
  mutating func line(_ fraction: Double, _ text: String, width: Int) -> String? {
    let now = Self.seconds()
    guard now - started >= Self.patience, now - drawn >= Self.interval else { return nil }
    drawn = now
    isVisible = true
    let fraction = fraction.isFinite ? min(max(fraction, 0), 1) : 0
    var line = "\(Self.bar(fraction, columns: 24)) \(Self.padded(Int(fraction * 100), to: 3)) %"
    if !text.isEmpty { line += "  " + text }
    let elapsed = now - started
    if fraction > 0.01 { line += "  \(Self.duration(elapsed / fraction - elapsed)) left" }
    // One column stays free: writing into the last one wraps on some terminals.
    return "\r" + String(line.prefix(max(width - 1, 0))) + "\u{1B}[K"
  }

  /// What to write to make the bar disappear; nil where none is shown.
  mutating func erasure() -> String? {
    guard isVisible else { return nil }
    isVisible = false
    drawn = 0
    return Self.blank
  }

  /// Moves to the start of the line and empties it.
  static let blank = "\r\u{1B}[K"

  private static func bar(_ fraction: Double, columns: Int) -> String {
    let halves = Int(fraction * Double(2 * columns))
    let full = halves / 2
    let half = halves % 2
    return String(repeating: "━", count: full) + (half == 1 ? "╸" : "") + String(repeating: "─", count: columns - full - half)
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let text = String(number)
    return String(repeating: " ", count: max(width - text.count, 0)) + text
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(max(seconds, 0), 1e9).rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  private static func seconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
  }
}

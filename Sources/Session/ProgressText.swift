@preconcurrency import Glibc

/// How far work has come, as a line: `━━━━━━━━╸─────────  42 %  step 4200, loss 0.0031  3 s left`.
public struct ProgressText {
  /// Work that is over sooner shows nothing: it would only flicker.
  private static let patience = 0.3
  private static let interval = 0.1

  private let started = ProgressText.seconds()
  private var shown = 0.0

  public init() {}

  /// The line that is to be shown now; nil where it is too early to show one again.
  public mutating func line(_ fraction: Double, _ text: String) -> String? {
    let now = Self.seconds()
    guard now - started >= Self.patience, now - shown >= Self.interval else { return nil }
    shown = now
    let fraction = fraction.isFinite ? min(max(fraction, 0), 1) : 0
    var line = "\(Self.bar(fraction, columns: 24)) \(Self.padded(Int(fraction * 100), to: 3)) %"
    if !text.isEmpty { line += "  " + text }
    let elapsed = now - started
    if fraction > 0.01 { line += "  \(Self.duration(elapsed / fraction - elapsed)) left" }
    return line
  }

  /// The line is gone: the next one may show at once.
  public mutating func erased() { shown = 0 }

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

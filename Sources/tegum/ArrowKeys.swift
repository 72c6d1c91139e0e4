@preconcurrency import CReadline
import Synchronization

/// What ↑ and ↓ do: in an entry of several lines they go from line to line; at its first and last line they go to entries of the
/// history that begin as the line does up to the cursor. Readline's callbacks carry no context, so what they need stands here.
enum ArrowKeys {
  /// Whether the latest of the arrows that were pressed in a row, or one before it, has searched: then the next one goes on with that
  /// search, wherever the cursor has moved since.
  private static let hasSearched = Mutex(false)

  /// Binds them before readline reads ~/.inputrc, which may bind them otherwise.
  static func install() {
    for name in ["emacs", "vi-insert"] {
      guard let map = rl_get_keymap_by_name(name) else { continue }
      for lead in ["\\e[", "\\eO"] {
        rl_bind_keyseq_in_map(lead + "A", up, map)
        rl_bind_keyseq_in_map(lead + "B", down, map)
      }
    }
  }

  private static let up: @convention(c) (Int32, Int32) -> Int32 = { count, key in
    let (before, _) = text()
    guard let end = before.lastIndex(of: newline) else { return search(rl_history_search_backward, count, key) }
    let start = before[..<end].lastIndex(of: newline).map { $0 + 1 } ?? 0
    moved()
    go(to: before[start..<end], from: start, column: characters(before[(end + 1)...]))
    return 0
  }

  private static let down: @convention(c) (Int32, Int32) -> Int32 = { count, key in
    let (before, after) = text()
    guard let end = after.firstIndex(of: newline) else { return search(rl_history_search_forward, count, key) }
    let line = before[(before.lastIndex(of: newline).map { $0 + 1 } ?? 0)...]
    let next = after[(end + 1)...].prefix { $0 != newline }
    moved()
    go(to: next, from: before.count + next.startIndex, column: characters(line))
    return 0
  }

  private static let newline = UInt8(ascii: "\n")

  /// What stands before the cursor, and behind it.
  private static func text() -> (before: [UInt8], after: [UInt8]) {
    guard let buffer = rl_line_buffer else { return ([], []) }
    let bytes = Array(UnsafeRawBufferPointer(start: buffer, count: Int(rl_end)))
    return (Array(bytes[..<Int(rl_point)]), Array(bytes[Int(rl_point)...]))
  }

  private static func characters(_ bytes: ArraySlice<UInt8>) -> Int { String(decoding: bytes, as: UTF8.self).count }

  /// Puts the cursor at a character of a line, or behind its last one.
  private static func go(to line: ArraySlice<UInt8>, from start: Int, column: Int) {
    rl_point = Int32(start + String(decoding: line, as: UTF8.self).prefix(column).utf8.count)
  }

  /// Whether an arrow was the key before.
  private static var goesOn: Bool {
    guard let last = rl_last_func else { return false }
    let before = unsafeBitCast(last, to: Int.self)
    return before == unsafeBitCast(up, to: Int.self) || before == unsafeBitCast(down, to: Int.self)
  }

  /// A line was left for another: a search before stays under way.
  private static func moved() { if !goesOn { hasSearched.withLock { $0 = false } } }

  private static func search(
    _ body: @convention(c) (Int32, Int32) -> Int32, _ count: Int32, _ key: Int32
  ) -> Int32 {
    // Readline's own function begins anew unless the key before was a search.
    if goesOn, hasSearched.withLock({ $0 }) { rl_last_func = rl_history_search_backward }
    hasSearched.withLock { $0 = true }
    return body(count, key)
  }
}

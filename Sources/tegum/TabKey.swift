@preconcurrency import CReadline
@preconcurrency import Glibc
import Session
import Synchronization

/// What Tab does while a line is edited: the session says what could stand at the cursor, readline puts it in. Readline's
/// callbacks carry no context, so what they need stands here.
enum TabKey {
  /// Says what could stand at a cursor of the line.
  typealias Source = (_ line: [UInt8], _ cursor: Int) -> Completion

  private struct State: @unchecked Sendable {
    var source: Source?
    var isColoured = false
    /// What Tab found last, and where.
    var found: Completion?
    var line: [UInt8] = []
    var cursor = -1
  }
  /// Used by the one thread that reads lines.
  private static let state = Mutex(State())

  /// Has readline ask here, and show what it is told here.
  static func install() {
    rl_attempted_completion_function = attempt
    rl_completion_display_matches_hook = { _, _, _ in
      if let found = TabKey.state.withLock({ $0.found }) { TabKey.show(found) }
    }
    // The whole line is one word to readline: what of it is replaced, the session decides.
    rl_completer_word_break_characters = UnsafePointer(strdup("\u{1}"))
    rl_basic_quote_characters = UnsafePointer(strdup(""))
  }

  /// Tells where the completions of the next line come from.
  static func use(_ source: @escaping Source, isColoured: Bool) {
    let new = State(source: source, isColoured: isColoured)
    state.withLock { $0 = new }
  }

  private typealias Matches = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  /// Readline's function for what could take the place of a word, here the line up to the cursor.
  private static let attempt: @convention(c) (UnsafePointer<CChar>?, Int32, Int32) -> Matches? = { _, start, _ in
    // Readline sets these anew each time.
    rl_attempted_completion_over = 1
    rl_completion_append_character = 0
    rl_sort_completion_matches = 0
    guard start == 0, let buffer = rl_line_buffer else { return nil }
    let line = Array(UnsafeRawBufferPointer(start: buffer, count: Int(rl_end)))
    let cursor = Int(rl_point)
    let (source, isSecond) = state.withLock { ($0.source, $0.line == line && $0.cursor == cursor) }
    guard let found = source?(line, cursor), found.range.upperBound == cursor else { return nil }
    state.withLock { ($0.found, $0.line, $0.cursor) = (found, line, cursor) }
    let before = line[..<found.range.lowerBound]
    if found.candidates.isEmpty || found.isOnlyAdvice {
      if found.call == nil, isBlank(line[..<cursor]) { return matches(before, ["  "]) }
      if isSecond, found.call != nil || !found.candidates.isEmpty { show(found) }
      return nil
    }
    guard found.candidates.count > 1 else { return matches(before, [closed(found.candidates[0], line, cursor)]) }
    let typed = String(decoding: line[found.range], as: UTF8.self)
    let common = found.commonPrefix
    return matches(before, [common.utf8.count >= typed.utf8.count ? common : typed] + found.candidates.map(\.text))
  }

  /// A file's name ends its string; commands have theirs without quotes.
  private static func closed(_ candidate: Completion.Candidate, _ line: [UInt8], _ cursor: Int) -> String {
    let isOpen = candidate.kind == .file && line.first != UInt8(ascii: ":") && line[cursor...].first != UInt8(ascii: "\"")
    return isOpen ? candidate.text + "\"" : candidate.text
  }

  /// Whether the line of the cursor has nothing before it: there, Tab indents.
  private static func isBlank(_ text: ArraySlice<UInt8>) -> Bool {
    text.reversed().prefix { $0 != UInt8(ascii: "\n") }.allSatisfy { $0 == UInt8(ascii: " ") }
  }

  /// Lines in readline's form, which it frees: the first is what to put in, the others what there is to choose from.
  private static func matches(_ before: ArraySlice<UInt8>, _ texts: [String]) -> Matches? {
    let list = malloc(MemoryLayout<UnsafeMutablePointer<CChar>?>.stride * (texts.count + 1))?
      .assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self)
    for (i, text) in texts.enumerated() { list?[i] = strdup(String(decoding: before, as: UTF8.self) + text) }
    list?[texts.count] = nil
    return list
  }

  /// Shows what was found below the line, and the line again below that.
  private static func show(_ found: Completion) {
    let size = Terminal.size
    let list = CompletionList(found, columns: size.columns, rows: size.rows, isColoured: state.withLock { $0.isColoured })
    let cursor = rl_point
    rl_point = rl_end
    rl_redisplay()
    rl_point = cursor
    Keys.show("\n" + list.text)
    rl_forced_update_display()
  }
}

extension Completion {
  /// Whether nothing has been typed of an argument yet: what could stand there shows, but is not put in.
  fileprivate var isOnlyAdvice: Bool {
    range.isEmpty && call != nil && candidates.allSatisfy { $0.kind != .member && $0.kind != .file && $0.kind != .folder }
  }
}

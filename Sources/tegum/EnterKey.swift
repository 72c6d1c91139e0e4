@preconcurrency import CReadline
@preconcurrency import Glibc
import Synchronization

/// What Enter does where a terminal has colours: it shows the line once more in place, in colours, and ends it. Readline's callbacks
/// carry no context, so what they need stands here.
enum EnterKey {
  /// Colours a line; used by the one thread that reads lines.
  typealias Colouring = (_ line: [UInt8]) -> String
  private struct State: @unchecked Sendable { var colouring: Colouring? }
  private static let state = Mutex(State())

  /// Makes it what Enter does by default: called before readline reads ~/.inputrc, which may say otherwise.
  static func install() {
    for name in ["emacs", "vi-insert", "vi-command"] {
      guard let map = rl_get_keymap_by_name(name) else { continue }
      for key in [13, 10] as [Int32] { rl_bind_key_in_map(key, accept, map) }
    }
  }

  /// Tells how the next line is coloured; nil for not at all.
  static func use(_ colouring: Colouring?) {
    let new = State(colouring: colouring)
    state.withLock { $0 = new }
  }

  private static let accept: @convention(c) (Int32, Int32) -> Int32 = { count, key in
    if let colouring = state.withLock({ $0.colouring }), let buffer = rl_line_buffer { recolour(buffer, colouring) }
    return rl_newline(count, key)
  }

  /// Draws over what is shown, where it is known how the terminal has laid it out; the cursor ends up where it was, behind the text.
  private static func recolour(_ buffer: UnsafeMutablePointer<CChar>, _ colouring: Colouring) {
    let line = Array(UnsafeRawBufferPointer(start: buffer, count: Int(rl_end)))
    guard !isOn("horizontal-scroll-mode"), !isOn("show-mode-in-prompt"), rl_readline_state & UInt(RL_STATE_MACRODEF) == 0,
      let prompt = rl_prompt.map({ String(cString: $0) }), let rows = rows(prompt, line)
    else { return }
    // A paste shows in reverse until something else is done.
    rl_deactivate_mark()
    rl_point = rl_end
    rl_redisplay()
    let up = rows > 1 ? "\u{1B}[\(rows - 1)A" : ""
    Keys.show("\(up)\r\u{1B}[\(prompt.utf8.count)C" + colouring(line))
  }

  /// Rows that prompt and line take; nil where that is not certain, or where they have scrolled off.
  private static func rows(_ prompt: String, _ line: [UInt8]) -> Int? {
    let size = Terminal.size
    var rows = 0
    for (i, part) in String(decoding: line, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var width = i == 0 ? prompt.utf8.count : 0
      for scalar in part.unicodeScalars {
        let columns = wcwidth(wchar_t(scalar.value))
        guard columns >= 0, scalar.value >= 32 else { return nil }
        // Where a wide character does not fit the last column, terminals differ.
        guard columns < 2 || width + 2 < size.columns else { return nil }
        width += Int(columns)
      }
      // So they do where a line ends in the last column.
      guard width == 0 || width % size.columns != 0 else { return nil }
      rows += max((width + size.columns - 1) / size.columns, 1)
    }
    return rows < size.rows ? rows : nil
  }

  private static func isOn(_ variable: String) -> Bool { rl_variable_value(variable).map { String(cString: $0) } == "on" }
}

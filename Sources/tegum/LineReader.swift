@preconcurrency import CReadline
@preconcurrency import Glibc

/// Reads lines at a terminal with GNU readline: through its callback interface and `poll`, since a blocking call would
/// notice Ctrl-C only after the next key. Readline keeps one state per process, so there is one reader.
struct LineReader {
  /// What came of waiting for a line.
  enum Reading: Equatable {
    /// What was typed or pasted, without the newline that ended it; a pasted block has newlines inside.
    case line([UInt8])
    /// Ctrl-D on an empty line, or the terminal is gone.
    case end
    /// Ctrl-C.
    case interrupted
  }

  /// - Parameter output: where prompts and what is typed show: standard output, or standard error where that one is
  ///   the terminal.
  init(output: UnsafeMutablePointer<FILE>) {
    useUnicode()
    rl_readline_name = UnsafePointer(strdup("tegum"))
    rl_outstream = output
    rl_catch_signals = 0
    rl_getc_function = Keys.next
    TabKey.install()
    EnterKey.install()
    ArrowKeys.install()
    // Entries of several lines come back from the file as one only with a time stamp before each.
    history_comment_char = CChar(UInt8(ascii: "#"))
    history_write_timestamps = 1
    using_history()
  }

  /// Waits for a line.
  func read(prompt: String) -> Reading {
    // Interrupts that work has answered.
    _ = Signals.wake.drain()
    return Signals.deferringStops {
      Keys.outcome.withLock { $0 = nil }
      rl_callback_handler_install(prompt, Keys.receive)
      while true {
        guard Keys.wait() else { return finish(.interrupted) }
        rl_callback_read_char()
        if let outcome = Keys.outcome.withLock({ $0 }) { return finish(outcome) }
      }
    }
  }

  /// Puts an entry into the history of this session.
  func remember(_ entry: [UInt8]) {
    (entry + [0]).withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { add_history($0.baseAddress) }
    }
  }

  /// Gives the terminal back the way it was, and moves to a new line.
  private func finish(_ reading: Reading) -> Reading {
    switch reading {
    case .line: break
    // Ctrl-D leaves the cursor behind the prompt.
    case .end: Keys.show("\n")
    case .interrupted:
      Terminal.awaitFlush(STDIN_FILENO)
      // The next prompt comes below the whole entry.
      rl_point = rl_end
      rl_redisplay()
      Keys.show("^C\n")
      rl_free_line_state()
      // The end of a search shows the line that was there before it, and the prompt: too soon.
      let redisplay = rl_redisplay_function
      rl_redisplay_function = {}
      rl_callback_sigcleanup()
      rl_redisplay_function = redisplay
      rl_cleanup_after_signal()
      rl_callback_handler_remove()
    }
    return reading
  }
}

/// Has readline count characters, not bytes: where the locale is not UTF-8, as in a bare container, C.UTF-8 takes its place.
/// Only for characters: numbers are written the same everywhere.
private func useUnicode() {
  setlocale(LC_CTYPE, "")
  if let codes = nl_langinfo(Int32(CODESET)), strcmp(codes, "UTF-8") == 0 { return }
  setlocale(LC_CTYPE, "C.UTF-8")
  // Readline looks for itself, here first.
  setenv("LC_ALL", "C.UTF-8", 1)
}

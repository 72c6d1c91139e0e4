@preconcurrency import CReadline
@preconcurrency import Glibc
import Synchronization

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
    rl_attempted_completion_over = 1
    // Entries of several lines come back from the file as one only with a time stamp before each.
    history_comment_char = CChar(UInt8(ascii: "#"))
    history_write_timestamps = 1
    using_history()
  }

  /// Waits for a line.
  func read(prompt: String) -> Reading {
    Signals.deferringStops {
      received.withLock { $0 = nil }
      rl_callback_handler_install(prompt, receive)
      while true {
        var waiting = [
          pollfd(fd: fileno(rl_instream), events: Int16(POLLIN), revents: 0),
          pollfd(fd: Signals.wake.readEnd, events: Int16(POLLIN), revents: 0),
        ]
        let ready = poll(&waiting, nfds_t(waiting.count), -1)
        guard ready >= 0 || errno == EINTR else { return leave(.end) }
        if ready < 0 || waiting[1].revents != 0, handleSignals() { return .interrupted }
        guard ready > 0, waiting[0].revents != 0 else { continue }
        rl_callback_read_char()
        if let reading = received.withLock({ $0 }) {
          // Ctrl-D leaves the cursor behind the prompt.
          if reading == .end { show("\n") }
          return reading
        }
      }
    }
  }

  /// Puts an entry into the history of this session.
  func remember(_ entry: [UInt8]) {
    (entry + [0]).withUnsafeBufferPointer { bytes in
      bytes.withMemoryRebound(to: CChar.self) { add_history($0.baseAddress) }
    }
  }

  /// Answers the signals that came while waiting for a key.
  /// - Returns: whether one of them was Ctrl-C; the terminal is in order then.
  private func handleSignals() -> Bool {
    for number in Signals.wake.drain() {
      guard number != SIGINT else {
        Terminal.awaitFlush(fileno(rl_instream))
        show("^C\n")
        rl_free_line_state()
        rl_callback_sigcleanup()
        rl_cleanup_after_signal()
        rl_callback_handler_remove()
        return true
      }
      rl_deprep_terminal()
      if number != SIGTSTP { show("\n") }
      Signals.obey(number)
      rl_prep_terminal(1)
      rl_forced_update_display()
    }
    rl_check_signals()
    return false
  }

  private func leave(_ reading: Reading) -> Reading {
    rl_callback_handler_remove()
    return reading
  }

  private func show(_ text: String) {
    fputs(text, rl_outstream)
    fflush(rl_outstream)
  }
}

/// Where readline's callback, which carries no context, leaves a finished line.
private let received = Mutex<LineReader.Reading?>(nil)

/// Readline's callback for a finished line; it owns the text. At the end of input there is none.
private let receive: @convention(c) (UnsafeMutablePointer<CChar>?) -> Void = { text in
  // Before anything is written: gives the terminal back the way it was.
  rl_callback_handler_remove()
  guard let text else {
    received.withLock { $0 = .end }
    return
  }
  let bytes = UnsafeRawBufferPointer(start: text, count: strlen(text))
  received.withLock { $0 = .line(Array(bytes)) }
  free(text)
}

/// Has readline count characters, not bytes: where the locale is not UTF-8, as in a bare container, C.UTF-8 takes its place.
/// Only for characters: numbers are written the same everywhere.
private func useUnicode() {
  setlocale(LC_CTYPE, "")
  guard let codes = nl_langinfo(Int32(CODESET)), strcmp(codes, "UTF-8") == 0 else {
    setlocale(LC_CTYPE, "C.UTF-8")
    return
  }
}

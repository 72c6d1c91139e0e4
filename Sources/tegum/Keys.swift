@preconcurrency import CReadline
@preconcurrency import Glibc
import Synchronization

/// What readline calls while a line is edited. Its callbacks carry no context, so what they tell the reader stands here.
enum Keys {
  /// How the line that is being edited ended; nil while it goes on.
  static let outcome = Mutex<LineReader.Reading?>(nil)

  /// What has been read of a paste.
  private static let paste = Mutex(PasteReading())

  /// Keys that were read and are still to be taken.
  private static let early = Mutex<[UInt8]>([])

  /// What a terminal has said so far that was asked something and has not said everything; nil where nothing is to come.
  private static let late = Mutex<TerminalReplies?>(nil)

  /// Keeps the keys for the next line that were read while the terminal was asked something; of what comes, replies that are late are no keys.
  static func keep(_ replies: TerminalReplies) {
    late.withLock { $0 = replies }
    sort(nil)
  }

  /// Puts what was read to the keys, unless it belongs to a late reply.
  private static func sort(_ byte: UInt8?) {
    let typed = late.withLock { late in
      guard var replies = late else { return byte.map { [$0] } ?? [] }
      if let byte { replies.take(byte) }
      let typed = replies.takeTyped()
      late = replies.isComplete ? nil : replies
      return typed
    }
    early.withLock { $0 += typed }
  }

  /// Waits for a key, and answers signals meanwhile.
  /// - Returns: false where Ctrl-C came instead.
  static func wait() -> Bool {
    if early.withLock({ !$0.isEmpty }) { return true }
    while true {
      var waiting = [
        pollfd(fd: terminal, events: Int16(POLLIN), revents: 0),
        pollfd(fd: Signals.wake.readEnd, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&waiting, nfds_t(waiting.count), -1)
      // Whatever is wrong with the terminal shows when it is read.
      guard ready >= 0 || errno == EINTR else { return true }
      if ready < 0 || waiting[1].revents != 0, answerSignals() { return false }
      if ready > 0, waiting[0].revents != 0 { return true }
    }
  }

  /// Readline's function for the next key. Between a key and its reading, Ctrl-C may come, and the terminal forgets the key:
  /// readline's own function would then wait where nothing can wake it.
  static let next: @convention(c) (UnsafeMutablePointer<FILE>?) -> Int32 = { _ in
    while true {
      if let key = Keys.paste.withLock({ $0.nextOfEnd() }) { return Int32(key) }
      guard wait() else {
        outcome.withLock { $0 = .interrupted }
        // Readline wants the end of a paste that it has begun to read.
        if Keys.paste.withLock({ $0.end() }) { continue }
        return EOF
      }
      var key: UInt8 = 0
      if let kept = early.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
        Keys.paste.withLock { $0.take(kept) }
        return Int32(kept)
      }
      switch read(terminal, &key, 1) {
      case 1: sort(key)
      case -1 where errno == EINTR || errno == EAGAIN: continue
      default: return EOF
      }
    }
  }

  /// Readline's function for a finished line, which it owns from here on. At the end of input there is none.
  static let receive: @convention(c) (UnsafeMutablePointer<CChar>?) -> Void = { text in
    // Before anything is written: gives the terminal back the way it was.
    rl_callback_handler_remove()
    outcome.withLock { outcome in
      // What Ctrl-C cut off counts as no line.
      guard outcome == nil else { return }
      outcome = text.map { .line(Array(UnsafeRawBufferPointer(start: $0, count: strlen($0)))) } ?? .end
    }
    free(text)
  }

  /// Writes to where the prompt shows.
  static func show(_ text: String) {
    fputs(text, rl_outstream)
    fflush(rl_outstream)
  }

  /// The terminal that standard input leads to, opened anew: reading from this one never waits, and other processes at the
  /// terminal are not concerned. Where it cannot be opened, standard input itself.
  private static let terminal: Int32 = {
    let own = open("/proc/self/fd/\(STDIN_FILENO)", O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    return own >= 0 ? own : STDIN_FILENO
  }()

  /// Answers the signals that came.
  /// - Returns: whether one of them was Ctrl-C.
  private static func answerSignals() -> Bool {
    for number in Signals.wake.drain() {
      guard number != SIGINT else { return true }
      rl_deprep_terminal()
      if number != SIGTSTP { show("\n") }
      Signals.obey(number)
      rl_prep_terminal(1)
      rl_forced_update_display()
    }
    // A new size of the window.
    rl_check_signals()
    return false
  }
}

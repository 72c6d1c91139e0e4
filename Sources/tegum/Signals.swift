@preconcurrency import Glibc
import Session

/// All that signal handlers share with the program: the flag that work looks at, and a pipe that wakes whoever waits for
/// a key. Both are made once, before a handler is installed, and never replaced.
enum Signals {
  static let interrupt = Interrupt()
  static let wake = WakePipe()

  /// Ctrl-C asks the work under way to stop, and wakes the prompt.
  /// - Parameter insist: whether a second Ctrl-C, while the first is not answered yet, ends the process with status 130.
  ///   True where nothing would be lost with it: outside the prompt.
  static func catchInterrupts(insist: Bool) {
    _ = (interrupt, wake)
    install(SIGINT, insist ? stopOrLeave : stop)
    // An output that nobody reads any longer ends the process quietly, whatever the parent ignored.
    signal(SIGPIPE, SIG_DFL)
  }

  /// Runs `body` with signals that stop or end the process sent to the wake pipe, so that the prompt can put the terminal
  /// in order first.
  static func deferringStops<T>(_ body: () -> T) -> T {
    let deferred = [SIGTSTP, SIGTERM, SIGHUP]
    for number in deferred { install(number, pass) }
    defer { for number in deferred { signal(number, SIG_DFL) } }
    return body()
  }

  /// Lets a signal that `deferringStops` held back do what it does by default; returns when a stopped process goes on.
  static func obey(_ number: Int32) {
    signal(number, SIG_DFL)
    // To this thread, so that it has happened when the call returns.
    raise(number)
    install(number, pass)
  }

  private static func install(_ number: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    // Without SA_RESTART: a system call that waits returns, and its caller looks at the flag.
    action.sa_flags = 0
    sigaction(number, &action, nil)
  }

  private static let stop: @convention(c) (Int32) -> Void = { number in
    interrupt.raise(.user)
    wake.send(number)
  }

  private static let stopOrLeave: @convention(c) (Int32) -> Void = { number in
    guard interrupt.raise(.user) || interrupt.reason != .user else { _exit(130) }
    wake.send(number)
  }

  private static let pass: @convention(c) (Int32) -> Void = { number in wake.send(number) }
}

/// A pipe to oneself, on which a signal handler writes the signal's number.
struct WakePipe: Sendable {
  /// Becomes readable when a signal came; -1 where no pipe could be made.
  let readEnd: Int32
  private let writeEnd: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    if pipe(&ends) != 0 { ends = [-1, -1] }
    for end in ends where end >= 0 {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  /// Safe in a signal handler: keeps errno.
  func send(_ number: Int32) {
    let kept = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(writeEnd, &byte, 1)
    errno = kept
  }

  /// The signals that came since the last call.
  func drain() -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(readEnd, &bytes, bytes.count)
    return count > 0 ? bytes.prefix(count).map(Int32.init) : []
  }
}

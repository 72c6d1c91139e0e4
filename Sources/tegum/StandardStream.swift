@preconcurrency import Glibc

/// One of the standard output streams, with a buffer of its own. A class, since the buffer has one owner.
final class StandardStream {
  private let descriptor: Int32
  private let isLineBuffered: Bool
  private var buffer: [UInt8] = []
  /// Why writing failed for good, as `errno`; what is written afterwards is dropped.
  private(set) var failure: Int32?

  /// - Parameter isLineBuffered: write at every call, as a terminal wants, not only when much has gathered.
  init(_ descriptor: Int32, isLineBuffered: Bool) {
    self.descriptor = descriptor
    self.isLineBuffered = isLineBuffered
  }

  func write(_ text: String) {
    buffer.append(contentsOf: text.utf8)
    if isLineBuffered || buffer.count >= 1 << 16 { flush() }
  }

  /// Writes what has gathered. A reader that went away ends the process by SIGPIPE.
  func flush() {
    var rest = buffer[...]
    let isAnswer = Signals.interrupt.reason == .user
    while !rest.isEmpty, failure == nil {
      // Ctrl-C ends what scrolls over a terminal; what is said about it is written.
      if isLineBuffered, !isAnswer, Signals.interrupt.reason == .user { break }
      // In parts: the thread that writes may not be the one that the signal interrupts.
      let written = rest.prefix(1 << 14).withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written >= 0 {
        rest = rest.dropFirst(written)
      } else if errno == EAGAIN {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&waiting, 1, -1)
      } else if errno != EINTR {
        failure = errno
      }
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

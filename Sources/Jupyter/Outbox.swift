@preconcurrency import Glibc
import JSONSyntax
import Synchronization

/// Messages that wait to be sent: replies in order, and news for all clients in order. Text that a script writes piece by piece is
/// joined while it waits. A class: the session's thread fills it, and the thread that owns the sockets empties it.
final class Outbox: Sendable {
  /// A message to one client, and the channel that it goes out by.
  struct Reply {
    let channel: ConnectionFile.Channel
    let message: Message
  }

  /// Text for standard output or standard error, which may still grow.
  private struct Text {
    let name: String
    let parent: Message
    var text: String
  }

  private struct State {
    var replies: [Reply] = []
    var news: [Message] = []
    var text: Text?

    /// Whether a script that goes on writing is to wait until some of it is sent.
    var isFull: Bool { news.count >= Outbox.mostNews || hasMuchText }
    var hasMuchText: Bool { (text?.text.utf8.count ?? 0) >= Outbox.mostText }
  }

  let identity: KernelIdentity
  private let state = Mutex(State())
  let isClosed = Atomic<Bool>(false)
  /// Becomes readable when something waits.
  let wakeEnd: Int32
  private let writeEnd: Int32

  /// So many bytes of text are sent at once, or a few more.
  private static let mostText = 1 << 18
  /// So many messages for all clients may wait.
  private static let mostNews = 64

  init(_ identity: KernelIdentity) throws(KernelError) {
    self.identity = identity
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw KernelError("no pipe could be made: \(String(cString: strerror(errno)))") }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (wakeEnd, writeEnd) = (ends[0], ends[1])
  }

  /// Answers a request, on the channel that it came by.
  func reply(_ type: String, _ content: JSON, to request: Message, on channel: ConnectionFile.Channel = .shell, metadata: JSON = [:]) {
    let message = Message(type, content, session: identity, answering: request, metadata: metadata)
    state.withLock { $0.replies.append(Reply(channel: channel, message: message)) }
    wake()
  }

  /// Tells all clients.
  /// - Parameter request: what led to it; nil for nothing.
  func publish(_ type: String, _ content: JSON, answering request: Message?) {
    var message = Message(type, content, session: identity, answering: request)
    message.identities = [Array(type.utf8)]
    state.withLock { state in
      flush(&state)
      state.news.append(message)
    }
    wake()
  }

  /// Holds up a script that writes faster than clients read.
  func waitForRoom() {
    while state.withLock({ $0.isFull }) { usleep(1000) }
  }

  /// Tells all clients what a script wrote.
  /// - Parameter name: stdout or stderr.
  func write(_ text: String, to name: String, answering request: Message) {
    waitForRoom()
    state.withLock { state in
      if state.text?.name != name { flush(&state) }
      if state.text == nil { state.text = Text(name: name, parent: request, text: "") }
      state.text?.text += text
    }
    wake()
  }

  /// What waits to be sent.
  enum Waiting {
    case nothing
    /// Text, which may wait for more.
    case text
    case messages
  }

  /// What waits; until more comes, `wakeEnd` is not readable.
  func look() -> Waiting {
    var bytes = [UInt8](repeating: 0, count: 64)
    while read(wakeEnd, &bytes, bytes.count) > 0 {}
    return state.withLock { state in
      guard state.replies.isEmpty, state.news.isEmpty, !state.hasMuchText else { return .messages }
      return state.text == nil ? .nothing : .text
    }
  }

  /// Takes out the replies.
  func takeReplies() -> [Reply] {
    state.withLock { state in
      defer { state.replies = [] }
      return state.replies
    }
  }

  /// Takes out what all clients see.
  func takeNews() -> [Message] {
    state.withLock { state in
      flush(&state)
      defer { state.news = [] }
      return state.news
    }
  }

  /// Nothing is put in any more: when the rest is sent, the kernel ends.
  func close() {
    isClosed.store(true, ordering: .sequentiallyConsistent)
    wake()
  }

  /// Makes a message of the text that waits.
  private func flush(_ state: inout State) {
    guard let text = state.text else { return }
    state.text = nil
    var message = Message(
      "stream", ["name": .string(text.name), "text": .string(text.text)], session: identity, answering: text.parent)
    message.identities = [Array("stream.\(text.name)".utf8)]
    state.news.append(message)
  }

  /// A pipe that is full wakes as well.
  private func wake() {
    var byte: UInt8 = 0
    _ = Glibc.write(writeEnd, &byte, 1)
  }
}

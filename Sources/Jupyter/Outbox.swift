@preconcurrency import Glibc
import JSONSyntax
import Synchronization

/// Messages that wait to be sent, in order. Text that a script writes piece by piece is joined while it waits. A class: the session's
/// thread fills it, and the thread that owns the sockets empties it.
final class Outbox: Sendable {
  /// A message, and the channel that it goes out by.
  struct Item {
    let channel: ConnectionFile.Channel
    var message: Message
  }

  /// Text for standard output or standard error, which may still grow.
  private struct Text {
    let name: String
    let parent: Message
    var text: String
  }

  private struct State {
    var items: [Item] = []
    var text: Text?
  }

  let identity: KernelIdentity
  private let state = Mutex(State())
  let isClosed = Atomic<Bool>(false)
  /// Becomes readable when something waits.
  let wakeEnd: Int32
  private let writeEnd: Int32

  /// So many bytes of text may wait; who writes more is held up.
  private static let mostText = 1 << 20

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
    put(Item(channel: channel, message: Message(type, content, session: identity, answering: request, metadata: metadata)))
  }

  /// Tells all clients.
  /// - Parameter request: what led to it; nil for nothing.
  func publish(_ type: String, _ content: JSON, answering request: Message?) {
    var message = Message(type, content, session: identity, answering: request)
    message.identities = [Array(type.utf8)]
    put(Item(channel: .iopub, message: message))
  }

  /// Tells all clients what a script wrote.
  /// - Parameter name: stdout or stderr.
  func write(_ text: String, to name: String, answering request: Message) {
    var isFull = false
    repeat {
      isFull = state.withLock { state in
        guard (state.text?.text.utf8.count ?? 0) < Self.mostText else { return true }
        if state.text?.name != name { flush(&state) }
        if state.text == nil { state.text = Text(name: name, parent: request, text: "") }
        state.text?.text += text
        return false
      }
      wake()
      if isFull { usleep(1000) }
    } while isFull
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
    return state.withLock { $0.items.isEmpty ? $0.text == nil ? .nothing : .text : .messages }
  }

  /// Takes out all that waits.
  func takeAll() -> [Item] {
    state.withLock { state in
      flush(&state)
      defer { state.items = [] }
      return state.items
    }
  }

  /// Nothing is put in any more: when the rest is sent, the kernel ends.
  func close() {
    isClosed.store(true, ordering: .sequentiallyConsistent)
    wake()
  }

  private func put(_ item: Item) {
    state.withLock { state in
      flush(&state)
      state.items.append(item)
    }
    wake()
  }

  /// Makes a message of the text that waits.
  private func flush(_ state: inout State) {
    guard let text = state.text else { return }
    state.text = nil
    var message = Message(
      "stream", ["name": .string(text.name), "text": .string(text.text)], session: identity, answering: text.parent)
    message.identities = [Array("stream.\(text.name)".utf8)]
    state.items.append(Item(channel: .iopub, message: message))
  }

  /// A pipe that is full wakes as well.
  private func wake() {
    var byte: UInt8 = 0
    _ = Glibc.write(writeEnd, &byte, 1)
  }
}

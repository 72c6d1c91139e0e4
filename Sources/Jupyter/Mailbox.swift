@preconcurrency import Glibc
import Synchronization

/// Requests that wait for the session's thread, in the order of their coming. A class: two threads share it.
final class Mailbox: Sendable {
  private let waiting = Mutex<[Message]>([])
  /// Counts what was put in; some of it may be gone.
  private nonisolated(unsafe) let count = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() { sem_init(count, 0, 0) }

  deinit {
    sem_destroy(count)
    count.deallocate()
  }

  func put(_ message: Message) {
    waiting.withLock { $0.append(message) }
    sem_post(count)
  }

  /// The next request; waits for one.
  func take() -> Message {
    while true {
      while sem_wait(count) != 0 {}
      if let next = waiting.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return next }
    }
  }

  /// Takes out all requests of a type that wait.
  func withdraw(_ type: String) -> [Message] {
    waiting.withLock { messages in
      let chosen = messages.filter { $0.type == type }
      messages.removeAll { $0.type == type }
      return chosen
    }
  }
}

@preconcurrency import Glibc
import Session
import Synchronization

/// Looks at a file every tenth of a second from a thread of its own, and asks for a stop when work goes on that the file no longer
/// wants. A class: that thread shares it. Contents are compared, since editors may write a file anew, beside it, or not at all.
final class FileFollower: Sendable {
  private struct State {
    /// What was read last; nil where there was no file.
    var content: [UInt8]?
    /// Whether a new content keeps the work that goes on.
    var keeps: (@Sendable ([UInt8]) -> Bool)?
    var hasStopped = false
  }

  private let path: String
  private let state = Mutex(State())

  init(_ path: String) {
    self.path = path
    look()
    var thread = pthread_t()
    let handle = Unmanaged.passRetained(self)
    if pthread_create(&thread, nil, Self.follow, handle.toOpaque()) == 0 { pthread_detach(thread) } else { handle.release() }
  }

  /// The file as it was seen last; nil where there is none.
  var content: [UInt8]? { state.withLock { $0.content } }

  /// Work begins that goes on as long as `keeps` wants it to; nil: it is over.
  func work(_ keeps: (@Sendable ([UInt8]) -> Bool)?) {
    state.withLock { state in
      state.keeps = keeps
      if keeps != nil { state.hasStopped = false }
    }
  }

  /// Whether the work was stopped since the file changed.
  var hasStopped: Bool { state.withLock { $0.hasStopped } }

  private static let follow: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { handle in
    guard let handle else { return nil }
    let follower = Unmanaged<FileFollower>.fromOpaque(handle).takeRetainedValue()
    while true {
      usleep(100_000)
      follower.look()
    }
  }

  private func look() {
    let content = try? readWhole(path).get()
    state.withLock { state in
      // a file that is gone for a moment, as while it is renamed, says nothing
      guard let content, content != state.content else { return }
      state.content = content
      guard let keeps = state.keeps, !keeps(content) else { return }
      state.hasStopped = Signals.interrupt.raise(.user)
    }
  }
}

@preconcurrency import Glibc
import Synchronization

/// A thread with room for deep recursion in scripts: a gigabyte of addresses, of which only what is used costs memory.
enum LargeStack {
  /// Runs `body` there, and waits for it. Where limits on the process forbid so large a stack, a smaller one has to do.
  static func run(_ body: @escaping @Sendable () -> Int32) -> Int32 {
    for megabytes in [1024, 256, 64] {
      let work = Work(body)
      var attributes = pthread_attr_t()
      pthread_attr_init(&attributes)
      defer { pthread_attr_destroy(&attributes) }
      pthread_attr_setstacksize(&attributes, megabytes << 20)
      var thread = pthread_t()
      let handle = Unmanaged.passRetained(work)
      let failed = pthread_create(&thread, &attributes, start, handle.toOpaque())
      guard failed == 0 else {
        handle.release()
        continue
      }
      pthread_join(thread, nil)
      return work.status.load(ordering: .sequentiallyConsistent)
    }
    return body()
  }

  /// What the new thread is to do. A class: C carries it over as a pointer.
  private final class Work: Sendable {
    let status = Atomic<Int32>(1)
    private let body: @Sendable () -> Int32

    init(_ body: @escaping @Sendable () -> Int32) { self.body = body }

    func run() { status.store(body(), ordering: .sequentiallyConsistent) }
  }

  private static let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { handle in
    if let handle { Unmanaged<Work>.fromOpaque(handle).takeRetainedValue().run() }
    return nil
  }
}

import Foundation

/// Runs on a thread whose stack has room for deep recursion in scripts, as the program does.
public func onLargeStack<T>(_ megabytes: Int = 1024, _ body: @escaping () throws -> T) throws -> T {
  // The caller waits, so that nothing is used by both threads at once.
  nonisolated(unsafe) let body = body
  nonisolated(unsafe) var result: Result<T, any Error>?
  let done = DispatchSemaphore(value: 0)
  let thread = Thread {
    result = Result { try body() }
    done.signal()
  }
  thread.stackSize = megabytes << 20
  thread.start()
  done.wait()
  guard let result else { throw CancellationError() }
  return try result.get()
}

import Synchronization

/// Work that the user may interrupt. The calling thread alone asks for that, at first, before its jobs and while it waits; the
/// others see what it found. To call a closure is to count a reference to it, in memory that all threads would take from one
/// another.
class StoppableWork: TeamWork {
  private let stopped = Atomic<Bool>(false)
  private var isInterrupted: () -> Bool = { false }

  /// - isInterrupted: asked from now on.
  final func begin(isInterrupted: @escaping () -> Bool) {
    self.isInterrupted = isInterrupted
    stopped.store(isInterrupted(), ordering: .relaxed)
  }

  /// Whether the jobs that are left are not to be done.
  final func isStopped(worker: Int) -> Bool {
    if stopped.load(ordering: .relaxed) { return true }
    guard worker == 0, isInterrupted() else { return false }
    stopped.store(true, ordering: .relaxed)
    return true
  }

  /// Whether it was interrupted; jobs may have been left out.
  final var wasStopped: Bool { stopped.load(ordering: .relaxed) }

  override final func callerWaits() { _ = isStopped(worker: 0) }
}

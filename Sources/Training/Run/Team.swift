import Glibc

/// Work in parts that threads do in any order.
///
/// A class: the threads of a team share it.
open class TeamWork {
  public init() {}

  /// Does one part. Called from several threads at once, each with a number of its own, the caller's 0.
  open func run(job: Int, worker: Int) {}

  /// Called by the calling thread from time to time, while it waits for jobs of others.
  func callerWaits() {}
}

/// Threads that do the jobs of a step together. Jobs are claimed one by one, so a slow thread holds nobody up, and by
/// whom a job is done changes no result. The calling thread works too.
///
/// A class: its threads end with it.
public final class Team: @unchecked Sendable {
  public let threads: Int
  private let crew = Crew()
  private var members: [pthread_t] = []

  /// - threads: how many work, the caller among them.
  public init(threads: Int) {
    self.threads = max(1, threads)
    for number in 1..<max(2, self.threads) where number < self.threads {
      let start = Unmanaged.passRetained(Start(crew: crew, number: number))
      var thread = pthread_t()
      let failed = pthread_create(
        &thread, nil,
        { raw in
          guard let raw else { return nil }
          let start = Unmanaged<Start>.fromOpaque(raw).takeRetainedValue()
          start.crew.member(start.number)
          return nil
        }, start.toOpaque())
      if failed == 0 { members.append(thread) } else { start.release() }
    }
  }

  deinit {
    crew.stop()
    for member in members { pthread_join(member, nil) }
  }

  /// Does all jobs of `work` and returns when they are done, and those that were started before.
  public func run(_ work: TeamWork, jobs: Int) {
    guard jobs > 1, !members.isEmpty else {
      finish()
      for job in 0..<jobs { work.run(job: job, worker: 0) }
      return
    }
    start(work, jobs: jobs)
    finish()
  }

  /// Has other threads do the jobs of `work` while the caller goes on; `finish` does what they have not begun.
  func start(_ work: TeamWork, jobs: Int) { crew.start(work, jobs: jobs) }

  /// Returns when all jobs that were started are done.
  func finish() { crew.finish() }

  /// What a thread starts with.
  private final class Start {
    let crew: Crew
    let number: Int
    init(crew: Crew, number: Int) {
      self.crew = crew
      self.number = number
    }
  }
}

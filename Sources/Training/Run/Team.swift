import Glibc

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

  /// Does all jobs of `work` and returns when they are done.
  func run(_ work: TileWork, jobs: Int) {
    guard jobs > 1, !members.isEmpty else {
      for job in 0..<jobs { work.run(job: job, worker: 0) }
      return
    }
    crew.run(work, jobs: jobs)
  }

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

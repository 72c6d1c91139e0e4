import Synchronization
import Testing

@testable import Training

@Suite struct StoppableWorkTests {
  /// Every thread has a job: the caller's ends at once, the others' when they are stopped.
  private final class Waiting: StoppableWork {
    let others: Int
    let begun = Atomic<Int>(0)
    let stopped = Atomic<Int>(0)

    init(others: Int) { self.others = others }

    override func run(job: Int, worker: Int) {
      // until then, the caller would take their jobs
      guard worker > 0 else {
        while begun.load(ordering: .relaxed) < others {}
        return
      }
      begun.wrappingAdd(1, ordering: .relaxed)
      while !isStopped(worker: worker) {}
      stopped.wrappingAdd(1, ordering: .relaxed)
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: [2, 3]) func interruptsAreSeenWhileTheCallerWaits(threads: Int) {
    let (team, work) = (Team(threads: threads), Waiting(others: threads - 1))
    let asked = Atomic<Int>(0)
    work.begin { asked.wrappingAdd(1, ordering: .relaxed).newValue > 3 && work.begun.load(ordering: .relaxed) == threads - 1 }
    team.run(work, jobs: threads)
    #expect(work.wasStopped)
    #expect(work.stopped.load(ordering: .relaxed) == threads - 1)
    #expect(asked.load(ordering: .relaxed) > 3)
  }

  @Test func theCallerAloneAsks() {
    let work = StoppableWork()
    let isInterrupted = Atomic<Bool>(false)
    work.begin { isInterrupted.load(ordering: .relaxed) }
    #expect(!work.isStopped(worker: 0))
    isInterrupted.store(true, ordering: .relaxed)
    #expect(!work.isStopped(worker: 1) && !work.wasStopped)
    #expect(work.isStopped(worker: 0) && work.isStopped(worker: 1) && work.wasStopped)
    work.begin { false }
    #expect(!work.isStopped(worker: 0) && !work.wasStopped)
    work.begin { true }
    #expect(work.isStopped(worker: 1))
  }
}

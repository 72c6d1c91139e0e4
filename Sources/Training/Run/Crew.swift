import CPU
import Glibc
import Synchronization

/// What the threads of a team share: the step under way, and how they wait for the next.
final class Crew: @unchecked Sendable {
  /// epoch << 32 | next job. A claim by compare-and-swap holds only within its epoch.
  private let next = Atomic<UInt64>(0)
  private let total = Atomic<Int>(0)
  /// Jobs that members have done.
  private let done = Atomic<Int>(0)
  private let work = Atomic<UInt>(0)
  private let sleepers = Atomic<Int>(0)
  private let stopping = Atomic<Bool>(false)
  /// What the caller gave last, until it is done; held here, since members have its address.
  private var given: (work: TeamWork, jobs: Int)?
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let wake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// Turns before a waiting thread goes to sleep: longer than what lies between two steps. The caller looks around as often.
  private static let spins = 2000

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(wake, nil)
  }

  deinit {
    pthread_cond_destroy(wake)
    pthread_mutex_destroy(mutex)
    wake.deallocate()
    mutex.deallocate()
  }

  func stop() {
    stopping.store(true, ordering: .sequentiallyConsistent)
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(wake)
    pthread_mutex_unlock(mutex)
  }

  /// Gives the members the jobs of `work`, when what was given before is done.
  func start(_ work: TeamWork, jobs: Int) {
    finish()
    given = (work, jobs)
    self.work.store(UInt(bitPattern: Unmanaged.passUnretained(work).toOpaque()), ordering: .relaxed)
    // not before what closed the last epoch
    total.store(jobs, ordering: .releasing)
    done.store(0, ordering: .relaxed)
    next.store((epoch &+ 1) << 32, ordering: .sequentiallyConsistent)
    if sleepers.load(ordering: .sequentiallyConsistent) > 0 {
      pthread_mutex_lock(mutex)
      pthread_cond_broadcast(wake)
      pthread_mutex_unlock(mutex)
    }
  }

  /// Does the jobs that no member has begun, and waits for the others.
  func finish() {
    guard let (work, jobs) = given else { return }
    let others = jobs - claim(epoch: epoch, worker: 0)
    var turns = 0
    while done.load(ordering: .acquiring) < others {
      tegum_pause()
      turns += 1
      let isLong = turns > 10 * Crew.spins
      if isLong || turns % Crew.spins == 0 { work.callerWaits() }
      if isLong { sched_yield() }
    }
    // nobody can claim from this epoch any more
    next.store(epoch << 32 | UInt64(UInt32.max), ordering: .releasing)
    given = nil
  }

  private var epoch: UInt64 { next.load(ordering: .relaxed) >> 32 }

  /// Does jobs as long as there are some. Gives how many.
  private func claim(epoch: UInt64, worker: Int) -> Int {
    var count = 0
    while true {
      let seen = next.load(ordering: .acquiring)
      let job = Int(seen & 0xffff_ffff)
      guard seen >> 32 == epoch, job < total.load(ordering: .acquiring) else { return count }
      guard next.compareExchange(expected: seen, desired: seen + 1, ordering: .acquiringAndReleasing).exchanged else { continue }
      // a claim holds, so whoever gave the work waits for it
      if let pointer = UnsafeRawPointer(bitPattern: work.load(ordering: .relaxed)) {
        Unmanaged<TeamWork>.fromOpaque(pointer)._withUnsafeGuaranteedRef { $0.run(job: job, worker: worker) }
      }
      count += 1
    }
  }

  /// The life of a thread that is not the caller.
  func member(_ number: Int) {
    var epoch: UInt64 = 0
    while !stopping.load(ordering: .relaxed) {
      var turns = 0
      while next.load(ordering: .acquiring) >> 32 == epoch, turns < Crew.spins {
        tegum_pause()
        turns += 1
      }
      if next.load(ordering: .acquiring) >> 32 == epoch { sleep(epoch) }
      epoch = next.load(ordering: .acquiring) >> 32
      let count = claim(epoch: epoch, worker: number)
      if count > 0 { done.wrappingAdd(count, ordering: .releasing) }
    }
  }

  private func sleep(_ epoch: UInt64) {
    pthread_mutex_lock(mutex)
    sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
    while next.load(ordering: .sequentiallyConsistent) >> 32 == epoch, !stopping.load(ordering: .relaxed) {
      pthread_cond_wait(wake, mutex)
    }
    sleepers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    pthread_mutex_unlock(mutex)
  }
}

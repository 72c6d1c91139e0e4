import CPU
import Glibc
import Synchronization

/// Work that is cut into chunks, each of which one thread does.
protocol ChunkedWork: AnyObject {
  /// Does one chunk; called from several threads at once, each with a number of its own.
  func run(chunk: Int, worker: Int)
}

/// Threads that do the chunks of a step together. Chunks are claimed one by one, so a slow thread holds nobody up, and by
/// whom a chunk is done changes no result. The calling thread works too.
///
/// A class: threads share it, and its end is theirs.
public final class Team: @unchecked Sendable {
  public let threads: Int
  /// epoch << 32 | next chunk. A claim by compare-and-swap holds only within its epoch.
  private let next = Atomic<UInt64>(0)
  private let total = Atomic<Int>(0)
  private let done = Atomic<Int>(0)
  private let work = Atomic<UInt>(0)
  private let sleepers = Atomic<Int>(0)
  private let stopping = Atomic<Bool>(false)
  private var mutex = pthread_mutex_t()
  private var wake = pthread_cond_t()
  private var members: [pthread_t] = []

  /// - threads: how many work, the caller among them.
  public init(threads: Int) {
    self.threads = max(1, threads)
    pthread_mutex_init(&mutex, nil)
    pthread_cond_init(&wake, nil)
    for number in 1..<max(2, self.threads) where number < self.threads {
      let start = Unmanaged.passRetained(Start(team: self, number: number))
      var thread = pthread_t()
      let made = pthread_create(&thread, nil, { raw in
        guard let raw else { return nil }
        let start = Unmanaged<Start>.fromOpaque(raw).takeRetainedValue()
        start.team.member(start.number)
        return nil
      }, start.toOpaque())
      if made == 0 { members.append(thread) } else { start.release() }
    }
  }

  /// What a thread starts with.
  private final class Start {
    unowned let team: Team
    let number: Int
    init(team: Team, number: Int) {
      self.team = team
      self.number = number
    }
  }

  deinit {
    stopping.store(true, ordering: .sequentiallyConsistent)
    pthread_mutex_lock(&mutex)
    pthread_cond_broadcast(&wake)
    pthread_mutex_unlock(&mutex)
    for member in members { pthread_join(member, nil) }
    pthread_cond_destroy(&wake)
    pthread_mutex_destroy(&mutex)
  }

  /// Does all chunks of `work` and returns when they are done.
  func run(_ work: some ChunkedWork, chunks: Int) {
    guard chunks > 1, !members.isEmpty else {
      for chunk in 0..<chunks { work.run(chunk: chunk, worker: 0) }
      return
    }
    self.work.store(UInt(bitPattern: Unmanaged.passUnretained(work as AnyObject).toOpaque()), ordering: .relaxed)
    total.store(chunks, ordering: .relaxed)
    done.store(0, ordering: .relaxed)
    let epoch = (next.load(ordering: .relaxed) >> 32) &+ 1
    next.store(epoch << 32, ordering: .sequentiallyConsistent)
    if sleepers.load(ordering: .sequentiallyConsistent) > 0 {
      pthread_mutex_lock(&mutex)
      pthread_cond_broadcast(&wake)
      pthread_mutex_unlock(&mutex)
    }
    claim(epoch: epoch, worker: 0)
    var turns = 0
    while done.load(ordering: .acquiring) < chunks {
      tegum_pause()
      turns += 1
      if turns > 20_000 { sched_yield() }
    }
    // nobody can claim from this epoch any more
    next.store(epoch << 32 | UInt64(UInt32.max), ordering: .releasing)
  }

  private func claim(epoch: UInt64, worker: Int) {
    while true {
      let seen = next.load(ordering: .acquiring)
      let chunk = Int(seen & 0xffff_ffff)
      guard seen >> 32 == epoch, chunk < total.load(ordering: .relaxed) else { return }
      guard next.compareExchange(expected: seen, desired: seen + 1, ordering: .acquiringAndReleasing).exchanged else { continue }
      if let pointer = UnsafeRawPointer(bitPattern: work.load(ordering: .relaxed)) {
        (Unmanaged<AnyObject>.fromOpaque(pointer).takeUnretainedValue() as? any ChunkedWork)?.run(chunk: chunk, worker: worker)
      }
      done.wrappingAdd(1, ordering: .releasing)
    }
  }

  private func member(_ number: Int) {
    var epoch: UInt64 = 0
    while !stopping.load(ordering: .relaxed) {
      var turns = 0
      while next.load(ordering: .acquiring) >> 32 == epoch, turns < Team.spins {
        tegum_pause()
        turns += 1
      }
      if next.load(ordering: .acquiring) >> 32 == epoch { sleep(epoch) }
      epoch = next.load(ordering: .acquiring) >> 32
      claim(epoch: epoch, worker: number)
    }
  }

  /// Turns before a waiting thread goes to sleep: longer than what lies between two steps.
  private static let spins = 2000

  private func sleep(_ epoch: UInt64) {
    pthread_mutex_lock(&mutex)
    sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
    while next.load(ordering: .sequentiallyConsistent) >> 32 == epoch, !stopping.load(ordering: .relaxed) {
      pthread_cond_wait(&wake, &mutex)
    }
    sleepers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    pthread_mutex_unlock(&mutex)
  }
}

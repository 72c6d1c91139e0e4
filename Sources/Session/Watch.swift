@preconcurrency import Glibc
import Synchronization

/// Raises an interrupt when a submission takes longer, or the process holds more memory, than allowed. It looks every 20 ms
/// from a thread of its own, and ends with `stop`. A class: that thread shares it.
final class Watch: Sendable {
  private let interrupt: Interrupt
  private let seconds: Double?
  private let bytes: Int?
  private let isOver = Atomic<Bool>(false)

  /// Begins to watch; nil where there is nothing to watch.
  static func start(_ interrupt: Interrupt, seconds: Double?, bytes: Int?) -> Watch? {
    guard seconds != nil || bytes != nil else { return nil }
    let watch = Watch(interrupt, seconds: seconds, bytes: bytes)
    var thread = pthread_t()
    let handle = Unmanaged.passRetained(watch)
    guard pthread_create(&thread, nil, run, handle.toOpaque()) == 0 else {
      handle.release()
      return nil
    }
    pthread_detach(thread)
    return watch
  }

  private init(_ interrupt: Interrupt, seconds: Double?, bytes: Int?) {
    self.interrupt = interrupt
    self.seconds = seconds
    self.bytes = bytes
  }

  /// Ends watching; requests that come later belong to other work.
  func stop() { isOver.store(true, ordering: .sequentiallyConsistent) }

  private static let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { handle in
    if let handle { Unmanaged<Watch>.fromOpaque(handle).takeRetainedValue().look() }
    return nil
  }

  private func look() {
    let started = Self.now()
    while !isOver.load(ordering: .sequentiallyConsistent) {
      if let seconds, Self.now() - started >= seconds { return ask(.time) }
      if let bytes, Self.residentBytes() > bytes { return ask(.memory) }
      usleep(20_000)
    }
  }

  private func ask(_ limit: Interrupt.Limit) {
    guard !isOver.load(ordering: .sequentiallyConsistent) else { return }
    interrupt.raise(.limit(limit))
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// What the process holds in memory at this moment; 0 where the system does not tell.
  private static func residentBytes() -> Int {
    // Pages: of the whole address space, then those in memory.
    let fields = processFile("statm")?.split(separator: " ") ?? []
    guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}

/// The beginning of a file in /proc/self; nil where the system has none.
func processFile(_ name: String) -> String? {
  let file = open("/proc/self/\(name)", O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var buffer = [UInt8](repeating: 0, count: 8192)
  let count = read(file, &buffer, buffer.count)
  return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
}

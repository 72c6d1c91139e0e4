import CPU

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much memory new arrays may take.
public enum Room {
  /// Half of the machine's memory, in bytes.
  public static let half: Int = {
    let pages = Int(sysconf(Int32(_SC_PHYS_PAGES)))
    let size = Int(sysconf(Int32(_SC_PAGESIZE)))
    let (bytes, overflow) = max(pages, 0).multipliedReportingOverflow(by: max(size, 0))
    return overflow || bytes == 0 ? 1 << 33 : bytes / 2
  }()

  /// Requests above this are compared with what is free: 256 MB.
  private static let worthAsking = Double(1 << 28)

  /// Why so many bytes more cannot be had, as the end of a sentence; nil where there is room.
  ///
  /// Room is half of the memory, and for large requests half of what is free now: an operation may need as much again for a copy.
  /// Example: `the limit is 4.1e9, half of this machine's memory`
  public static func refusal(of bytes: Double) -> String? {
    guard bytes <= Double(half) else { return "the limit is \(approximate(Double(half))), half of this machine's memory" }
    guard bytes > worthAsking, let free, bytes > free / 2 else { return nil }
    return "the limit is \(approximate(free / 2)), half of the memory that is free"
  }

  /// Gives memory that was freed back to the system: smaller arrays leave holes that the allocator would keep.
  public static func giveBack() { tegum_give_back() }

  /// Bytes that programs can get without others losing theirs; nil where the system does not say.
  private static var free: Double? {
    guard let file = fopen("/proc/meminfo", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(separator: " ")
      if words.count >= 2, words[0] == "MemAvailable:", let kilobytes = Double(words[1]) { return max(kilobytes * 1024, 1) }
    }
    return nil
  }
}

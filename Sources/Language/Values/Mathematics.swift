#if canImport(Glibc)
  import Glibc

  /// The C library has it, but Swift's view of its headers leaves it out.
  @_silgen_name("pthread_getattr_np")
  private func getAttributes(_ thread: pthread_t, _ attributes: UnsafeMutablePointer<pthread_attr_t>) -> Int32
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is left of a / b, with the sign of b; whole numbers the fast way.
func remainder(_ a: Double, _ b: Double) -> Double {
  if abs(a) < 9e15, abs(b) < 9e15, b != 0 {
    let (m, n) = (Int64(a), Int64(b))
    if Double(m) == a, Double(n) == b {
      let rest = m % n
      return Double(rest != 0 && (rest < 0) != (n < 0) ? rest + n : rest)
    }
  }
  let rest = fmod(a, b)
  return rest == 0 ? 0 : (rest < 0) != (b < 0) ? rest + b : rest
}

@inline(__always) func power(_ a: Double, _ b: Double) -> Double { pow(a, b) }

/// Lowest address of this thread's stack that Swift code may use, with a margin for what runs between two looks at it.
func stackLimit() -> UInt {
  var low: UInt = 0
  var size = 0
  #if canImport(Glibc)
    var attributes = pthread_attr_t()
    guard getAttributes(pthread_self(), &attributes) == 0 else { return 0 }
    var address: UnsafeMutableRawPointer?
    pthread_attr_getstack(&attributes, &address, &size)
    pthread_attr_destroy(&attributes)
    low = UInt(bitPattern: address)
  #elseif canImport(Darwin)
    size = pthread_get_stacksize_np(pthread_self())
    low = UInt(bitPattern: pthread_get_stackaddr_np(pthread_self())) - UInt(size)
  #endif
  return low + UInt(min(2 << 20, size / 4))
}

/// Reads a file whole; nil where it cannot be read.
public func readFile(_ path: String) -> [UInt8]? {
  guard let file = fopen(path, "rb") else { return nil }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    guard count > 0 else { break }
    bytes += buffer[..<count]
  }
  return ferror(file) == 0 ? bytes : nil
}

/// The path without `.`, `..` and links, so that a file has one name; nil where there is no such file.
func canonicalPath(_ path: String) -> String? {
  guard let resolved = realpath(path, nil) else { return nil }
  defer { free(resolved) }
  return String(cString: resolved)
}

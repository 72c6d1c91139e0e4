import CPU

/// Asks for memory that is about to be written to, and that another core read or wrote last: waiting for one line after the other would take longer than
/// the work. Not for more than a first-level cache has room for.
@inline(__always)
func prefetchToWrite(_ p: UnsafeRawPointer, bytes: Int) {
  guard bytes <= 1 << 14 else { return }
  for line in stride(from: 0, to: bytes, by: 64) { tegum_prefetch_to_write(p + line) }
}

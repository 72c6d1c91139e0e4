import CPU

/// Asks for memory that is about to be written to, and that another core read or wrote last: waiting for one line after the
/// other would take longer than the work. Not for more than a first-level cache has room for.
@inline(__always)
func prefetchToWrite(_ p: UnsafeRawPointer, bytes: Int) {
  guard bytes <= 1 << 14 else { return }
  let start = p.alignedDown(toMultipleOf: 64)
  for line in stride(from: 0, to: p + bytes - start, by: 64) { tegum_prefetch_to_write(start + line) }
}

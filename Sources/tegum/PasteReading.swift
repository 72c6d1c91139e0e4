/// Follows the keys that are read, to know whether they belong to a bracketed paste.
struct PasteReading {
  private static let start = Array("\u{1B}[200~".utf8)
  private static let end = Array("\u{1B}[201~".utf8)

  private var latest: [UInt8] = []
  private var isOpen = false
  private var missing: ArraySlice<UInt8> = []

  /// Takes up a key that was read.
  mutating func take(_ key: UInt8) {
    latest = latest.suffix(Self.start.count - 1) + [key]
    if latest == Self.start { isOpen = true }
    if latest == Self.end { isOpen = false }
  }

  /// Ends a paste whose end will not come.
  /// - Returns: whether one was open; its end is then what `nextOfEnd` gives.
  mutating func end() -> Bool {
    guard isOpen else { return false }
    isOpen = false
    missing = Self.end[...]
    return true
  }

  /// The next key of an end that did not come; nil where there is none.
  mutating func nextOfEnd() -> UInt8? { missing.popFirst() }
}

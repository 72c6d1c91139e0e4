extension Session {
  /// What stands before an entry at the prompt.
  public static let prompt = "tegum> "
  /// What stands before the further lines of an entry.
  public static let continuationPrompt = "  ...> "

  /// The entries of a pasted transcript, without their prompts and what was answered to them; any other text as it is, as one entry.
  /// Those of a transcript run one by one, as they did when they were typed: one that fails does not keep the others from running.
  /// - Parameter isContinued: whether the text goes on with an entry.
  public func withoutPrompts(_ text: [UInt8], isContinued: Bool = false) -> [[UInt8]] {
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let first = lines.first(where: { !Self.isBlank($0) }) else { return [text] }
    if isContinued, lines.count == 1, let rest = Self.rest(of: first, behind: Self.continuationPrompt) { return [Array(rest)] }
    guard Self.rest(of: first, behind: Self.prompt) != nil else { return [text] }
    var entries: [[UInt8]] = []
    var isOpen = false
    for line in lines {
      if let rest = Self.rest(of: line, behind: Self.prompt) {
        entries.append(Array(rest))
        isOpen = true
      } else if let last = entries.indices.last, isOpen {
        // A line without a prompt goes on with an entry that is not whole, as a block does that was taken from the history.
        let rest = Self.rest(of: line, behind: Self.continuationPrompt) ?? (wantsMore(after: entries[last]) ? line : nil)
        isOpen = rest != nil
        if let rest { entries[last] += [UInt8(ascii: "\n")] + rest }
      }
    }
    entries.removeAll { Self.isBlank($0[...]) }
    return entries.isEmpty ? [[]] : entries
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool { line.allSatisfy { $0 == 0x20 || $0 == 0x0D } }

  /// What stands behind a prompt, which may have lost the blank at its end; nil where there is none.
  private static func rest(of line: ArraySlice<UInt8>, behind prompt: String) -> ArraySlice<UInt8>? {
    if line.starts(with: prompt.utf8) { return line.dropFirst(prompt.utf8.count) }
    return line.elementsEqual(prompt.utf8.dropLast()) ? [] : nil
  }
}

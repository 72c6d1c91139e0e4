extension Documentation {
  /// A line `Example: call // result`.
  public struct Example: Hashable, Sendable {
    public var code: String
    /// What `print` shows of its value; nil where it only has to run.
    public var result: String?
  }

  /// The examples, in order.
  public var examples: [Example] {
    text.split(separator: "\n").compactMap { line in
      let mark = "Example: "
      guard line.hasPrefix(mark) else { return nil }
      let code = line.dropFirst(mark.count)
      guard let cut = code.lastRange(of: " // ") else { return Example(code: String(code), result: nil) }
      return Example(code: String(code[..<cut.lowerBound]), result: String(code[cut.upperBound...]))
    }
  }
}

extension StringProtocol {
  /// The last place where a text stands.
  fileprivate func lastRange(of part: String) -> Range<Index>? {
    var end = endIndex
    while let start = index(end, offsetBy: -part.count, limitedBy: startIndex) {
      if self[start..<end] == part { return start..<end }
      end = index(before: end)
    }
    return nil
  }
}

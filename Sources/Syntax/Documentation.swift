/// What `///` lines say about the declaration that follows: a summary, then `- name: text` for the parameters.
public struct Documentation: Hashable, Sendable {
  /// All lines as written, without their slashes.
  public var text: String
  /// The first paragraph, on one line.
  public var summary = ""
  /// What is said about each parameter, in order.
  public var parameters: [Parameter] = []

  /// One `- name: text`.
  public struct Parameter: Hashable, Sendable {
    public var name: String
    public var text: String
  }

  public init(_ text: String) {
    self.text = text
    var inSummary = true
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = Self.trimmed(line)
      if words.isEmpty {
        inSummary = inSummary && summary.isEmpty
      } else if words.hasPrefix("- "), let colon = words.firstIndex(of: ":") {
        inSummary = false
        let name = Self.trimmed(words[words.index(words.startIndex, offsetBy: 2)..<colon])
        parameters.append(Parameter(name: String(name), text: String(Self.trimmed(words[words.index(after: colon)...]))))
      } else if let last = parameters.indices.last, line.first == " " {
        parameters[last].text += " " + words
      } else if inSummary {
        summary += (summary.isEmpty ? "" : " ") + words
      }
    }
  }

  /// What is said about one parameter.
  public func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.text }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}

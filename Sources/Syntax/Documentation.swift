/// What `///` lines say about the declaration that follows: a summary, more about it in paragraphs of their own,
/// `- name: text` for the parameters, `Example: code // what it prints`.
///
/// The lines are read when they are asked about: what a session does not show costs it nothing.
public struct Documentation: Hashable, Sendable {
  /// All lines as written, without their slashes.
  public var text: String

  public init(_ text: String) { self.text = text }

  /// The first paragraph, on one line.
  public var summary: String { contents.summary }
  /// The paragraphs behind it, each on one line.
  public var details: [String] { contents.details }
  /// What is said about each parameter, in order.
  public var parameters: [Parameter] { contents.parameters }
  public var examples: [Example] { contents.examples }

  /// What is said about one parameter.
  public func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.text }

  /// One `- name: text`.
  public struct Parameter: Hashable, Sendable {
    public var name: String
    public var text: String
  }

  /// Source, and what it prints where that is given: `print(source)` shows it. Every one runs as a test.
  public struct Example: Hashable, Sendable {
    public var source: String
    public var prints: String?
    /// Its line in the documentation's text, from 0; 0 where it stands in none.
    public var line: Int
    public init(_ source: String, prints: String? = nil, line: Int = 0) {
      self.source = source
      self.prints = prints
      self.line = line
    }
  }

  private var contents: Contents { Contents(text) }
}

/// What the lines say.
private struct Contents {
  var summary = ""
  var details: [String] = []
  var parameters: [Documentation.Parameter] = []
  var examples: [Documentation.Example] = []

  init(_ text: String) {
    // A blank line, a parameter or an example ends a paragraph.
    var isParagraph = false
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let words = line.trimmed
      if words.isEmpty {
        isParagraph = false
      } else if words.hasPrefix("Example: ") {
        examples.append(Self.example(words.dropFirst("Example: ".count), line: number))
        isParagraph = false
      } else if words.hasPrefix("- "), let colon = words.firstIndex(of: ":") {
        let name = words.dropFirst(2).prefix { $0 != ":" }.trimmed
        parameters.append(Documentation.Parameter(name: String(name), text: String(words[words.index(after: colon)...].trimmed)))
        isParagraph = false
      } else if let last = parameters.indices.last, line.first == " ", !isParagraph {
        parameters[last].text += " " + words
      } else {
        add(words, continues: isParagraph)
        isParagraph = true
      }
    }
  }

  private mutating func add(_ words: Substring, continues: Bool) {
    if summary.isEmpty {
      summary = String(words)
    } else if !continues {
      details.append(String(words))
    } else if let last = details.indices.last {
      details[last] += " " + words
    } else {
      summary += " " + words
    }
  }

  private static func example(_ text: Substring, line: Int) -> Documentation.Example {
    guard let mark = text.ranges(of: " // ").last else { return Documentation.Example(String(text), line: line) }
    return Documentation.Example(String(text[..<mark.lowerBound].trimmed), prints: String(text[mark.upperBound...].trimmed), line: line)
  }
}

extension Substring {
  /// Without blanks at both ends.
  fileprivate var trimmed: Substring {
    var text = self
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}

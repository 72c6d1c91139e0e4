extension HelpPage {
  /// As Markdown, without the last newline.
  /// - level: of its heading.
  public func markdown(level: Int = 3) -> String {
    var blocks = [String(repeating: "#", count: level) + " " + name]
    if let signatureText { blocks.append(Self.fenced(signatureText)) }
    if !origin.isEmpty { blocks.append("*\(Self.escaped(origin))*") }
    if let source { return (blocks + [Self.fenced(source)]).joined(separator: "\n\n") }
    blocks += ([summary] + details).filter { !$0.isEmpty }.map(Self.escaped)
    for section in sections where !section.rows.isEmpty {
      if section.title != Self.parameterTitle { blocks.append("**\(section.title)**") }
      blocks.append(section.rows.map { "- `\($0.name)`" + ($0.text.isEmpty ? "" : ": " + Self.escaped($0.text)) }.joined(separator: "\n"))
    }
    if !examples.isEmpty { blocks.append(Self.fenced(examples.map(\.line).joined(separator: "\n"))) }
    return blocks.joined(separator: "\n\n")
  }

  static let parameterTitle = "Parameters"

  private static func fenced(_ code: String) -> String { "```\n\(code)\n```" }

  /// Text in which stars, underscores and brackets stand for themselves; what stands between backticks stays.
  private static func escaped(_ text: String) -> String {
    var isCode = false
    var out = ""
    for character in text {
      if character == "`" { isCode.toggle() }
      if !isCode, "*_[]<>\\".contains(character) { out.append("\\") }
      out.append(character)
    }
    return out
  }
}

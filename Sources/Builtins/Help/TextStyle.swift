import Syntax

/// Colours of a terminal's text, or none.
public struct TextStyle: Sendable {
  private let isColoured: Bool

  public init(isColoured: Bool) { self.isColoured = isColoured }

  public func bold(_ text: String) -> String { styled(text, "1") }
  public func faint(_ text: String) -> String { styled(text, "2") }
  public func name(_ text: String) -> String { styled(text, "36") }

  /// Source text with its words, strings, numbers and comments in colours.
  public func code(_ text: String) -> String { isColoured ? Highlighting.coloured(Array(text.utf8)) : text }

  /// Line by line, so that a pager or a wrapped line keeps its colour.
  private func styled(_ text: String, _ code: String) -> String {
    guard isColoured else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { "\u{1B}[\(code)m\($0)\u{1B}[0m" }.joined(separator: "\n")
  }
}

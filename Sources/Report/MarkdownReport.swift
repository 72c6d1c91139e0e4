import JSONSyntax

/// A report as Markdown, for pages that others show; its figures are files beside it.
public struct MarkdownReport {
  public let text: String
  /// Figures as SVG, by their names in `folder`.
  public private(set) var figures: [(name: String, svg: String)] = []

  /// - Parameter folder: where the figures will lie, seen from the report.
  public init(_ report: Report, folder: String) {
    var parts: [String] = []
    var figures: [(name: String, svg: String)] = []
    for cell in report.cells {
      switch cell.cell.kind {
      case .markdown: parts.append(cell.cell.text)
      case .raw: parts.append(Self.fenced(cell.cell.text))
      case .code:
        parts.append(Self.fenced(cell.cell.text, "tegum"))
        for output in cell.outputs {
          if case .value(let forms, _) = output, let svg = forms["image/svg+xml"]?.string {
            figures.append(("figure-\(figures.count + 1).svg", svg))
            parts.append("![figure \(figures.count)](\(folder)/figure-\(figures.count).svg)")
          } else {
            parts.append(Self.text(output))
          }
        }
        parts.append("*\(cell.hasFailed ? "failed after " : "")\(cell.seconds.map { Report.duration($0) } ?? "not run")*")
      }
    }
    let rows = report.facts.map { "| \(Self.cell($0.name)) | \(Self.cell($0.value)) |" }
    parts.append((["| | |", "|---|---|"] + rows).joined(separator: "\n"))
    text = parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    self.figures = figures
  }

  private static func text(_ output: Report.Output) -> String {
    switch output {
    case .stream(let text, _), .error(_, let text): fenced(text, "text")
    case .value(let forms, _):
      forms["text/markdown"]?.string ?? fenced(forms["text/plain"]?.string ?? "", "text")
    }
  }

  /// A text between fences longer than any that it holds.
  private static func fenced(_ text: String, _ language: String = "") -> String {
    let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longest + 1))
    return "\(fence)\(language)\n\(text)\(text.hasSuffix("\n") || text.isEmpty ? "" : "\n")\(fence)"
  }

  private static func cell(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}

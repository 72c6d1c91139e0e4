extension HelpPage {
  /// As a terminal shows it, without the last newline.
  /// - width: columns.
  /// - isColoured: whether the text carries the terminal's colours.
  public func text(width: Int = 80, isColoured: Bool = false) -> String {
    let style = TextStyle(isColoured: isColoured)
    var blocks = [heading(style, width)]
    if let source { return (blocks + [style.code(source)]).joined(separator: "\n\n") }
    blocks += ([summary] + details).filter { !$0.isEmpty }.map { $0.wrapped(indent: 2, width: width) }
    for section in sections where !section.rows.isEmpty {
      blocks.append(style.bold(section.title) + "\n" + Self.rows(section.rows, style, width))
    }
    if !examples.isEmpty {
      blocks.append(style.bold("Examples") + "\n" + examples.map { "  " + style.code($0.line) }.joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n")
  }

  /// The signature, or the name, and where it comes from.
  private func heading(_ style: TextStyle, _ width: Int) -> String {
    let origin = origin.isEmpty ? "" : style.faint(origin)
    guard let signature else { return [style.bold(name), origin].filter { !$0.isEmpty }.joined(separator: "  ") }
    let indent = signature.name.count + 1
    var lines = [""]
    for (i, parameter) in signature.parameters.enumerated() {
      let piece = parameter + (i + 1 < signature.parameters.count ? "," : ")")
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = piece
      } else if indent + last.count + 1 + piece.count <= width {
        lines[lines.count - 1] += " " + piece
      } else {
        lines.append(piece)
      }
    }
    if signature.parameters.isEmpty { lines = [")"] }
    let body = lines.map(style.code).joined(separator: "\n" + String(repeating: " ", count: indent))
    return style.bold(signature.name) + "(" + body + (origin.isEmpty ? "" : "\n" + origin)
  }

  /// Names in a column, texts behind them.
  private static func rows(_ rows: [Row], _ style: TextStyle, _ width: Int) -> String {
    let column = min(rows.map { $0.name.columns }.max() ?? 0, 24)
    let lines = rows.map { row in
      let space = String(repeating: " ", count: max(column - row.name.columns, 0))
      let text = row.text.wrapped(indent: column + 4, width: width).drop { $0 == " " }
      let gap = row.name.columns > column ? "\n" + String(repeating: " ", count: column + 4) : space + "  "
      return "  " + style.name(row.name) + (text.isEmpty ? "" : gap + text)
    }
    return lines.joined(separator: "\n")
  }
}

import Session

/// What Tab shows below the line: the signature of the call, and the candidates, one a line with what is said about them where
/// there is room, else in columns.
struct CompletionList {
  /// Whole lines.
  let text: String

  init(_ completion: Completion, columns: Int, rows: Int, isColoured: Bool) {
    var lines: [String] = []
    if let call = completion.call {
      lines.append(isColoured ? call.text("\u{1B}[1;4m", "\u{1B}[0m") : call.text("‹", "›"))
      if let present = call.present, !call.documentation.isEmpty {
        let name = call.parameters[present].prefix { $0 != ":" }
        lines.append(String("  \(name): \(call.documentation)".prefix(max(columns - 1, 20))))
      }
    }
    let room = max(rows - lines.count - 3, 3)
    lines += Self.list(completion.candidates, columns: columns, rows: room)
    text = lines.map { $0 + "\n" }.joined()
  }

  private static func list(_ candidates: [Completion.Candidate], columns: Int, rows: Int) -> [String] {
    let names = candidates.map { shown($0) }
    let width = (names.map(\.count).max() ?? 0) + 2
    if candidates.count <= rows / 2 || candidates.count == 1 {
      return zip(names, candidates).map { name, candidate in
        let line = candidate.summary.isEmpty ? name : padded(name, width) + candidate.summary
        return String(line.prefix(max(columns - 1, 1)))
      }
    }
    let across = max(columns / width, 1)
    let fitting = names.prefix(across * rows)
    let down = (fitting.count + across - 1) / across
    var lines = (0..<down).map { row in
      let line = stride(from: row, to: fitting.count, by: down).map { padded(fitting[$0], width) }.joined()
      return String(line.prefix(max(columns - 1, 1)))
    }
    if fitting.count < names.count { lines.append("… and \(names.count - fitting.count) more") }
    return lines
  }

  /// Of a path its last part.
  private static func shown(_ candidate: Completion.Candidate) -> String {
    guard candidate.kind == .file || candidate.kind == .folder else { return candidate.text }
    let isFolder = candidate.text.hasSuffix("/")
    let last = candidate.text.split(separator: "/").last.map(String.init) ?? candidate.text
    return isFolder ? last + "/" : last
  }

  private static func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(width - text.count, 0)) }
}

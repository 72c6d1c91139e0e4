import Catalogue
import Syntax

/// A notebook's cell, read and resolved together with the others.
struct PreparedCell {
  /// Without what is blank at its end.
  let text: [UInt8]
  /// Number of its source.
  let source: Int
  /// The number of its first line.
  let firstLine: Int
  /// Names in its text.
  let mentions: Set<String>
  let imports: Bool
  let entries: [ResolvedEntry]
  /// Its functions that all cells may call from the beginning.
  let hoisted: [GlobalDeclare]
}

extension Interpreter {
  /// Reads and resolves cells, which can then run one by one.
  func prepare(_ texts: [CodeText], folder: String?) throws(Failure) -> [PreparedCell] {
    enterThread()
    let first = sources.sources.count
    let batch = try resolve(texts, folder: folder)
    state.pointee.lastTick = settings.operations.map { state.pointee.ticks + min($0, .max - state.pointee.ticks) } ?? .max
    return texts.enumerated().map { i, text in
      let names = Lexeme.all(of: text.bytes).filter { $0.kind == .name || $0.kind == .keyword }.map { lexeme in
        String(decoding: text.bytes[lexeme.range], as: UTF8.self)
      }
      let end = text.bytes.lastIndex { !" \t\r\n".utf8.contains($0) }
      return PreparedCell(
        text: Array(text.bytes.prefix(end.map { $0 + 1 } ?? 0)), source: first + i, firstLine: text.firstLine,
        mentions: Set(names), imports: names.contains("import"),
        entries: batch.entries.filter { Int($0.span.source) == first + i },
        hoisted: batch.hoisted.filter { Int($0.span.source) == first + i })
    }
  }
}

import CMD4C

/// Texts of CommonMark with tables, struck words and mathematics between dollar signs.
enum Markdown {
  /// What of Markdown is read.
  static let flags = UInt32(MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_LATEXMATHSPANS | MD_FLAG_NOHTML)

  /// The text as elements of HTML. Markup in it shows as it is written, and so do formulas, as elements `x-equation`.
  static func html(_ text: String) -> String {
    let sink = Sink()
    let bytes = Array(text.utf8)
    let status = bytes.withUnsafeBytes { buffer in
      md_html(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), MD_SIZE(buffer.count),
        { chunk, count, sink in
          guard let chunk, let sink else { return }
          Unmanaged<Sink>.fromOpaque(sink).takeUnretainedValue().bytes += UnsafeRawBufferPointer(start: chunk, count: Int(count))
        }, Unmanaged.passUnretained(sink).toOpaque(), flags, 0)
    }
    return status == 0 ? String(decoding: sink.bytes, as: UTF8.self) : ""
  }

  /// What C writes into. A class, since C holds its address.
  private final class Sink {
    var bytes: [UInt8] = []
  }

  /// The text of the first heading of the first level; nil where there is none.
  static func title(_ text: String) -> String? {
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }
    guard let line = lines.first(where: { $0.hasPrefix("# ") }) else { return nil }
    return String(line.dropFirst(2))
  }
}

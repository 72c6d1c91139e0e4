import CMD4C
import Painting
import Plotting

extension Markdown {
  /// A heading, a paragraph, a list's item, a table: what stands on paper by itself.
  struct Block {
    var runs: [TextRun]
    var style: TextStyle
  }

  /// The text as blocks, in order.
  static func blocks(_ text: String) -> [Block] {
    let reader = BlockReader()
    var parser = MD_PARSER()
    parser.flags = flags
    parser.enter_block = { BlockReader.at($2).begin($0, $1) }
    parser.leave_block = { kind, _, reader in BlockReader.at(reader).end(kind) }
    parser.enter_span = { kind, _, reader in BlockReader.at(reader).beginSpan(kind) }
    parser.leave_span = { BlockReader.at($2).endSpan($0, $1) }
    parser.text = { kind, text, count, reader in
      let bytes = UnsafeRawBufferPointer(start: text, count: Int(count))
      return BlockReader.at(reader).add(String(decoding: bytes, as: UTF8.self), kind)
    }
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { buffer in
      md_parse(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), MD_SIZE(buffer.count), &parser,
        Unmanaged.passUnretained(reader).toOpaque())
    }
    return reader.blocks
  }
}

/// Gathers what the parser tells. A class, since C holds its address. All methods give 0: the parser is to go on.
private final class BlockReader {
  private(set) var blocks: [Markdown.Block] = []
  /// What the block under way holds.
  private var runs: [TextRun] = []
  private var style = TextStyle()
  /// Where new blocks begin from the left.
  private var indent = 0.0
  /// The numbers of the next items of the lists around; nil where items have none.
  private var lists: [Int?] = []
  /// Stands before the item that has just begun.
  private var mark = ""
  /// How the next piece of text looks.
  private var look = TextRun("")
  /// Runs before the links under way.
  private var links: [Int] = []
  /// The rows of the table under way.
  private var rows: [[String]] = []

  static func at(_ pointer: UnsafeMutableRawPointer?) -> BlockReader {
    guard let pointer else { return BlockReader() }
    return Unmanaged<BlockReader>.fromOpaque(pointer).takeUnretainedValue()
  }

  func begin(_ kind: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) -> Int32 {
    if kind != MD_BLOCK_TH, kind != MD_BLOCK_TD { flush() }
    switch kind {
    case MD_BLOCK_QUOTE: indent += 16
    case MD_BLOCK_UL:
      lists.append(nil)
      indent += 18
    case MD_BLOCK_OL:
      lists.append(Int(detail?.load(as: MD_BLOCK_OL_DETAIL.self).start ?? 1))
      indent += 18
    case MD_BLOCK_LI: beginItem(detail?.load(as: MD_BLOCK_LI_DETAIL.self))
    case MD_BLOCK_H:
      let level = detail?.load(as: MD_BLOCK_H_DETAIL.self).level ?? 1
      style.size = max(10, 19 - 3 * Double(level))
      (style.spaceAbove, style.keptRoom) = (14, 60)
      look.isBold = true
    case MD_BLOCK_CODE:
      style = .code
      style.paper = Colour(0xF5F6F8)
    case MD_BLOCK_HR: runs = [TextRun(String(repeating: "─", count: 20))]
    case MD_BLOCK_TABLE: rows = []
    case MD_BLOCK_TR: rows.append([])
    default: break
    }
    return 0
  }

  func end(_ kind: MD_BLOCKTYPE) -> Int32 {
    switch kind {
    case MD_BLOCK_TH, MD_BLOCK_TD:
      if !rows.isEmpty { rows[rows.count - 1].append(runs.map(\.text).joined()) }
      runs = []
    case MD_BLOCK_TABLE: addTable()
    default: flush()
    }
    switch kind {
    case MD_BLOCK_QUOTE: indent -= 16
    case MD_BLOCK_UL, MD_BLOCK_OL:
      lists.removeLast()
      indent -= 18
    case MD_BLOCK_H: look.isBold = false
    default: break
    }
    return 0
  }

  func beginSpan(_ kind: MD_SPANTYPE) -> Int32 {
    set(kind, true)
    if kind == MD_SPAN_A { links.append(runs.count) }
    return 0
  }

  func endSpan(_ kind: MD_SPANTYPE, _ detail: UnsafeMutableRawPointer?) -> Int32 {
    set(kind, false)
    guard kind == MD_SPAN_A, let start = links.popLast(), let link = detail?.load(as: MD_SPAN_A_DETAIL.self) else { return 0 }
    let address = String(decoding: UnsafeRawBufferPointer(start: link.href.text, count: Int(link.href.size)), as: UTF8.self)
    // a reader of paper follows no link
    if runs[min(start, runs.count)...].map(\.text).joined() != address { add(" (\(address))") }
    return 0
  }

  func add(_ text: String, _ kind: MD_TEXTTYPE) -> Int32 {
    switch kind {
    case MD_TEXT_BR: add("\n")
    case MD_TEXT_SOFTBR: add(" ")
    case MD_TEXT_NULLCHAR: add("\u{FFFD}")
    case MD_TEXT_ENTITY: add(Self.character(text))
    default: add(text)
    }
    return 0
  }

  private func add(_ text: String) {
    look.text = text
    runs.append(look)
  }

  private func set(_ kind: MD_SPANTYPE, _ isOn: Bool) {
    switch kind {
    case MD_SPAN_STRONG: look.isBold = isOn
    case MD_SPAN_EM, MD_SPAN_IMG, MD_SPAN_LATEXMATH, MD_SPAN_LATEXMATH_DISPLAY: look.isItalic = isOn
    case MD_SPAN_CODE: look.isCode = isOn
    case MD_SPAN_DEL: look.isStruck = isOn
    default: break
    }
  }

  private func beginItem(_ item: MD_BLOCK_LI_DETAIL?) {
    guard let number = lists.last else { return }
    mark = number.map { "\($0)." } ?? "•"
    if let item, item.is_task != 0 { mark = item.task_mark == CChar(UInt8(ascii: " ")) ? "☐" : "☑" }
    if let number { lists[lists.count - 1] = number + 1 }
  }

  /// Ends the block under way.
  private func flush() {
    if style.isCode, runs.last?.text == "\n" { runs.removeLast() }
    if !runs.isEmpty {
      (style.indent, style.mark) = (indent, mark)
      blocks.append(Markdown.Block(runs: runs, style: style))
      mark = ""
    }
    (runs, style) = ([], TextStyle())
  }

  /// The rows as lines whose columns stand below each other.
  private func addTable() {
    let widths = (0..<(rows.first?.count ?? 0)).map { i in rows.map { $0.indices.contains(i) ? $0[i].count : 0 }.max() ?? 0 }
    let lines = rows.map { row in zip(row, widths).map { $0.padded(to: $1) }.joined(separator: "  ") }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    runs = [TextRun((lines.prefix(1) + [rule] + lines.dropFirst()).joined(separator: "\n"))]
    style = .code
    flush()
  }

  /// What a reference to a character stands for: `&lt;`, `&#955;`; as it is written where that is not known.
  private static func character(_ text: String) -> String {
    let name = text.dropFirst().dropLast()
    if let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}"][String(name)] { return known }
    guard name.hasPrefix("#") else { return text }
    let isHexadecimal = name.dropFirst().lowercased().hasPrefix("x")
    let value = isHexadecimal ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
    return value.flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? text
  }
}

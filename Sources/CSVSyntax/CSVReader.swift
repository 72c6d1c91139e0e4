/// Reads a table from bytes, cell by cell.
struct CSVReader {
  private let bytes: [UInt8]
  private var at = 0
  private var line = 1

  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let (lineFeed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
  }

  mutating func table() throws(CSVError) -> (names: [String], rows: [[CSV.Cell]]) {
    guard at < bytes.count else { throw CSVError(message: "there is no line with the names of the columns", line: line) }
    var names: [String] = []
    var known: Set<String> = []
    for cell in try row(of: nil) {
      guard !cell.text.isEmpty else { throw CSVError(message: "column \(names.count + 1) has no name", line: 1) }
      guard known.insert(cell.text).inserted else { throw CSVError(message: "two columns have the name \(cell.text)", line: 1) }
      names.append(cell.text)
    }
    var rows: [[CSV.Cell]] = []
    while at < bytes.count { rows.append(try row(of: names.count)) }
    return (names, rows)
  }

  /// The cells of a line, and its end.
  /// - count: how many there are; nil for any.
  private mutating func row(of count: Int?) throws(CSVError) -> [CSV.Cell] {
    let start = line
    var cells: [CSV.Cell] = []
    cells.reserveCapacity(count ?? 0)
    while true {
      cells.append(try cell())
      if let count, cells.count > count {
        throw CSVError(message: "it has more than \(count) cells, and as many columns have names", line: start)
      }
      guard next == Self.comma else { break }
      at += 1
    }
    if let count, cells.count < count { throw CSVError(message: "it has \(cells.count) of \(count) cells", line: start) }
    if next == Self.carriageReturn {
      guard at + 1 < bytes.count, bytes[at + 1] == Self.lineFeed else {
        throw CSVError(message: "a carriage return stands without a line feed", line: line)
      }
      at += 1
    }
    at += 1
    line += 1
    return cells
  }

  private mutating func cell() throws(CSVError) -> CSV.Cell {
    if next == Self.quote { return CSV.Cell(try quoted(), isQuoted: true) }
    let start = at
    while let byte = next, byte != Self.comma, byte != Self.lineFeed, byte != Self.carriageReturn {
      guard byte != Self.quote else { throw CSVError(message: "a quotation mark stands inside a cell without quotation marks", line: line) }
      at += 1
    }
    return CSV.Cell(try text(bytes[start..<at]))
  }

  /// What stands between quotation marks; two of them stand for one.
  private mutating func quoted() throws(CSVError) -> String {
    let start = line
    var found: [UInt8] = []
    at += 1
    while let byte = next {
      at += 1
      if byte == Self.lineFeed { line += 1 }
      if byte != Self.quote {
        found.append(byte)
      } else if next == Self.quote {
        found.append(byte)
        at += 1
      } else {
        guard next == nil || next == Self.comma || next == Self.lineFeed || next == Self.carriageReturn else {
          throw CSVError(message: "text stands behind the quotation mark that closes a cell", line: line)
        }
        return try text(found[...])
      }
    }
    throw CSVError(message: "the quotation mark of a cell is not closed", line: start)
  }

  private func text(_ bytes: ArraySlice<UInt8>) throws(CSVError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw CSVError(message: "a cell is not UTF-8", line: line) }
    return text
  }

  private var next: UInt8? { at < bytes.count ? bytes[at] : nil }
}

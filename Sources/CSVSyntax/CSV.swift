/// A table as text with commas (RFC 4180): a line of names, then a line for each row.
public struct CSV: Equatable, Sendable {
  /// The names of the columns.
  public var names: [String]
  /// Rows as long as `names`.
  public var rows: [[Cell]]

  /// One value of a row.
  public struct Cell: Equatable, Sendable {
    public var text: String
    /// Whether it stands in quotation marks.
    public var isQuoted: Bool

    public init(_ text: String, isQuoted: Bool = false) {
      self.text = text
      self.isQuoted = isQuoted
    }

    /// As it stands in a file; what would end a cell is quoted in any case.
    var written: String {
      let ends: Set<UInt8> = [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
      guard isQuoted || text.utf8.contains(where: ends.contains) else { return text }
      var bytes: [UInt8] = [UInt8(ascii: "\"")]
      for byte in text.utf8 {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      return String(decoding: bytes + [UInt8(ascii: "\"")], as: UTF8.self)
    }
  }

  /// Reads a text, strictly: every row is as long as the first, names differ, quotation marks stand around a whole cell, UTF-8
  /// throughout. Lines end with LF or CRLF; a mark of the byte order is skipped.
  /// - Throws: what is wrong, and in which line.
  public init(_ text: [UInt8]) throws(CSVError) {
    var reader = CSVReader(text)
    (names, rows) = try reader.table()
  }

  /// A line of cells, with its end.
  public static func line(_ cells: [Cell]) -> String { cells.map(\.written).joined(separator: ",") + "\n" }
}

/// Where a text is not CSV.
public struct CSVError: Error, Equatable, Sendable {
  /// A clause about the line.
  public let message: String
  /// From 1 on.
  public let line: Int
}

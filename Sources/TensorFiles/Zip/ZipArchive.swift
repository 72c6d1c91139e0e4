import JSONSyntax

/// A ZIP archive that is read by place: its directory first, then the files that are asked for.
struct ZipArchive<Source: ByteSource> {
  private let source: Source
  /// In the order of the directory.
  let entries: [ZipEntry]

  /// Reads and checks the directory. Afterwards all entries lie in the archive before it, none over another, and none claims more
  /// contents than deflate can make of its bytes.
  /// - Throws: the first thing that is wrong.
  init(_ source: Source) throws(TensorFileError) {
    self.source = source
    let directory = try ZipDirectory(source)
    entries = try directory.entries(in: source)
    var end = 0
    for entry in entries.sorted(by: { $0.start < $1.start }) {
      guard entry.start >= end else { throw TensorFileError("\(JSON.quoted(entry.name)) overlaps with what stands before it") }
      end = entry.start + Self.localLength + entry.storedCount
    }
    guard end <= directory.range.lowerBound else { throw TensorFileError("its files overlap with its directory") }
  }

  private static var localLength: Int { 30 }

  /// The contents of a file.
  func contents(of entry: ZipEntry) throws(TensorFileError) -> [UInt8] {
    let local = LittleEndian(try source.bytes(entry.start..<entry.start + Self.localLength))
    guard local.number(0, 4) == ZipEntry.Signature.local else { throw TensorFileError("it has no header") }
    let start = entry.start + Self.localLength + Int(local.number(26, 2)) + Int(local.number(28, 2))
    guard start <= source.count - entry.storedCount else { throw TensorFileError("the archive ends in it") }
    let stored = try source.bytes(start..<start + entry.storedCount)
    let contents = entry.isDeflated ? try Deflate.inflated(stored, count: entry.count) : stored
    guard Deflate.check(contents) == entry.check else { throw TensorFileError("its contents do not fit their checksum") }
    return contents
  }
}

/// Whole numbers in bytes, the least significant first.
struct LittleEndian {
  private let bytes: [UInt8]
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The number of so many bytes from a place on.
  func number(_ start: Int, _ count: Int) -> UInt64 { bytes[start..<start + count].reversed().reduce(0) { $0 << 8 | UInt64($1) } }

  /// The bytes of a number.
  static func bytes(_ number: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
}

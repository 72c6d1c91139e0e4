import JSONSyntax

/// Where the directory of a ZIP archive stands, and what it lists.
struct ZipDirectory {
  /// Its bytes.
  let range: Range<Int>
  private let count: Int

  /// Directories are no longer than this many bytes.
  private static let longest = 100_000_000
  private static let endLength = 22
  private static let longestComment = 0xFFFF

  /// Finds it by the record at the end of the archive.
  init(_ source: some ByteSource) throws(TensorFileError) {
    guard source.count >= Self.endLength else { throw TensorFileError("it has \(source.count) bytes, and a ZIP archive at least 22") }
    let first = max(0, source.count - Self.endLength - Self.longestComment)
    let tail = LittleEndian(try source.bytes(first..<source.count))
    let places = stride(from: source.count - Self.endLength, through: first, by: -1)
    guard
      let end = places.first(where: {
        tail.number($0 - first, 4) == ZipEntry.Signature.end && Int(tail.number($0 - first + 20, 2)) == source.count - $0 - Self.endLength
      })
    else { throw TensorFileError("it has no record of ZIP at its end: it is no archive, or not whole") }
    var (count, length, start) = (tail.number(end - first + 10, 2), tail.number(end - first + 12, 4), tail.number(end - first + 16, 4))
    if count == 0xFFFF || length == ZipEntry.elsewhere || start == ZipEntry.elsewhere {
      (count, length, start) = try Self.wide(before: end, in: source)
    }
    guard length <= UInt64(Self.longest) else {
      throw TensorFileError("it claims a directory of \(length) bytes, and the limit is \(Self.longest)")
    }
    guard start <= UInt64(end), length <= UInt64(end) - start else { throw TensorFileError("its directory does not lie in it") }
    range = Int(start)..<Int(start + length)
    guard count <= length / 46 else { throw TensorFileError("it claims \(count) files in a directory of \(length) bytes") }
    self.count = Int(count)
  }

  /// Count, length and start of a directory in an archive with numbers of 64 bits.
  private static func wide(before end: Int, in source: some ByteSource) throws(TensorFileError) -> (UInt64, UInt64, UInt64) {
    let problem = TensorFileError("its record of 64 bits is not there")
    guard end >= 20 else { throw problem }
    let locator = LittleEndian(try source.bytes(end - 20..<end)), place = locator.number(8, 8)
    guard locator.number(0, 4) == ZipEntry.Signature.locator64, end >= 76, place <= UInt64(end - 76) else { throw problem }
    let record = LittleEndian(try source.bytes(Int(place)..<Int(place) + 56))
    guard record.number(0, 4) == ZipEntry.Signature.end64 else { throw problem }
    return (record.number(32, 8), record.number(40, 8), record.number(48, 8))
  }

  /// The files that it lists.
  func entries(in source: some ByteSource) throws(TensorFileError) -> [ZipEntry] {
    let bytes = try source.bytes(range)
    var entries: [ZipEntry] = []
    var at = 0
    for _ in 0..<count {
      let (entry, length) = try ZipEntry.reading(bytes, from: at, limit: range.lowerBound)
      entries.append(entry)
      at += length
    }
    guard at == bytes.count else { throw TensorFileError("its directory lists \(count) files, and has more behind them") }
    return entries
  }
}

extension ZipEntry {
  private static let headerLength = 46
  /// Deflate makes no more than this many bytes of one.
  private static let greatestRatio = 1032

  /// Reads an entry of a directory, and says how many bytes of that it takes.
  /// - limit: where the archive's files end.
  fileprivate static func reading(_ bytes: [UInt8], from at: Int, limit: Int) throws(TensorFileError) -> (ZipEntry, length: Int) {
    guard at + headerLength <= bytes.count else { throw TensorFileError("its directory is not whole") }
    let header = LittleEndian(Array(bytes[at..<at + headerLength]))
    guard header.number(0, 4) == Signature.directory else { throw TensorFileError("its directory has something other than files") }
    let (nameCount, extraCount) = (Int(header.number(28, 2)), Int(header.number(30, 2)))
    let length = headerLength + nameCount + extraCount + Int(header.number(32, 2))
    guard at + length <= bytes.count else { throw TensorFileError("its directory is not whole") }
    let name = bytes[at + headerLength..<at + headerLength + nameCount]
    guard let name = String(validating: name, as: UTF8.self) else { throw TensorFileError("a name in its directory is not UTF-8") }
    let extra = bytes[at + headerLength + nameCount..<at + headerLength + nameCount + extraCount]
    let numbers = try wide([header.number(24, 4), header.number(20, 4), header.number(42, 4)], by: Array(extra), name)
    guard header.number(8, 2) & 1 == 0 else { throw TensorFileError("\(JSON.quoted(name)) is encrypted") }
    let method = header.number(10, 2)
    guard method == 0 || method == 8 else {
      throw TensorFileError("\(JSON.quoted(name)) is packed by method \(method), not stored or deflated")
    }
    let (count, stored, start) = (numbers[0], numbers[1], numbers[2])
    guard start <= limit - 30, stored <= limit - 30 - start else {
      throw TensorFileError("\(JSON.quoted(name)) does not lie in the archive")
    }
    guard method == 0 ? count == stored : count / greatestRatio <= stored else {
      throw TensorFileError("\(JSON.quoted(name)) claims \(count) bytes, and \(stored) in the archive do not make that many")
    }
    let check = UInt32(truncatingIfNeeded: header.number(16, 4))
    return (ZipEntry(name: name, check: check, isDeflated: method == 8, count: count, storedCount: stored, start: start), length)
  }

  /// Numbers of 32 bits, those that stand elsewhere taken from the field of 64 bits.
  private static func wide(_ numbers: [UInt64], by extra: [UInt8], _ name: String) throws(TensorFileError) -> [Int] {
    let fields = LittleEndian(extra)
    var at = 0
    while at + 4 <= extra.count, fields.number(at, 2) != 1 { at += 4 + Int(fields.number(at + 2, 2)) }
    let end = at + 4 <= extra.count ? min(extra.count, at + 4 + Int(fields.number(at + 2, 2))) : 0
    at += 4
    var found: [Int] = []
    for number in numbers {
      var value = number
      if number == elsewhere {
        guard at + 8 <= end else { throw TensorFileError("\(JSON.quoted(name)) has a number of 64 bits that is not there") }
        value = fields.number(at, 8)
        at += 8
      }
      guard let small = Int(exactly: value) else { throw TensorFileError("\(JSON.quoted(name)) claims \(value) bytes") }
      found.append(small)
    }
    return found
  }
}

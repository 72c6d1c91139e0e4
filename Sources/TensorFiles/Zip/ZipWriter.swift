import JSONSyntax

/// Writes a ZIP archive, one file after another, their bytes as they are.
struct ZipWriter {
  private var directory: [UInt8] = []
  private var names: Set<String> = []
  private var end = 0

  /// Archives with numbers of 32 bits are shorter than this many bytes.
  private static let longest = ZipEntry.elsewhere - 1
  /// Version 2.0 of the format, names in UTF-8, the bytes as they are, at midnight on 1 January 1980: the same files make the same archive.
  private static let common: [UInt8] = [20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0]

  /// What stands before the contents of a file.
  /// - Throws: where the name is taken or too long, or the archive would be too large.
  mutating func header(_ name: String, _ contents: [UInt8]) throws(TensorFileError) -> [UInt8] {
    guard names.insert(name).inserted else { throw TensorFileError("the name \(JSON.quoted(name)) stands twice") }
    let name = Array(name.utf8)
    guard name.count <= 0xFFFF, names.count < 0xFFFF else {
      throw TensorFileError("an archive has at most 65534 files, with names of at most 65535 bytes")
    }
    let count = LittleEndian.bytes(contents.count, 4)
    let check = LittleEndian.bytes(Int(Deflate.check(contents)), 4)
    let about = Self.common + check + count + count + LittleEndian.bytes(name.count, 2) + [0, 0]
    let local = Self.signature(ZipEntry.Signature.local) + about + name
    directory += Self.signature(ZipEntry.Signature.directory) + [20, 0] + about
    directory += [UInt8](repeating: 0, count: 10) + LittleEndian.bytes(end, 4) + name
    end += local.count + contents.count
    guard end + directory.count < Self.longest else { throw TensorFileError("it would be larger than 4 GB") }
    return local
  }

  /// What stands behind all files.
  func footer() -> [UInt8] {
    let count = LittleEndian.bytes(names.count, 2)
    return directory + Self.signature(ZipEntry.Signature.end) + [0, 0, 0, 0] + count + count + LittleEndian.bytes(directory.count, 4)
      + LittleEndian.bytes(end, 4) + [0, 0]
  }

  private static func signature(_ signature: UInt32) -> [UInt8] { LittleEndian.bytes(Int(signature), 4) }
}

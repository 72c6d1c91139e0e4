import CZlib

@testable import TensorFiles

/// ZIP archives made by hand, so that they can be wrong.
struct ArchiveMaker {
  /// A file of an archive, and what its directory claims of it where that is not the truth.
  struct File {
    var name: String
    var contents: [UInt8]
    var isDeflated = false
    var method: Int?
    var count: Int?
    var storedCount: Int?
    var check: UInt32?
    var start: Int?
    var flags = 0
  }

  /// An archive of files.
  /// - entries: how many it claims to have; nil for the truth.
  /// - comment: text behind everything.
  /// - isWide: whether counts stand in fields of 64 bits.
  static func archive(_ files: [File], entries: Int? = nil, comment: String = "", isWide: Bool = false) -> [UInt8] {
    var (archive, directory): ([UInt8], [UInt8]) = ([], [])
    for file in files {
      let stored = file.isDeflated ? deflated(file.contents) : file.contents
      let method = file.method ?? (file.isDeflated ? 8 : 0)
      let (count, storedCount, start) = (file.count ?? file.contents.count, file.storedCount ?? stored.count, file.start ?? archive.count)
      let check = LittleEndian.bytes(Int(file.check ?? Deflate.check(file.contents)), 4)
      let before = [20, 0] + LittleEndian.bytes(file.flags, 2) + LittleEndian.bytes(method, 2) + [0, 0, 0x21, 0] + check
      let name = Array(file.name.utf8)
      let sizes = LittleEndian.bytes(isWide ? -1 : storedCount, 4) + LittleEndian.bytes(isWide ? -1 : count, 4)
      let numbers = [count, storedCount, start].flatMap { LittleEndian.bytes($0, 8) }
      let extra = isWide ? [9, 0, 2, 0, 7, 7, 1, 0, 24, 0] + numbers : []
      let lengths = LittleEndian.bytes(name.count, 2) + LittleEndian.bytes(extra.count, 2)
      archive += [0x50, 0x4B, 3, 4] + before + sizes + lengths + name + extra + stored
      directory += [0x50, 0x4B, 1, 2, 20, 0] + before + sizes + lengths + [UInt8](repeating: 0, count: 10)
      directory += LittleEndian.bytes(isWide ? -1 : start, 4) + name + extra
    }
    let (start, count) = (archive.count, entries ?? files.count)
    archive += directory
    if isWide {
      let record = archive.count
      archive += [0x50, 0x4B, 6, 6] + LittleEndian.bytes(44, 8) + [UInt8](repeating: 0, count: 12) + LittleEndian.bytes(count, 8)
      archive += LittleEndian.bytes(count, 8) + LittleEndian.bytes(directory.count, 8) + LittleEndian.bytes(start, 8)
      archive += [0x50, 0x4B, 6, 7, 0, 0, 0, 0] + LittleEndian.bytes(record, 8) + [1, 0, 0, 0]
    }
    archive += [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + LittleEndian.bytes(isWide ? -1 : count, 2) + LittleEndian.bytes(isWide ? -1 : count, 2)
    archive += LittleEndian.bytes(isWide ? -1 : directory.count, 4) + LittleEndian.bytes(isWide ? -1 : start, 4)
    return archive + LittleEndian.bytes(comment.utf8.count, 2) + Array(comment.utf8)
  }

  /// Bytes deflated by zlib, without what its own format puts around them.
  static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var count = compressBound(UInt(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(count))
    compress2(&packed, &count, bytes, UInt(bytes.count), Z_BEST_COMPRESSION)
    return Array(packed[2..<Int(count) - 4])
  }
}

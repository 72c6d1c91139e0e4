/// A file in a ZIP archive, as the archive's directory describes it (PKWARE's APPNOTE).
struct ZipEntry: Equatable {
  let name: String
  /// CRC-32 of its contents.
  let check: UInt32
  /// Whether its bytes are deflated (RFC 1951), or stand there as they are.
  let isDeflated: Bool
  /// Bytes of its contents.
  let count: Int
  /// Bytes of it in the archive.
  let storedCount: Int
  /// Where its local header begins.
  let start: Int

  /// What begins each kind of record.
  enum Signature {
    static let local: UInt32 = 0x0403_4B50
    static let directory: UInt32 = 0x0201_4B50
    static let end: UInt32 = 0x0605_4B50
    static let end64: UInt32 = 0x0606_4B50
    static let locator64: UInt32 = 0x0706_4B50
  }

  /// A count that stands elsewhere, in 64 bits.
  static let elsewhere = 0xFFFF_FFFF
}

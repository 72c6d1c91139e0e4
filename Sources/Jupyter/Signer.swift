import CMessaging

/// Signs messages, and tells which ones came from somebody who knows the key.
struct Signer {
  private let key: [UInt8]
  private let digest: OpaquePointer
  /// Signatures that have come, older and newer ones.
  private var seen: (old: Set<[UInt8]>, new: Set<[UInt8]>) = ([], [])

  /// When so many newer signatures have come, the older ones are forgotten.
  private static let most = 1 << 15

  /// - Parameters:
  ///   - key: empty where nothing is signed.
  ///   - digest: name of the hash function: sha256.
  init(key: [UInt8], digest name: String) throws(KernelError) {
    guard let digest = EVP_get_digestbyname(name) else { throw KernelError("signatures by hmac-\(name) are not known here") }
    self.key = key
    self.digest = digest
  }

  /// The code of some frames, as hexadecimal digits.
  func signature(of frames: ArraySlice<[UInt8]>) -> [UInt8] {
    guard !key.isEmpty else { return [] }
    let data = Array(frames.joined())
    var code = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var size: UInt32 = 0
    _ = HMAC(digest, key, Int32(key.count), data, data.count, &code, &size)
    let digits = Array("0123456789abcdef".utf8)
    return code[..<Int(size)].flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }

  /// Whether a signature is that of some frames, and has not come before.
  mutating func accepts(_ given: [UInt8], for frames: ArraySlice<[UInt8]>) -> Bool {
    guard !key.isEmpty else { return true }
    let right = signature(of: frames)
    // takes as long wherever they differ
    guard given.count == right.count, CRYPTO_memcmp(given, right, right.count) == 0, !seen.old.contains(given),
      seen.new.insert(given).inserted
    else { return false }
    if seen.new.count >= Self.most { seen = (seen.new, []) }
    return true
  }
}

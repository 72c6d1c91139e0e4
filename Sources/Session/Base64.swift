/// RFC 4648.
public enum Base64 {
  /// Bytes as text.
  public static func text(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    func byte(_ i: Int) -> UInt32 { i < bytes.count ? UInt32(bytes[i]) : 0 }
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let bits = byte(start) << 16 | byte(start + 1) << 8 | byte(start + 2)
      for place in 0..<4 {
        text.append(start + place > bytes.count ? UInt8(ascii: "=") : letters[Int(bits >> (18 - 6 * UInt32(place)) & 63)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

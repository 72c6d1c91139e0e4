@preconcurrency import Glibc
import JSONSyntax

/// What the headers of one kernel's messages share.
struct KernelIdentity: Sendable {
  /// Version of the protocol that is spoken.
  static let protocolVersion = "5.4"
  private let session = KernelIdentity.randomName()
  let userName: String

  func header(_ type: String) -> JSON {
    [
      "msg_id": .string(Self.randomName()), "session": .string(session), "username": .string(userName), "date": .string(Self.date()),
      "msg_type": .string(type), "version": .string(Self.protocolVersion),
    ]
  }

  /// A name that nobody else has: a UUID of random bits.
  static func randomName() -> String {
    var random = SystemRandomNumberGenerator()
    let (high, low) = (random.next() & ~0xF000 | 0x4000, random.next() & ~(3 << 62) | 2 << 62)
    let digits = [high, low].map { word in
      let text = String(word, radix: 16)
      return String(repeating: "0", count: 16 - text.count) + text
    }.joined()
    var rest = digits[...]
    return [8, 4, 4, 4, 12].map { length in
      defer { rest = rest.dropFirst(length) }
      return String(rest.prefix(length))
    }.joined(separator: "-")
  }

  /// This moment as ISO 8601 writes it, in UTC and microseconds.
  static func date() -> String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    var parts = tm()
    gmtime_r(&now.tv_sec, &parts)
    var text = [CChar](repeating: 0, count: 32)
    let length = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%S.", &parts)
    let (seconds, micro) = (text[..<length].map { UInt8(bitPattern: $0) }, String(now.tv_nsec / 1000))
    return "\(String(decoding: seconds, as: UTF8.self))\(String(repeating: "0", count: 6 - micro.count))\(micro)Z"
  }
}

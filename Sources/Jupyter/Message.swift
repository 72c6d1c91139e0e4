@preconcurrency import Glibc
import JSONSyntax

/// A message of Jupyter's protocol.
struct Message: Sendable {
  /// Frames by which ZeroMQ finds the way back to a client.
  var identities: [[UInt8]]
  let header: JSON
  /// Header of the message that this one answers.
  var parent: JSON
  let metadata: JSON
  let content: JSON

  var type: String { header["msg_type"]?.string ?? "" }

  /// Stands between the identities and the signature.
  private static let delimiter = Array("<IDS|MSG>".utf8)

  /// Reads what arrived; nil where that is no message, or is not signed as it must be.
  init?(_ frames: [[UInt8]], _ signer: inout Signer) {
    guard let start = frames.firstIndex(of: Self.delimiter), frames.count >= start + 6 else { return nil }
    let parts = frames[(start + 2)...(start + 5)]
    guard signer.accepts(frames[start + 1], for: parts) else { return nil }
    let read = parts.compactMap { try? JSON($0) }
    guard read.count == 4, read[0]["msg_type"]?.string != nil, case .object = read[3] else { return nil }
    identities = Array(frames[..<start])
    (header, parent, metadata, content) = (read[0], read[1], read[2], read[3])
  }

  /// - Parameters:
  ///   - session: what all headers of this kernel share.
  ///   - parent: the message that it answers; nil for none.
  init(_ type: String, _ content: JSON, session: KernelIdentity, answering parent: Message?, metadata: JSON = [:]) {
    identities = parent?.identities ?? []
    header = session.header(type)
    self.parent = parent?.header ?? [:]
    self.metadata = metadata
    self.content = content
  }

  /// The frames that go over the wire.
  func frames(_ signer: Signer) -> [[UInt8]] {
    let parts = [header, parent, metadata, content].map { Array($0.text.utf8) }
    return identities + [Self.delimiter, signer.signature(of: parts[...])] + parts
  }
}

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

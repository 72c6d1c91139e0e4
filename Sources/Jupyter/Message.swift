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

import CMessaging

/// A socket of ZeroMQ. It belongs to the thread that made it.
struct Socket {
  let handle: UnsafeMutableRawPointer

  /// Larger frames end a client's connection.
  private static let largestFrame = 1 << 28
  /// So many messages are kept for a client that does not read them.
  private static let mostUnread: Int32 = 256
  /// Milliseconds for which what was sent last may still be on its way when the socket is closed.
  private static let linger: Int32 = 1000

  /// - Parameters:
  ///   - context: of `zmq_ctx_new`.
  ///   - type: ZMQ_ROUTER and the like.
  init(_ context: UnsafeMutableRawPointer, _ type: Int32, boundTo address: String) throws(KernelError) {
    guard let handle = zmq_socket(context, type) else { throw Self.error("no socket could be made") }
    self.handle = handle
    set(ZMQ_LINGER, Self.linger)
    set(ZMQ_MAXMSGSIZE, Int64(Self.largestFrame))
    set(ZMQ_SNDHWM, Self.mostUnread)
    // every client that subscribes is seen, also where another one has before
    if type == ZMQ_XPUB { set(ZMQ_XPUB_VERBOSE, Int32(1)) }
    guard zmq_bind(handle, address) == 0 else { throw Self.error("cannot listen at \(address)") }
  }

  private func set<T: FixedWidthInteger>(_ option: Int32, _ value: T) {
    withUnsafeBytes(of: value) { _ = zmq_setsockopt(handle, option, $0.baseAddress, $0.count) }
  }

  private static func error(_ what: String) -> KernelError { KernelError("\(what): \(String(cString: zmq_strerror(zmq_errno())))") }

  /// The frames of the next message; nil where none has arrived.
  func receive() -> [[UInt8]]? {
    var frames: [[UInt8]] = []
    var frame = zmq_msg_t()
    zmq_msg_init(&frame)
    defer { zmq_msg_close(&frame) }
    repeat {
      guard zmq_msg_recv(&frame, handle, ZMQ_DONTWAIT) >= 0 else { return nil }
      frames.append(Array(UnsafeRawBufferPointer(start: zmq_msg_data(&frame), count: zmq_msg_size(&frame))))
    } while zmq_msg_more(&frame) != 0
    return frames
  }

  /// Of a socket that sends to all: whether a message is sent to none while there is a client for whom no more is kept, else to all
  /// but that.
  func waitsForSlow(_ waits: Bool) { set(ZMQ_XPUB_NODROP, Int32(waits ? 1 : 0)) }

  /// Sends a message; to a client that is gone, nothing.
  /// - Returns: false where it was not sent.
  @discardableResult
  func send(_ frames: [[UInt8]]) -> Bool {
    for (i, frame) in frames.enumerated() {
      let more = i + 1 < frames.count ? ZMQ_SNDMORE : 0
      guard frame.withUnsafeBytes({ zmq_send(handle, $0.baseAddress, $0.count, more | ZMQ_DONTWAIT) }) >= 0 else { return false }
    }
    return true
  }

  func close() { zmq_close(handle) }
}

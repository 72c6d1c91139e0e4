import CMessaging
@preconcurrency import Glibc
import JSONSyntax
import Session

/// The sockets of a kernel, and the thread that owns them: it reads requests, sends what waits in the outbox, and answers by itself
/// what must not wait for the work under way: signs of life, interrupts, the end.
///
/// A class: it is handed to its thread.
final class Channels {
  private let context: UnsafeMutableRawPointer
  private let shell: Socket
  private let control: Socket
  private let iopub: Socket
  private let stdin: Socket
  private let heartbeat: Socket
  private var signer: Signer
  private let mailbox: Mailbox
  private let outbox: Outbox
  private let interrupt: Interrupt
  /// The process that must stay alive; nil where none must.
  private let parent: pid_t?

  /// When text may be sent again.
  private var nextText = ContinuousClock.now
  /// The messages that all clients are to see next, while one of them does not read; and since when.
  private var held: ArraySlice<[[UInt8]]> = []
  private var heldSince: ContinuousClock.Instant?

  /// Milliseconds after which text that a script wrote is sent.
  private static let patience = 20
  /// How long all wait for a client that does not read; then it misses what comes, until it reads again.
  private static let forbearance = Duration.seconds(2)
  /// Milliseconds between two looks at a client that does not read.
  private static let lookAtSlow = 5
  /// Milliseconds between two looks at the parent.
  private static let look = 500

  /// Binds the sockets.
  /// - Parameter endsWithParent: whether the kernel is to end with the process that started it.
  init(_ file: ConnectionFile, mailbox: Mailbox, outbox: Outbox, interrupt: Interrupt, endsWithParent: Bool) throws(KernelError) {
    try Self.loadLibraries()
    signer = try Signer(key: file.key, digest: file.digest)
    guard let context = zmq_ctx_new() else { throw KernelError("ZeroMQ does not start") }
    self.context = context
    shell = try Socket(context, ZMQ_ROUTER, boundTo: file.address(.shell))
    control = try Socket(context, ZMQ_ROUTER, boundTo: file.address(.control))
    iopub = try Socket(context, ZMQ_XPUB, boundTo: file.address(.iopub))
    stdin = try Socket(context, ZMQ_ROUTER, boundTo: file.address(.stdin))
    heartbeat = try Socket(context, ZMQ_REP, boundTo: file.address(.heartbeat))
    self.mailbox = mailbox
    self.outbox = outbox
    self.interrupt = interrupt
    parent = endsWithParent ? getppid() : nil
  }

  /// Loads what a kernel needs and the program else does not.
  static func loadLibraries() throws(KernelError) {
    if let problem = messaging_load() { throw KernelError("a kernel needs ZeroMQ and OpenSSL: \(String(cString: problem))") }
  }

  /// Runs on a thread of its own until the process ends.
  func start() throws(KernelError) {
    var thread = pthread_t()
    let handle = Unmanaged.passRetained(self)
    let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { handle in
      if let handle { Unmanaged<Channels>.fromOpaque(handle).takeRetainedValue().run() }
      return nil
    }
    guard pthread_create(&thread, nil, run, handle.toOpaque()) == 0 else {
      handle.release()
      throw KernelError("no thread could be made")
    }
    pthread_detach(thread)
  }

  private func run() {
    var timeout = 0
    while !outbox.isClosed.load(ordering: .sequentiallyConsistent), parent == nil || parent == getppid() {
      wait(milliseconds: timeout)
      while let frames = heartbeat.receive() { heartbeat.send(frames) }
      while let frames = iopub.receive() { subscribed(frames) }
      while stdin.receive() != nil {}
      while let frames = control.receive() {
        if let request = Message(frames, &signer) { answer(request, on: .control) }
      }
      while let frames = shell.receive() {
        guard let request = Message(frames, &signer) else { continue }
        // older clients end a kernel by this channel
        if request.type == "shutdown_request" { answer(request, on: .shell) } else { mailbox.put(request) }
      }
      timeout = send()
    }
    end()
  }

  /// Waits until a message arrives, or one is to be sent.
  private func wait(milliseconds: Int) {
    var items = [shell, control, iopub, stdin, heartbeat].map {
      zmq_pollitem_t(socket: $0.handle, fd: 0, events: Int16(ZMQ_POLLIN), revents: 0)
    }
    items.append(zmq_pollitem_t(socket: nil, fd: outbox.wakeEnd, events: Int16(ZMQ_POLLIN), revents: 0))
    zmq_poll(&items, Int32(items.count), milliseconds)
  }

  /// Sends what waits; text waits a little for more.
  /// - Returns: milliseconds after which to come back.
  private func send() -> Int {
    let rest = ContinuousClock.now.duration(to: nextText)
    switch outbox.look() {
    case .nothing where !held.isEmpty: sendAll()
    case .nothing: return Self.look
    case .text where rest > .zero: return Int(rest / .milliseconds(1)) + 1
    case .text, .messages: sendAll()
    }
    nextText = ContinuousClock.now + .milliseconds(Self.patience)
    return held.isEmpty ? Self.look : Self.lookAtSlow
  }

  private func sendAll() {
    for reply in outbox.takeReplies() { (reply.channel == .control ? control : shell).send(reply.message.frames(signer)) }
    if held.isEmpty { held = outbox.takeNews().map { $0.frames(signer) }[...] }
    while let frames = held.first {
      iopub.waitsForSlow(true)
      if iopub.send(frames) {
        heldSince = nil
      } else {
        let since = heldSince ?? .now
        heldSince = since
        guard outbox.isClosed.load(ordering: .sequentiallyConsistent) || since.duration(to: .now) > Self.forbearance else { return }
        iopub.waitsForSlow(false)
        iopub.send(frames)
      }
      held.removeFirst()
    }
  }

  /// Leaves, whatever the session's thread is at: what it does may not be interruptible.
  private func end() {
    interrupt.raise(.user)
    sendAll()
    for socket in [shell, control, iopub, stdin, heartbeat] { socket.close() }
    zmq_ctx_term(context)
    _exit(0)
  }

  // MARK: requests that do not wait

  /// A client that has just subscribed is told that it hears this.
  private func subscribed(_ frames: [[UInt8]]) {
    guard let frame = frames.first, frame.first == 1 else { return }
    let topic = String(decoding: frame.dropFirst(), as: UTF8.self)
    outbox.publish("iopub_welcome", ["subscription": .string(topic)], answering: nil)
  }

  private func answer(_ request: Message, on channel: ConnectionFile.Channel) {
    outbox.publish("status", ["execution_state": .string("busy")], answering: request)
    switch request.type {
    case "interrupt_request":
      interrupt.raise(.user)
      outbox.reply("interrupt_reply", ["status": .string("ok")], to: request, on: channel)
    case "shutdown_request":
      let content: JSON = ["status": .string("ok"), "restart": request.content["restart"] ?? .bool(false)]
      outbox.reply("shutdown_reply", content, to: request, on: channel)
      outbox.publish("shutdown_reply", content, answering: request)
    case "kernel_info_request": outbox.reply("kernel_info_reply", KernelInfo.content, to: request, on: channel)
    case "debug_request":
      let refusal: JSON = [
        "type": .string("response"), "request_seq": request.content["seq"] ?? .integer(0), "success": .bool(false),
        "command": request.content["command"] ?? .string(""), "message": .string("Tegum has no debugger"),
      ]
      outbox.reply("debug_reply", refusal, to: request, on: channel)
    default: break
    }
    outbox.publish("status", ["execution_state": .string("idle")], answering: request)
    if request.type == "shutdown_request" { outbox.close() }
  }
}

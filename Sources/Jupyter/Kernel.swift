import JSONSyntax
import Session

/// A kernel of Jupyter: serves the requests of front ends by a session, until a front end ends it or the process that started it is
/// gone.
///
/// A class: it is the session's values. It belongs to one thread, which should have a large stack.
public final class Kernel {
  let session: Session
  let console: KernelConsole
  let outbox: Outbox
  let mailbox = Mailbox()
  let interrupt: Interrupt
  var history = History()

  /// - Parameters:
  ///   - connection: text of a connection file.
  ///   - interrupt: stops the work under way when it is raised.
  ///   - userName: what messages call the user.
  ///   - endsWithParent: whether it ends when the process that started it is gone.
  public init(
    connection: [UInt8], options: Session.Options, interrupt: Interrupt, userName: String, endsWithParent: Bool
  ) throws(KernelError) {
    self.interrupt = interrupt
    outbox = try Outbox(KernelIdentity(userName: userName))
    let channels = try Channels(
      ConnectionFile(connection), mailbox: mailbox, outbox: outbox, interrupt: interrupt, endsWithParent: endsWithParent)
    outbox.publish("status", ["execution_state": .string("starting")], answering: nil)
    try channels.start()
    console = KernelConsole(outbox)
    session = Session(options, console: console, interrupt: interrupt)
  }

  /// Answers requests, one after the other; never returns.
  public func run() -> Never {
    while true {
      var dropped: [Message] = []
      serve(mailbox.take()) { dropped = answer($0) }
      for request in dropped {
        serve(request) { outbox.reply("execute_reply", ["status": .string("aborted")], to: $0) }
      }
      if console.isLeft { outbox.close() }
    }
  }

  /// Tells all clients that a request is worked at, and that it is done.
  func serve(_ request: Message, _ work: (Message) -> Void) {
    outbox.publish("status", ["execution_state": .string("busy")], answering: request)
    work(request)
    outbox.publish("status", ["execution_state": .string("idle")], answering: request)
  }

  /// - Returns: cells that are not to run.
  private func answer(_ request: Message) -> [Message] {
    switch request.type {
    case "execute_request": return execute(request)
    case "comm_open":
      // nobody here knows what it is to talk about
      outbox.publish("comm_close", ["comm_id": request.content["comm_id"] ?? .string(""), "data": [:]], answering: request)
    default:
      guard let answer = Self.answers[request.type] else { break }
      outbox.reply(request.type.replacing("_request", with: "_reply"), answer(self, request.content), to: request)
    }
    return []
  }

  /// Requests that are answered by one message.
  private static let answers: [String: @Sendable (_ kernel: Kernel, _ content: JSON) -> JSON] = [
    "kernel_info_request": { _, _ in KernelInfo.content },
    "complete_request": { $0.complete($1) },
    "inspect_request": { $0.inspect($1) },
    "is_complete_request": { $0.isComplete($1) },
    "history_request": { $0.history.answer($1) },
    "comm_info_request": { _, _ in ["status": .string("ok"), "comms": [:]] },
  ]
}

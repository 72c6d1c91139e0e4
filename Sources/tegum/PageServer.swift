import CMicroHTTPD
@preconcurrency import Glibc
import Report
import Synchronization

/// Serves a page that follows a report, on 127.0.0.1 alone, to whoever knows its address: a token stands in it. Requests that name
/// another host, or come from a page of another origin, are refused. A class: its threads share it.
final class PageServer: Sendable {
  private struct State {
    var version = 0
    var page = ""
    var cells = ""
    var port: UInt16 = 0
  }

  private let token: String
  private let state = Mutex(State())

  /// Seconds that a request waits for something new.
  private static let patience = 20.0

  /// Begins to serve.
  /// - Parameter port: 0 is one that is free.
  /// - Returns: nil where the port is taken.
  init?(port: UInt16) {
    // the system's own random numbers, which nobody foretells
    var random = SystemRandomNumberGenerator()
    token = (0..<32).map { _ in String(Int.random(in: 0..<16, using: &random), radix: 16) }.joined()
    // as long as the process lives
    guard let daemon = http_start(port, Self.handle, Unmanaged.passRetained(self).toOpaque()) else { return nil }
    state.withLock { $0.port = http_port(daemon) }
  }

  var address: String { "http://127.0.0.1:\(state.withLock { $0.port })/\(token)/" }

  /// Shows what a report has become.
  func publish(_ report: LiveReport) {
    let page = LivePage(report)
    state.withLock { state in
      state.version += 1
      (state.page, state.cells) = (page.text, page.cells(version: state.version))
    }
  }

  private struct Answer {
    var status: UInt32 = 200
    var type = "text/plain; charset=utf-8"
    var text: String
  }

  private func answer(path: String, host: String, origin: String?, after: Int) -> Answer {
    let port = state.withLock { $0.port }
    guard ["127.0.0.1:\(port)", "localhost:\(port)"].contains(host), origin == nil || origin == "http://\(host)" else {
      return Answer(status: 403, text: "this page is for its own address alone\n")
    }
    switch path {
    case "/\(token)/":
      wait(beyond: 0)
      return Answer(type: "text/html; charset=utf-8", text: state.withLock { $0.page })
    case "/\(token)/cells":
      wait(beyond: after)
      return Answer(type: "application/json", text: state.withLock { $0.cells })
    default: return Answer(status: 404, text: "there is nothing here\n")
    }
  }

  /// Until there is a later version, or for as long as a request waits.
  private func wait(beyond version: Int) {
    for _ in 0..<Int(Self.patience / 0.05) {
      if state.withLock({ $0.version > version }) { return }
      usleep(50_000)
    }
  }

  private static let handle: MHD_AccessHandlerCallback = { server, connection, path, method, _, _, _, _ in
    guard let server, let connection, let path, let method else { return .NO }
    let this = Unmanaged<PageServer>.fromOpaque(server).takeUnretainedValue()
    func value(_ kind: MHD_ValueKind, _ name: String) -> String? {
      MHD_lookup_connection_value(connection, kind, name).map { String(cString: $0) }
    }
    let answer =
      String(cString: method) == "GET"
      ? this.answer(
        path: String(cString: path), host: value(.HEADER_KIND, "Host") ?? "", origin: value(.HEADER_KIND, "Origin"),
        after: value(.GET_ARGUMENT_KIND, "after").flatMap { Int($0) } ?? 0)
      : Answer(status: 405, text: "pages are only read\n")
    var bytes = Array(answer.text.utf8)
    guard let response = MHD_create_response_from_buffer(bytes.count, &bytes, .RESPMEM_MUST_COPY) else { return .NO }
    defer { MHD_destroy_response(response) }
    let headers = [
      ("Content-Type", answer.type), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
      ("Referrer-Policy", "no-referrer"),
    ]
    for (name, value) in headers { MHD_add_response_header(response, name, value) }
    return MHD_queue_response(connection, answer.status, response)
  }
}

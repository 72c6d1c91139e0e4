import JSONSyntax
import Session

/// A server of the Language Server Protocol: diagnostics, completion, hover, definitions, formatting and colours for editors. It is
/// given what arrives and gives what is to be sent; whoever owns it moves the bytes.
///
/// A class: its documents change with what arrives. It belongs to one thread, which should have a large stack.
public final class LanguageServer {
  /// Open documents by their URI.
  var documents: [String: Document] = [:]
  private var reader = MessageReader()
  private var state = State.starting
  private var loaded = Checker()
  private var checks = 0
  private let version: String

  private enum State {
    case starting, running, shutDown
  }

  /// - Parameter version: of the program, as editors show it.
  public init(version: String) { self.version = version }

  /// The status to end with, once the editor said `exit`.
  public private(set) var exitStatus: Int32?
  /// The status where the editor went away instead.
  public var statusAtEnd: Int32 { state == .shutDown ? 0 : 1 }

  /// Takes bytes that arrived.
  /// - Returns: messages to send, each with its header.
  public func receive(_ bytes: [UInt8]) -> [UInt8] {
    reader.append(bytes)
    var answers: [JSON] = []
    while exitStatus == nil, let message = reader.next() {
      switch message {
      case .json(let message): answers += answer(message)
      case .broken(let reason): answers.append(Self.failure(.null, .parseError, "this is no message: \(reason)"))
      }
    }
    return answers.flatMap { answer in
      let text = answer.text
      return Array("Content-Length: \(text.utf8.count)\r\n\r\n\(text)".utf8)
    }
  }

  /// Knows the language; made anew now and then, since it keeps every text that it checked.
  var checker: Checker {
    checks += 1
    if checks % 1000 == 0 { loaded = Checker() }
    return loaded
  }

  // MARK: messages

  private func answer(_ message: JSON) -> [JSON] {
    guard case .string(let method)? = message["method"] else {
      // An answer to a request of the server's, which makes none, needs no answer.
      if message["result"] != nil || message["error"] != nil { return [] }
      return [Self.failure(.null, .invalidRequest, "a message has a method")]
    }
    let parameters = message["params"] ?? .null
    guard let id = message["id"] else { return notified(method, parameters) }
    switch id {
    case .string, .integer: break
    default: return [Self.failure(.null, .invalidRequest, "an id is a number or a string")]
    }
    switch (state, method) {
    case (.starting, "initialize"):
      state = .running
      return [Self.success(id, capabilities)]
    case (.starting, _): return [Self.failure(id, .notInitialized, "the first request is initialize")]
    case (.shutDown, _): return [Self.failure(id, .invalidRequest, "the server was shut down")]
    case (.running, "initialize"): return [Self.failure(id, .invalidRequest, "the server was initialized before")]
    case (.running, "shutdown"):
      state = .shutDown
      return [Self.success(id, .null)]
    case (.running, _):
      guard let request = Self.requests[method] else { return [Self.failure(id, .methodNotFound, "there is no method \(method)")] }
      guard let place = Place(parameters, in: documents) else {
        return [Self.failure(id, .invalidParams, "\(method) wants a document that is open, and a place in it")]
      }
      return [Self.success(id, request(self, place))]
    }
  }

  /// What is asked about a place.
  private static let requests: [String: @Sendable (LanguageServer, Place) -> JSON] = [
    "textDocument/completion": { $0.completion($1) }, "textDocument/hover": { $0.hover($1) },
    "textDocument/definition": { $0.definition($1) }, "textDocument/formatting": { $0.formatting($1) },
    "textDocument/semanticTokens/full": { $0.semanticTokens($1) },
  ]

  private func notified(_ method: String, _ parameters: JSON) -> [JSON] {
    if method == "exit" { exitStatus = statusAtEnd }
    guard state == .running, let uri = parameters["textDocument"]?["uri"]?.string else { return [] }
    switch method {
    case "textDocument/didOpen":
      guard let text = parameters["textDocument"]?["text"]?.string else { return [] }
      return opened(Document(uri: uri, text: text))
    case "textDocument/didChange":
      guard documents[uri] != nil, case .array(let changes)? = parameters["contentChanges"], let text = changes.last?["text"]?.string
      else { return [] }
      return opened(Document(uri: uri, text: text))
    case "textDocument/didClose":
      guard documents.removeValue(forKey: uri) != nil else { return [] }
      return [Self.diagnostics(uri, [])]
    default: return []
    }
  }

  private func opened(_ document: Document) -> [JSON] {
    documents[document.uri] = document
    return [Self.diagnostics(document.uri, problems(in: document))]
  }

  private var capabilities: JSON {
    let abilities: JSON = [
      // Documents arrive whole with every change.
      "textDocumentSync": ["openClose": .bool(true), "change": .integer(1)], "positionEncoding": .string("utf-16"),
      "completionProvider": ["triggerCharacters": .array([.string("."), .string("("), .string(",")])],
      "semanticTokensProvider": ["full": .bool(true), "legend": tokenLegend], "hoverProvider": .bool(true),
      "definitionProvider": .bool(true), "documentFormattingProvider": .bool(true),
    ]
    return ["capabilities": abilities, "serverInfo": ["name": .string("tegum"), "version": .string(version)]]
  }
}

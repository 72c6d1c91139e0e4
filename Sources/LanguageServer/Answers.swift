import JSONSyntax

/// Messages of JSON-RPC 2.0.
extension LanguageServer {
  enum ErrorCode: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParams = -32602
    case notInitialized = -32002
  }

  static func success(_ id: JSON, _ result: JSON) -> JSON { ["jsonrpc": .string("2.0"), "id": id, "result": result] }

  static func failure(_ id: JSON, _ code: ErrorCode, _ message: String) -> JSON {
    ["jsonrpc": .string("2.0"), "id": id, "error": ["code": .integer(code.rawValue), "message": .string(message)]]
  }

  static func diagnostics(_ uri: String, _ list: [JSON]) -> JSON {
    [
      "jsonrpc": .string("2.0"), "method": .string("textDocument/publishDiagnostics"),
      "params": ["uri": .string(uri), "diagnostics": .array(list)],
    ]
  }
}

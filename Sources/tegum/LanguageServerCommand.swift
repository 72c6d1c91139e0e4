import ArgumentParser
@preconcurrency import Glibc
import LanguageServer

/// `tegum lsp`
struct LanguageServerCommand: Tool {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve editors by the Language Server Protocol, over standard input and output.",
    discussion: "Diagnostics, completion, hover, go to definition, formatting.")

  func perform(_ terminal: Terminal) -> Int32 {
    let server = LanguageServer(version: Tegum.version)
    let output = ToolOutput()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while server.exitStatus == nil {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return server.statusAtEnd }
      output.write(server.receive(Array(chunk[..<count])))
    }
    return output.finish(server.exitStatus ?? 1)
  }
}

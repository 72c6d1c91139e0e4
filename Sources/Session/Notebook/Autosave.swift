@preconcurrency import Glibc

/// The file that keeps a session's entries as they succeed, so that nothing is lost with the process.
struct Autosave {
  private let path: String
  private var written = ""

  /// Whether there is a file.
  var hasBegun: Bool { !written.isEmpty }

  /// Files of earlier sessions that are kept beside it.
  private static let mostFiles = 30

  /// - Parameter folder: made where it is missing, when there is something to write.
  init(folder: String) {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    var stamp = [CChar](repeating: 0, count: 32)
    let length = strftime(&stamp, 32, "%Y-%m-%d-%H%M%S", &parts)
    let name = String(decoding: stamp[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    path = "\(folder)/\(name)-\(getpid()).tg"
  }

  /// Brings the file to a script, which mostly has grown at its end. What cannot be written is not kept: that is no reason to disturb
  /// the session.
  mutating func keep(_ script: String) {
    guard script != written else { return }
    let isGrown = !written.isEmpty && script.hasPrefix(written)
    if written.isEmpty { prepare() }
    let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (isGrown ? O_APPEND : O_TRUNC), 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    var rest = Array(script.utf8).dropFirst(isGrown ? written.utf8.count : 0)
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
    written = script
  }

  private var folder: String { path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "." }

  /// Makes the folder, and removes the oldest files where there are many.
  private func prepare() {
    makeFolders(folder, mode: 0o700)
    let old = FileNames.candidates(folder + "/").filter { $0.kind == .file && $0.text.hasSuffix(".tg") }.map(\.text)
    for file in old.dropLast(Self.mostFiles) { unlink(file) }
  }
}

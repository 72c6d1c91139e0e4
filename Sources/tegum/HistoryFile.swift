@preconcurrency import CReadline
@preconcurrency import Glibc
import Session

/// The file in which entries typed at the prompt outlive the session. Entries are appended one by one under a lock, so
/// that sessions side by side keep each other's.
struct HistoryFile {
  private let path: String

  /// `$TEGUM_HISTORY` (empty: none is kept), else `$XDG_STATE_HOME/tegum/history`, else `~/.tegum_history`.
  init?(environment: [String: String]) {
    if let chosen = environment["TEGUM_HISTORY"] {
      guard !chosen.isEmpty else { return nil }
      path = chosen
    } else if let state = environment["XDG_STATE_HOME"], !state.isEmpty {
      path = state + "/tegum/history"
    } else if let home = environment["HOME"], !home.isEmpty {
      path = home + "/.tegum_history"
    } else {
      return nil
    }
  }

  /// Where the entries of each session are kept as a script: `$XDG_STATE_HOME/tegum/sessions`, else
  /// `~/.local/state/tegum/sessions`; nil where no history is wanted.
  static func sessionFolder(environment: [String: String]) -> String? {
    if let chosen = environment["TEGUM_HISTORY"], chosen.isEmpty { return nil }
    if let state = environment["XDG_STATE_HOME"], !state.isEmpty { return state + "/tegum/sessions" }
    return environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.local/state/tegum/sessions" }
  }

  /// Reads what earlier sessions left; no file is no error.
  func load() {
    withLock(open(path, O_RDONLY | O_CLOEXEC), LOCK_SH) { _ in _ = read_history(path) }
  }

  /// Adds an entry, which may have several lines. An entry that cannot be written is not kept: that is no reason to
  /// disturb the session.
  func append(_ entry: [UInt8]) {
    if let slash = path.lastIndex(of: "/") { makeFolders(String(path[..<slash]), mode: 0o700) }
    var text = Array("#\(time(nil))\n".utf8) + entry + Array("\n".utf8)
    withLock(open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600), LOCK_EX) { file in
      while !text.isEmpty {
        let written = write(file, text, text.count)
        guard written > 0 else { return }
        text.removeFirst(written)
      }
    }
  }

  private func withLock(_ file: Int32, _ kind: Int32, _ body: (Int32) -> Void) {
    guard file >= 0 else { return }
    // Closing gives the lock back.
    defer { close(file) }
    guard flock(file, kind) == 0 else { return }
    body(file)
  }
}

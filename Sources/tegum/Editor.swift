@preconcurrency import Glibc

/// The user's editor, on a text.
enum Editor {
  /// What the user makes of a text; nil where no editor could be run, or it failed.
  static func edit(_ text: String) -> String? {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array("\(folder)/tegum-XXXXXX.tg".utf8CString)
    let file = mkstemps(&name, 3)
    guard file >= 0 else { return nil }
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    let stream = StandardStream(file, isLineBuffered: false)
    stream.write(text + "\n")
    stream.flush()
    close(file)
    guard stream.failure == nil, run(path), case .success(let edited) = readFile(path) else { return nil }
    return String(decoding: edited, as: UTF8.self)
  }

  /// Runs `$VISUAL`, `$EDITOR` or vi, which may be a command with options.
  private static func run(_ path: String) -> Bool {
    let words = ["sh", "-c", "${VISUAL:-${EDITOR:-vi}} \"$1\"", "sh", path]
    var arguments = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    guard posix_spawn(&child, "/bin/sh", nil, nil, &arguments, environ) == 0 else { return false }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { guard errno == EINTR else { return false } }
    return status == 0
  }
}

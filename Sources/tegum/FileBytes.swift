@preconcurrency import Glibc

/// Why a file could not be read.
struct FileError: Error {
  var code: Int32
  /// In the words of the system: "No such file or directory".
  var message: String { String(cString: strerror(code)) }
}

/// The bytes of a file.
func readFile(_ path: String) -> Result<[UInt8], FileError> {
  let file = open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return .failure(FileError(code: errno)) }
  defer { close(file) }
  return readAll(file)
}

/// The bytes of a file, whatever the user interrupts.
func readWhole(_ path: String) -> Result<[UInt8], FileError> {
  let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard file >= 0 else { return .failure(FileError(code: errno)) }
  defer { close(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(file, &chunk, chunk.count)
    if count < 0, errno != EINTR { return .failure(FileError(code: errno)) }
    if count == 0 { return .success(bytes) }
    if count > 0 { bytes += chunk[..<count] }
  }
}

/// What an open file holds from where it stands to its end. Ctrl-C ends the wait, with EINTR.
func readAll(_ file: Int32) -> Result<[UInt8], FileError> {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    var waiting = [
      pollfd(fd: file, events: Int16(POLLIN), revents: 0), pollfd(fd: Signals.wake.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    poll(&waiting, nfds_t(waiting.count), -1)
    if Signals.interrupt.reason != nil { return .failure(FileError(code: EINTR)) }
    let count = read(file, &chunk, chunk.count)
    if count < 0, errno != EINTR { return .failure(FileError(code: errno)) }
    if count == 0 { return .success(bytes) }
    if count > 0 { bytes += chunk[..<count] }
  }
}

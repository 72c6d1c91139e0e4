import Catalogue
import Glibc

/// A file that is written whole or not at all: beside its place, then renamed. It has the permissions of the one that stood there.
public struct OutputFile {
  /// Its path, for messages.
  let name: String
  private let descriptor: Int32

  /// Writes what `body` appends. Where that fails, or the file cannot be written, there is none, and one that stood there stays.
  public static func write(to path: String, _ body: (OutputFile) throws(Failure) -> Void) throws(Failure) {
    guard !path.utf8.contains(0) else { throw Failure("cannot write \(quotedText(path)): a path has no character 0") }
    var name = Array("\(path).XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw failure(path) }
    let beside = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do {
      try body(OutputFile(name: path, descriptor: descriptor))
    } catch {
      close(descriptor)
      unlink(beside)
      throw error
    }
    fchmod(descriptor, permissions(path))
    guard close(descriptor) == 0, rename(beside, path) == 0 else {
      let problem = failure(path)
      unlink(beside)
      throw problem
    }
  }

  /// Those of the file that stands there, else those of a new one.
  private static func permissions(_ path: String) -> mode_t {
    var about = stat()
    if stat(path, &about) == 0 { return about.st_mode & 0o7777 }
    let mask = umask(0)
    umask(mask)
    return 0o666 & ~mask
  }

  /// Adds bytes at the end.
  public func append(_ bytes: [UInt8]) throws(Failure) {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw Self.failure(name) }
      written += count
    }
  }

  /// Adds a text in UTF-8.
  public func append(_ text: String) throws(Failure) { try append(Array(text.utf8)) }

  private static func failure(_ path: String) -> Failure {
    Failure("cannot write \(path): \(String(cString: strerror(errno)))")
  }
}

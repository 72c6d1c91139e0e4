import Catalogue
import Glibc

/// Files that are written whole or not at all: beside their place, then renamed.
enum OutputFile {
  static func write(_ text: String, to path: String) throws(Failure) {
    var name = Array("\(path).XXXXXX".utf8CString)
    let file = mkstemp(&name)
    guard file >= 0 else { throw failure(path) }
    let beside = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        let problem = failure(path)
        close(file)
        unlink(beside)
        throw problem
      }
      written += count
    }
    let mask = umask(0)
    umask(mask)
    fchmod(file, 0o666 & ~mask)
    guard close(file) == 0, rename(beside, path) == 0 else {
      let problem = failure(path)
      unlink(beside)
      throw problem
    }
  }

  private static func failure(_ path: String) -> Failure {
    Failure("cannot write \(path): \(String(cString: strerror(errno)))")
  }
}

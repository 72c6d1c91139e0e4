import Catalogue
import Glibc
import Tensor
import TensorFiles

/// A file that is read by place. A class: it closes the file when nobody reads it any more.
final class InputFile: ByteSource {
  let path: String
  /// Bytes when it was opened.
  let count: Int
  private let descriptor: Int32

  /// - Throws: where there is no such file, it may not be read, or it is none that has a size: a folder, a device, a pipe.
  init(_ path: String) throws(Failure) {
    guard !path.utf8.contains(0) else { throw Failure("cannot read \(quotedText(path)): a path has no character 0") }
    // a pipe that nobody writes to would have the caller wait
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure("cannot read \(path): \(String(cString: strerror(errno)))") }
    var status = stat()
    let kind = fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : 0
    guard kind == S_IFREG else {
      close(descriptor)
      throw Failure("cannot read \(path): it is \(kind == S_IFDIR ? "a folder" : "no file with a size")")
    }
    self.path = path
    self.descriptor = descriptor
    count = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// All bytes of a file of text.
  /// - Throws: where it is so long that the values of its shortest cells would not fit into memory.
  func whole() throws(Failure) -> [UInt8] {
    let most = Room.half / 64
    guard count <= most else { throw Failure("cannot load \(path): it has \(count) bytes, and a file of text at most \(most)") }
    do { return try bytes(0..<count) } catch { throw Failure("cannot load \(path): \(error.message)") }
  }

  func bytes(_ range: Range<Int>) throws(TensorFileError) -> [UInt8] {
    var problem: TensorFileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, done in
      while done < range.count {
        let count = pread(descriptor, buffer.baseAddress.map { $0 + done }, range.count - done, range.lowerBound + done)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else {
          let reason = count == 0 ? "it became shorter while it was read" : String(cString: strerror(errno))
          problem = TensorFileError(reason)
          return
        }
        done += count
      }
    }
    if let problem { throw problem }
    return bytes
  }
}

import JSONSyntax
import Tensor

/// A .npz file: arrays of NumPy under names, in a ZIP archive.
public struct NumPyArchive<Source: ByteSource> {
  private let archive: ZipArchive<Source>
  /// Of the arrays, in the order of the archive.
  public let names: [String]

  /// Reads and checks the archive's directory.
  /// - Throws: where it is no ZIP archive, holds something other than arrays, or would need more memory than there is.
  public init(_ source: Source) throws(TensorFileError) {
    archive = try ZipArchive(source)
    var names: [String] = []
    var bytes = 0.0
    for entry in archive.entries {
      guard entry.name.hasSuffix(Self.ending) else { throw TensorFileError("\(JSON.quoted(entry.name)) in it is no .npy file") }
      names.append(String(entry.name.dropLast(Self.ending.count)))
      bytes += Double(entry.count)
    }
    if let refusal = Room.refusal(of: bytes) { throw TensorFileError("its arrays need \(Int(bytes)) bytes; \(refusal)") }
    self.names = names
  }

  static var ending: String { ".npy" }

  /// The array with a number, in the order of `names`.
  public func tensor(_ index: Int) throws(TensorFileError) -> StoredTensor {
    do {
      return try StoredTensor(numPy: try archive.contents(of: archive.entries[index]))
    } catch {
      throw TensorFileError("\(JSON.quoted(names[index])): \(error.message)")
    }
  }
}

/// Writes a .npz file, one array after another.
public struct NumPyArchiveWriter {
  private var archive = ZipWriter()

  public init() {}

  /// The bytes that the file gets for one more array.
  /// - Throws: where the name is taken, or the file would be too large.
  public mutating func add(_ name: String, _ tensor: StoredTensor) throws(TensorFileError) -> [UInt8] {
    let contents = try tensor.numPy()
    return try archive.header(name + NumPyArchive<[UInt8]>.ending, contents) + contents
  }

  /// The bytes behind the last one.
  public func footer() -> [UInt8] { archive.footer() }
}

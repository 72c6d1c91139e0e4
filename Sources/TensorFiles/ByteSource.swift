/// Bytes that are read by place: a file, or bytes in memory.
public protocol ByteSource {
  /// How many there are.
  var count: Int { get }
  /// - Precondition: `range` lies in 0 ..< count.
  /// - Throws: where they cannot be read.
  func bytes(_ range: Range<Int>) throws(TensorFileError) -> [UInt8]
}

extension Array: ByteSource where Element == UInt8 {
  public func bytes(_ range: Range<Int>) -> [UInt8] { Array(self[range]) }
}

/// What is wrong with a file of tensors, or with what one is to hold.
public struct TensorFileError: Error, Equatable, Sendable {
  /// A sentence about the file, without its name: "it has 5 bytes; …".
  public let message: String
  public init(_ message: String) { self.message = message }
}

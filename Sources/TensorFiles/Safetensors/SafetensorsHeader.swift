/// What a safetensors file says of itself before its tensors' bytes:
///
///     8 bytes   N, the length of the header, little-endian
///     N bytes   {"__metadata__": {text: text, …}, name: {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, …}, then spaces
///     the rest  the tensors' bytes, which the offsets count; without holes, without overlap
///
/// See github.com/huggingface/safetensors. What is read is what that page allows and the reference implementation reads, apart from
/// types of fewer than 8 bits and of complex numbers.
public struct SafetensorsHeader: Sendable {
  /// A tensor of the file.
  public struct Entry: Equatable, Sendable {
    public let name: String
    public let type: ElementType
    public let shape: [Int]
    /// Its bytes, counted from the first byte of the first tensor.
    public let offsets: Range<Int>
  }

  /// In the order of their bytes.
  public let entries: [Entry]
  /// What stands under `__metadata__`.
  public let texts: [(name: String, text: String)]
  /// Bytes of the file before those of the tensors.
  public let length: Int

  init(_ entries: [Entry], texts: [(name: String, text: String)], length: Int) {
    self.entries = entries
    self.texts = texts
    self.length = length
  }

  /// The name under which the texts stand, which no tensor may have.
  public static let reservedName = "__metadata__"
  /// Headers are no longer than this many bytes, as in the reference implementation.
  public static let longest = 100_000_000

  /// The tensor of an entry.
  /// - source: what the header was read from.
  public func tensor(_ entry: Entry, from source: some ByteSource) throws(TensorFileError) -> StoredTensor {
    let bytes = try source.bytes(length + entry.offsets.lowerBound..<length + entry.offsets.upperBound)
    return try StoredTensor(entry.type, shape: entry.shape, bytes: bytes)
  }
}

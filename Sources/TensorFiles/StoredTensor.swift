import Tensor

/// A tensor as a file holds it: its bytes, row-major.
public struct StoredTensor: Equatable, Sendable {
  public let type: ElementType
  /// Lengths of the axes; `[]` is a single number.
  public let shape: [Int]
  public let bytes: [UInt8]

  /// - Throws: where the bytes are not as many as the shape has.
  public init(_ type: ElementType, shape: [Int], bytes: [UInt8]) throws(TensorFileError) {
    guard shape.allSatisfy({ $0 >= 0 }), type.bytes(of: shape) == bytes.count else {
      throw TensorFileError("\(bytes.count) bytes are no tensor \(shapeText(shape)) of \(type)")
    }
    self.type = type
    self.shape = shape
    self.bytes = bytes
  }

  /// A tensor in its own type.
  public init(_ tensor: Tensor) {
    shape = tensor.shape
    switch tensor.storage {
    case .float64(let elements):
      type = .float64
      bytes = elements.map(\.bitPattern.littleEndian).withUnsafeBytes { Array($0) }
    case .float32(let elements):
      type = .float32
      bytes = elements.map(\.bitPattern.littleEndian).withUnsafeBytes { Array($0) }
    }
  }

  /// A truth value, of shape [].
  public init(_ truth: Bool) {
    type = .bool
    shape = []
    bytes = [truth ? 1 : 0]
  }
}

extension StoredTensor {
  /// The tensor in Float32 where that holds all values of its type, else in Float64, and how many of its integers lost digits
  /// there: those beyond ±2⁵³ that Float64 does not hold. Of BOOL every byte but 0 is 1.
  /// - Throws: where a tensor of this shape would be too large, or has too many axes.
  public func tensor() throws(TensorFileError) -> (tensor: Tensor, rounded: Int) {
    do {
      _ = try Tensor.checkedCount(shape)
    } catch {
      throw TensorFileError(error.message)
    }
    switch type {
    case .bool: return (Tensor(elements { (x: UInt8) in x == 0 ? Float(0) : 1 }, shape: shape), 0)
    case .uint8: return (Tensor(elements { (x: UInt8) in Float(x) }, shape: shape), 0)
    case .int8: return (Tensor(elements { (x: Int8) in Float(x) }, shape: shape), 0)
    case .int16: return (Tensor(elements { (x: Int16) in Float(x) }, shape: shape), 0)
    case .uint16: return (Tensor(elements { (x: UInt16) in Float(x) }, shape: shape), 0)
    case .float16: return (Tensor(elements { (x: UInt16) in Float(Float16(bitPattern: x)) }, shape: shape), 0)
    case .bfloat16: return (Tensor(elements { (x: UInt16) in Float(bitPattern: UInt32(x) << 16) }, shape: shape), 0)
    case .int32: return (Tensor(elements { (x: Int32) in Double(x) }, shape: shape), 0)
    case .uint32: return (Tensor(elements { (x: UInt32) in Double(x) }, shape: shape), 0)
    case .float32: return (Tensor(elements { (x: UInt32) in Float(bitPattern: x) }, shape: shape), 0)
    case .float64: return (Tensor(elements { (x: UInt64) in Double(bitPattern: x) }, shape: shape), 0)
    case .int64: return wide(Int64.self)
    case .uint64: return wide(UInt64.self)
    }
  }

  private func wide<Raw: FixedWidthInteger>(_: Raw.Type) -> (Tensor, Int) {
    var rounded = 0
    let numbers = elements { (x: Raw) in
      let number = Double(x)
      if Raw(exactly: number) != x { rounded += 1 }
      return number
    }
    return (Tensor(numbers, shape: shape), rounded)
  }

  /// Each element, as the bits of its type are read by `convert`.
  private func elements<Raw: FixedWidthInteger, Number>(_ convert: (Raw) -> Number) -> [Number] {
    bytes.withUnsafeBytes { raw in
      stride(from: 0, to: raw.count, by: Raw.bitWidth / 8).map {
        convert(Raw(littleEndian: raw.loadUnaligned(fromByteOffset: $0, as: Raw.self)))
      }
    }
  }
}

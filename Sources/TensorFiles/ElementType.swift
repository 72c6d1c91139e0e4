/// How a file stores each number of a tensor: little-endian, integers in two's complement, floats as in IEEE 754.
///
/// Raw values are the order by which safetensors sorts tensors, the least aligned first.
public enum ElementType: Int, CaseIterable, Sendable {
  /// A byte, 0 or 1.
  case bool
  case uint8, int8
  case int16, uint16
  case float16
  /// The upper half of a Float32.
  case bfloat16
  case int32, uint32
  case float32, float64
  case int64, uint64

  /// Bytes of one element.
  public var size: Int {
    switch self {
    case .bool, .uint8, .int8: 1
    case .int16, .uint16, .float16, .bfloat16: 2
    case .int32, .uint32, .float32: 4
    case .float64, .int64, .uint64: 8
    }
  }

  /// Whether a Float32 holds all its values, so that a tensor of them is read as Float32; others are read as Float64.
  public var fitsFloat32: Bool {
    switch self {
    case .bool, .uint8, .int8, .int16, .uint16, .float16, .bfloat16, .float32: true
    case .int32, .uint32, .float64, .int64, .uint64: false
    }
  }

  /// Bytes of a tensor; nil where they are more than an Int counts, whatever the order in which its axes are multiplied.
  /// - shape: lengths of the axes, none negative.
  public func bytes(of shape: [Int]) -> Int? {
    var bytes = size
    for length in shape where length > 0 {
      let (product, isTooLarge) = bytes.multipliedReportingOverflow(by: length)
      if isTooLarge { return nil }
      bytes = product
    }
    return shape.contains(0) ? 0 : bytes
  }
}

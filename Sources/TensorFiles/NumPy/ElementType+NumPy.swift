extension ElementType {
  /// As a .npy file calls it, without the sign for the order of its bytes: `f8`. Nil for bfloat16, which NumPy has no name for.
  var numPyName: String? {
    switch self {
    case .bool: "b1"
    case .uint8: "u1"
    case .int8: "i1"
    case .int16: "i2"
    case .uint16: "u2"
    case .float16: "f2"
    case .bfloat16: nil
    case .int32: "i4"
    case .uint32: "u4"
    case .float32: "f4"
    case .float64: "f8"
    case .int64: "i8"
    case .uint64: "u8"
    }
  }

  init?(numPyName name: String) {
    guard let type = Self.allCases.first(where: { $0.numPyName == name }) else { return nil }
    self = type
  }
}

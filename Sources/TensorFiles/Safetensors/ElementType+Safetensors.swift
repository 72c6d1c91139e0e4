extension ElementType {
  /// As the header of a safetensors file calls it.
  public var safetensorsName: String {
    switch self {
    case .bool: "BOOL"
    case .uint8: "U8"
    case .int8: "I8"
    case .int16: "I16"
    case .uint16: "U16"
    case .float16: "F16"
    case .bfloat16: "BF16"
    case .int32: "I32"
    case .uint32: "U32"
    case .float32: "F32"
    case .float64: "F64"
    case .int64: "I64"
    case .uint64: "U64"
    }
  }

  init?(safetensorsName name: String) {
    guard let type = Self.allCases.first(where: { $0.safetensorsName == name }) else { return nil }
    self = type
  }
}

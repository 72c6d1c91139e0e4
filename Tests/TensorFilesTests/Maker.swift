@testable import TensorFiles

/// Files made by hand, so that they can be wrong.
enum Maker {
  /// A file of a header's text and bytes behind it.
  /// - count: what the file claims the header's length to be; nil for the truth.
  static func file(_ header: String, data: [UInt8] = [], count: UInt64? = nil) -> [UInt8] {
    let claim = count ?? UInt64(header.utf8.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: claim >> (8 * UInt64($0))) } + Array(header.utf8) + data
  }

  /// A file of tensors, written as the program does.
  static func file(_ tensors: [(name: String, tensor: StoredTensor)], texts: [(name: String, text: String)] = []) throws -> [UInt8] {
    let (header, bytes) = try SafetensorsHeader.writing(tensors.map { ($0.name, $0.tensor.type, $0.tensor.shape) }, texts: texts)
    return bytes + header.entries.flatMap { entry in tensors.first { $0.name == entry.name }?.tensor.bytes ?? [] }
  }

  /// All tensors and texts of a file.
  static func read(_ bytes: [UInt8]) throws(TensorFileError) -> (
    tensors: [(name: String, tensor: StoredTensor)], texts: [(name: String, text: String)]
  ) {
    let header = try SafetensorsHeader(reading: bytes)
    var tensors: [(name: String, tensor: StoredTensor)] = []
    for entry in header.entries { tensors.append((entry.name, try header.tensor(entry, from: bytes))) }
    return (tensors, header.texts)
  }

  /// A tensor of every type, with bytes that count up.
  static func everyType() throws -> [(name: String, tensor: StoredTensor)] {
    try ElementType.allCases.map { type in
      ("\(type)", try StoredTensor(type, shape: [2, 3], bytes: (0..<6 * type.size).map { UInt8(type == .bool ? $0 % 2 : $0 * 5) }))
    }
  }
}

/// Numbers of a fixed sequence (SplitMix64).
struct Sequence64: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

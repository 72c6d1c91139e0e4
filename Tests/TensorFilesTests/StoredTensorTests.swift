import Tensor
import Testing

@testable import TensorFiles

@Suite("Tensors as bytes")
struct StoredTensorTests {
  /// Little-endian bytes of numbers.
  private func bytes<T: FixedWidthInteger>(_ numbers: [T]) -> [UInt8] {
    numbers.flatMap { number in (0..<T.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
  }

  private func read<T: FixedWidthInteger>(_ type: ElementType, _ numbers: [T]) throws -> (tensor: Tensor, rounded: Int) {
    try StoredTensor(type, shape: [numbers.count], bytes: bytes(numbers)).tensor()
  }

  @Test("Every type is read, in Float32 where that holds all its values")
  func types() throws {
    #expect(try read(.bool, [0, 1, 2] as [UInt8]).tensor.doubles == [0, 1, 1])
    #expect(try read(.uint8, [0, 255] as [UInt8]).tensor.doubles == [0, 255])
    #expect(try read(.int8, [-128, 127] as [Int8]).tensor.doubles == [-128, 127])
    #expect(try read(.int16, [-32768, 32767] as [Int16]).tensor.doubles == [-32768, 32767])
    #expect(try read(.uint16, [0, 65535] as [UInt16]).tensor.doubles == [0, 65535])
    #expect(try read(.int32, [.min, .max] as [Int32]).tensor.doubles == [-0x1p31, 0x1p31 - 1])
    #expect(try read(.uint32, [0, .max] as [UInt32]).tensor.doubles == [0, 0x1p32 - 1])
    let single: [Float] = [0, -0.0, 1.5, .infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
    #expect(try read(.float32, single.map(\.bitPattern)).tensor.floats.map(\.bitPattern) == single.map(\.bitPattern))
    let double = [0, -0.0, 0.1, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
    #expect(try read(.float64, double.map(\.bitPattern)).tensor.doubles.map(\.bitPattern) == double.map(\.bitPattern))
    for type in ElementType.allCases {
      let zero = try StoredTensor(type, shape: [], bytes: [UInt8](repeating: 0, count: type.size)).tensor().tensor
      #expect(zero.isFloat32 == type.fitsFloat32 && zero.doubles == [0] && zero.shape == [])
    }
  }

  @Test("Half-precision floats: ends, subnormals, infinities, NaN")
  func halves() throws {
    let half = try read(.float16, [0x3C00, 0xC000, 0x7BFF, 0x0001, 0x0400, 0x7C00, 0x8000] as [UInt16]).tensor.doubles
    #expect(half == [1, -2, 65504, 0x1p-24, 0x1p-14, .infinity, 0] && half[6].sign == .minus)
    #expect(try read(.float16, [0x7E00] as [UInt16]).tensor.doubles[0].isNaN)
    let brain = try read(.bfloat16, [0x3F80, 0xC000, 0x7F80, 0x0001, 0x4049] as [UInt16]).tensor.doubles
    #expect(brain == [1, -2, .infinity, 0x1p-133, 3.140625])
    #expect(try read(.bfloat16, [0x7FC0] as [UInt16]).tensor.doubles[0].isNaN)
  }

  @Test("Integers that Float64 does not hold are counted")
  func rounding() throws {
    let signed: [Int64] = [1 << 53, 1 << 53 + 1, -(1 << 53) - 1, .max, .min, (1 << 60) + (1 << 20)]
    let (tensor, rounded) = try read(.int64, signed)
    #expect(rounded == 3 && tensor.doubles == [0x1p53, 0x1p53, -0x1p53, 0x1p63, -0x1p63, 0x1p60 + 0x1p20])
    #expect(try read(.uint64, [.max, 1 << 63, (1 << 53) + 1] as [UInt64]).rounded == 2)
  }

  @Test("A tensor's bytes read back as the tensor")
  func roundTrip() throws {
    for tensor in [Tensor([0.1, -0.0, .nan, 1e300], shape: [2, 2]), Tensor([0.1, -0.0, .nan, 1e30] as [Float], shape: [4]), Tensor(7)] {
      let again = try StoredTensor(tensor).tensor().tensor
      #expect(again.shape == tensor.shape && again.isFloat32 == tensor.isFloat32)
      #expect(again.doubles.map(\.bitPattern) == tensor.doubles.map(\.bitPattern))
    }
    #expect(try StoredTensor(true).tensor().tensor.doubles == [1])
  }

  @Test("A tensor that would be too large, or has too many axes, is refused")
  func limits() throws {
    #expect(throws: TensorFileError.self) { try StoredTensor(.bool, shape: [0, 1 << 40], bytes: []).tensor() }
    #expect(throws: TensorFileError.self) { try StoredTensor(.bool, shape: [Int](repeating: 1, count: 33), bytes: [1]).tensor() }
    #expect(ElementType.float64.bytes(of: [1 << 31, 1 << 31]) == nil && ElementType.float64.bytes(of: [0, 1 << 61]) == nil)
    #expect(ElementType.float64.bytes(of: [3, 0]) == 0 && ElementType.float64.bytes(of: []) == 8)
  }
}

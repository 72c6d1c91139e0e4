import Tensor

extension StoredTensor {
  /// Reads a .npy file.
  /// - Throws: the first thing that is wrong. No more than the file has is read.
  public init(numPy source: some ByteSource) throws(TensorFileError) {
    let (header, start) = try NumPyHeader.reading(source)
    guard let count = header.type.bytes(of: header.shape) else { throw TensorFileError("its shape has more bytes than can be counted") }
    guard count == source.count - start else {
      throw TensorFileError("its shape and type make \(count) bytes, and \(source.count - start) stand behind its header")
    }
    let needed = max(Double(count) / Double(header.type.size) * (header.type.fitsFloat32 ? 4 : 8), Double(count))
    if let refusal = Room.refusal(of: needed) { throw TensorFileError("its array needs \(Int(needed)) bytes; \(refusal)") }
    var bytes = try source.bytes(start..<source.count)
    if header.isBigEndian { Self.reverse(&bytes, by: header.type.size) }
    if header.isFortran { bytes = Self.lastAxisFastest(bytes, header.shape, size: header.type.size) }
    try self.init(header.type, shape: header.shape, bytes: bytes)
  }

  /// The bytes of a .npy file.
  public func numPy() throws(TensorFileError) -> [UInt8] { try NumPyHeader(type: type, shape: shape).bytes() + bytes }

  /// Turns the bytes of each element round.
  private static func reverse(_ bytes: inout [UInt8], by size: Int) {
    for start in stride(from: 0, to: bytes.count, by: size) { bytes[start..<start + size].reverse() }
  }

  /// The elements in the order of this program, from one in which the first axis is fastest.
  private static func lastAxisFastest(_ bytes: [UInt8], _ shape: [Int], size: Int) -> [UInt8] {
    guard shape.count > 1, !bytes.isEmpty else { return bytes }
    var step = size
    let steps = shape.map { length in  // from one element to the next along each axis, in bytes
      defer { step *= length }
      return step
    }
    var place = [Int](repeating: 0, count: shape.count)
    var from = 0
    return [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, done in
      while done < bytes.count {
        for i in 0..<size { buffer[done + i] = bytes[from + i] }
        done += size
        // on to the next place: an axis that is at its end starts again, and the one before it goes on
        for axis in shape.indices.reversed() {
          place[axis] += 1
          from += steps[axis]
          if place[axis] < shape[axis] { break }
          from -= steps[axis] * shape[axis]
          place[axis] = 0
        }
      }
    }
  }
}

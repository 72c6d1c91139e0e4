import CZlib

/// The compression of ZIP archives (RFC 1951), by zlib.
enum Deflate {
  /// The contents of deflated bytes.
  /// - count: how many bytes they are; no more are made.
  /// - Throws: where the bytes are not deflated, or make another number of bytes.
  static func inflated(_ bytes: [UInt8], count: Int) throws(TensorFileError) -> [UInt8] {
    var stream = z_stream()
    // no header and no checksum around the bytes
    guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      throw TensorFileError("there is no memory to unpack it")
    }
    defer { inflateEnd(&stream) }
    var status = Z_OK
    // zlib only reads what it is given, but its type does not say so
    var bytes = bytes
    let contents = [UInt8](unsafeUninitializedCapacity: max(count, 1)) { output, done in
      bytes.withUnsafeMutableBufferPointer { input in
        var taken = 0
        while status == Z_OK {
          stream.next_in = input.baseAddress.map { $0 + taken }
          stream.avail_in = UInt32(min(input.count - taken, 1 << 30))
          stream.next_out = output.baseAddress.map { $0 + done }
          stream.avail_out = UInt32(min(count - done, 1 << 30))
          let (given, room) = (Int(stream.avail_in), Int(stream.avail_out))
          status = inflate(&stream, Z_NO_FLUSH)
          taken += given - Int(stream.avail_in)
          done += room - Int(stream.avail_out)
        }
        if taken < input.count { status = Z_DATA_ERROR }
      }
    }
    guard status == Z_STREAM_END, contents.count == count else {
      throw TensorFileError("its deflated bytes are damaged, or not \(count) bytes")
    }
    return contents
  }

  /// CRC-32, the checksum of ZIP.
  static func check(_ bytes: [UInt8]) -> UInt32 { UInt32(truncatingIfNeeded: crc32_z(0, bytes, bytes.count)) }
}

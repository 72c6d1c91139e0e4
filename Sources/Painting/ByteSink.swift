/// Where a library of C writes a file. A class, since the library keeps a pointer to it.
final class ByteSink {
  var bytes: [UInt8] = []

  var pointer: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  /// The sink that a pointer points to.
  static func at(_ pointer: UnsafeMutableRawPointer) -> ByteSink { Unmanaged<ByteSink>.fromOpaque(pointer).takeUnretainedValue() }
}

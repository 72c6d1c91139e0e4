import Instructions

/// An operand of a fast kernel, as rows of vectors. Kernels are generic over it, one copy for each kind of operand.
protocol Source {
  init(_ operand: Operand)
  /// The same operand, standing at row r.
  func row(_ r: Int) -> Self
  /// Vector v of this row.
  func vector(_ v: Int) -> V
  /// Whether row r + 1 follows the last vector of row r, so that all rows can be read as one.
  func isContinuous(_ width: Int) -> Bool
}

/// Rows of vectors.
struct VectorRows: Source {
  var pointer: UnsafePointer<Float>
  var stride: Int

  @inline(__always) init(_ operand: Operand) {
    pointer = UnsafePointer(operand.floats)
    stride = operand.stride
  }
  @inline(__always) func row(_ r: Int) -> VectorRows {
    var other = self
    other.pointer += r * stride
    return other
  }
  @inline(__always) func vector(_ v: Int) -> V { V(pointer + v &* V.count) }
  @inline(__always) func isContinuous(_ width: Int) -> Bool { stride == width }
}

/// Rows of one element, which stands for all lanes.
struct BroadcastRows: Source {
  var pointer: UnsafePointer<Float>
  var stride: Int
  var value: V

  @inline(__always) init(_ operand: Operand) {
    pointer = UnsafePointer(operand.floats)
    stride = operand.stride
    value = splat(pointer.pointee)
  }
  @inline(__always) func row(_ r: Int) -> BroadcastRows {
    var other = self
    other.pointer += r * stride
    other.value = splat(other.pointer.pointee)
    return other
  }
  @inline(__always) func vector(_ v: Int) -> V { value }
  @inline(__always) func isContinuous(_ width: Int) -> Bool { stride == 0 }
}

extension Operand {
  @inline(__always) var floats: UnsafeMutablePointer<Float> { pointer.unsafelyUnwrapped.assumingMemoryBound(to: Float.self) }
}

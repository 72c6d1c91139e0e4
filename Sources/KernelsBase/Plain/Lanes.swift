import Instructions

/// An operand of the plain machine: element l of row r is at `pointer[r·stride + l·step]`.
struct Lanes<T: Element> {
  var pointer: UnsafeMutablePointer<T>
  var stride: Int
  /// 0 where a row is one element that stands for all lanes.
  var step: Int

  @inline(__always) init(_ operand: Operand) {
    pointer = operand.pointer.unsafelyUnwrapped.assumingMemoryBound(to: T.self)
    stride = operand.stride
    step = operand.broadcast ? 0 : 1
  }

  @inline(__always) subscript(row: Int, lane: Int) -> T {
    get { pointer[row * stride + lane * step] }
    nonmutating set { pointer[row * stride + lane * step] = newValue }
  }

  /// The same elements with rows and lanes exchanged.
  @inline(__always) var transposed: Lanes {
    var other = self
    other.step = stride
    other.stride = step
    return other
  }
}

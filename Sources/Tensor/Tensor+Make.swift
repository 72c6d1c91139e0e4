extension Tensor {
  /// A Float64 tensor of zeros.
  /// - Throws: when the tensor would be too large, as do all makers here.
  public static func zeros(_ shape: [Int]) throws(TensorError) -> Tensor {
    try filled("zeros", 0, shape)
  }

  /// A Float64 tensor of ones.
  public static func ones(_ shape: [Int]) throws(TensorError) -> Tensor {
    try filled("ones", 1, shape)
  }

  /// A tensor of equal elements.
  public static func full(_ shape: [Int], _ x: Double) throws(TensorError) -> Tensor {
    try filled("full", x, shape)
  }

  private static func filled(_ name: String, _ x: Double, _ shape: [Int]) throws(TensorError) -> Tensor {
    let call = name + "(" + shape.map(String.init).joined(separator: ", ") + ")"
    let count = try checkedCount(shape, for: call)
    return Tensor([Double](repeating: x, count: count), shape: shape)
  }

  /// The identity matrix [n×n].
  public static func eye(_ n: Int) throws(TensorError) -> Tensor {
    var elements = [Double](repeating: 0, count: try checkedCount([n, n], for: "eye(\(n))"))
    for i in 0..<n { elements[i * (n + 1)] = 1 }
    return Tensor(elements, shape: [n, n])
  }

  /// 0, 1, … below n; empty for n ≤ 0.
  public static func arange(_ n: Double) throws(TensorError) -> Tensor {
    try arange(from: 0, to: n, step: 1)
  }

  /// start + i·step for i = 0, 1, … ⌈(end − start)/step⌉ − 1, as NumPy's `arange`: with a fractional step rounding may add an element.
  public static func arange(from start: Double, to end: Double, step: Double = 1) throws(TensorError) -> Tensor {
    guard start.isFinite, end.isFinite, step.isFinite else {
      throw TensorError("arange wants finite numbers, not \([start, end, step].map(numberText).joined(separator: ", "))")
    }
    guard step != 0 else { throw TensorError("arange: the step can't be 0") }
    let length = ((end - start) / step).rounded(.up)
    guard length > 0 else { return Tensor([Double](), shape: [0]) }
    let count = try checkedCount([length < 0x1p62 ? Int(length) : 1 << 62], for: "arange with \(approximate(length)) elements")
    return Tensor((0..<count).map { start + Double($0) * step }, shape: [count])
  }
}

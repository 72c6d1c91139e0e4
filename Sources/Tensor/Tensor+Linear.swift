import CLAPACK

// LAPACK works in Float64. LAPACKE takes row-major matrices as they are and transposes them itself.
// Its bits are promised for one machine and one library only.

extension Tensor {
  /// Q and R with Q·R = A, Q's columns orthonormal and R upper triangular: A [m×n], Q [m×r], R [r×n], r = min(m, n).
  public func qr() throws(TensorError) -> (q: Tensor, r: Tensor) {
    let (m, n) = try matrix(for: "qr")
    let r = min(m, n)
    var a = doubles
    var tau = [Double](repeating: 0, count: r)
    try Tensor.check(LAPACKE_dgeqrf(LAPACK_ROW_MAJOR, Int32(m), Int32(n), &a, Int32(n), &tau), "qr", shape)
    var upper = [Double](repeating: 0, count: r * n)  // [r × n]
    var q = [Double](repeating: 0, count: m * r)  // [m × r]
    for i in 0..<r {
      for j in i..<n { upper[i * n + j] = a[i * n + j] }
    }
    for i in 0..<m {
      for j in 0..<r { q[i * r + j] = a[i * n + j] }
    }
    try Tensor.check(LAPACKE_dorgqr(LAPACK_ROW_MAJOR, Int32(m), Int32(r), Int32(r), &q, Int32(r), tau), "qr", shape)
    return (Tensor(q, shape: [m, r]), Tensor(upper, shape: [r, n]))
  }

  /// The solution x of A·x = b for a square A [n×n] and b [n], or one solution per column of b [n×k].
  /// - Throws: for shapes that don't fit, and for a matrix that is singular to working precision (reciprocal condition below 2⁻⁵²).
  public func solve(_ b: Tensor) throws(TensorError) -> Tensor {
    let (n, columns) = try matrix(for: "solve")
    guard n == columns else { throw TensorError("solve wants a square matrix, not \(shapeText(shape)); see leastSquares") }
    let k = try rightSides(b, for: "solve")
    let size = Int32(n)
    var a = doubles
    let norm = LAPACKE_dlange(LAPACK_ROW_MAJOR, Tensor.oneNorm, size, size, a, size)
    var pivots = [Int32](repeating: 0, count: n)
    var condition = 0.0
    let info = LAPACKE_dgetrf(LAPACK_ROW_MAJOR, size, size, &a, size, &pivots)
    if info >= 0 { LAPACKE_dgecon(LAPACK_ROW_MAJOR, Tensor.oneNorm, size, a, size, norm, &condition) }
    if info > 0 || (info == 0 && condition < Double.ulpOfOne) {
      throw TensorError("solve: the matrix \(shapeText(shape)) is singular; leastSquares finds the shortest best solution")
    }
    try Tensor.check(info, "solve", shape)
    var x = b.doubles
    try Tensor.check(
      LAPACKE_dgetrs(LAPACK_ROW_MAJOR, Tensor.notTransposed, size, Int32(k), a, size, pivots, &x, Int32(k)), "solve", shape)
    return Tensor(x, shape: b.shape)
  }

  /// The x that makes |A·x − b| least, and of several the shortest: A [m×n], b [m] or [m×k], x [n] or [n×k].
  ///
  /// Singular values below max(m, n)·2⁻⁵² times the greatest count as 0.
  public func leastSquares(_ b: Tensor) throws(TensorError) -> Tensor {
    let (m, n) = try matrix(for: "leastSquares")
    let k = try rightSides(b, for: "leastSquares")
    _ = try Tensor.checkedCount([max(m, n), k], for: "leastSquares")
    var a = doubles
    var x = b.doubles + [Double](repeating: 0, count: max(n - m, 0) * k)  // [max(m, n) × k]
    var values = [Double](repeating: 0, count: min(m, n))
    var rank: Int32 = 0
    let tolerance = Double(max(m, n)) * Double.ulpOfOne
    try Tensor.check(
      LAPACKE_dgelsd(
        LAPACK_ROW_MAJOR, Int32(m), Int32(n), Int32(k), &a, Int32(n), &x, Int32(k), &values, tolerance, &rank), "leastSquares", shape)
    return Tensor(Array(x.prefix(n * k)), shape: [n] + b.shape.dropFirst())
  }
}

extension Tensor {
  private static let oneNorm = CChar(bitPattern: UInt8(ascii: "1"))
  private static let notTransposed = CChar(bitPattern: UInt8(ascii: "N"))

  /// Lengths of a matrix of finite numbers with at least one element.
  func matrix(for name: String) throws(TensorError) -> (rows: Int, columns: Int) {
    guard rank == 2 else { throw TensorError("\(name) wants a matrix, not \(rank == 0 ? "a number" : shapeText(shape))") }
    guard count > 0 else { throw TensorError("\(name) wants a matrix with elements, not \(shapeText(shape))") }
    try finite(for: name)
    return (shape[0], shape[1])
  }

  private func finite(for name: String) throws(TensorError) {
    guard let i = doubles.firstIndex(where: { !$0.isFinite }) else { return }
    let strides = Shape.strides(shape)
    let place = shape.indices.map { "\(i / strides[$0] % shape[$0])" }.joined(separator: ", ")
    throw TensorError("\(name) wants finite numbers; element [\(place)] is \(numberText(doubles[i]))")
  }

  /// Number of right sides in b, which has as many rows as this matrix.
  private func rightSides(_ b: Tensor, for name: String) throws(TensorError) -> Int {
    guard b.rank == 1 || b.rank == 2, b.shape[0] == shape[0], b.count > 0 else {
      let m = shape[0]
      throw TensorError("\(name): the matrix is \(shapeText(shape)), the right side must be [\(m)] or [\(m)×k], not \(shapeText(b.shape))")
    }
    try b.finite(for: name)
    return b.rank == 1 ? 1 : b.shape[1]
  }

  /// - Throws: what a LAPACK routine reports.
  static func check(_ info: Int32, _ name: String, _ shape: [Int]) throws(TensorError) {
    if info > 0 { throw TensorError("\(name): the iteration did not converge for this matrix \(shapeText(shape))") }
    if info == LAPACK_WORK_MEMORY_ERROR || info == LAPACK_TRANSPOSE_MEMORY_ERROR {
      throw TensorError("\(name): not enough memory for a matrix \(shapeText(shape))")
    }
    if info < 0 { throw TensorError("\(name): LAPACK refused argument \(-info) for a matrix \(shapeText(shape))") }
  }
}

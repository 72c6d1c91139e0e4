import CLAPACK

extension Tensor {
  /// Eigenvalues of a symmetric matrix [n×n], ascending, and its eigenvectors, the columns of an orthogonal matrix:
  /// A = V · diag(values) · Vᵀ.
  ///
  /// Each vector has the sign that makes its largest component positive.
  /// - Throws: for a matrix that is not symmetric to 10⁻⁵ of its greatest element; within that the mean of A and Aᵀ is taken.
  public func eigh() throws(TensorError) -> (values: Tensor, vectors: Tensor) {
    let (n, columns) = try matrix(for: "eigh")
    guard n == columns else { throw TensorError("eigh wants a square matrix, not \(shapeText(shape))") }
    var a = try symmetric(n)
    var values = [Double](repeating: 0, count: n)
    let (job, half) = (CChar(bitPattern: UInt8(ascii: "V")), CChar(bitPattern: UInt8(ascii: "L")))
    try Tensor.check(LAPACKE_dsyevd(LAPACK_ROW_MAJOR, job, half, Int32(n), &a, Int32(n), &values), "eigh", shape)
    for j in 0..<n where Tensor.isFlipped((0..<n).map { a[$0 * n + j] }) {
      for i in 0..<n { a[i * n + j].negate() }
    }
    return (Tensor(values, shape: [n]), Tensor(a, shape: [n, n]))
  }

  /// The singular value decomposition A = U · diag(values) · Vᵀ of a matrix [m×n], with r = min(m, n): U [m×r] and V [n×r] have
  /// orthonormal columns, and the values [r] descend. (NumPy gives Vᵀ where this gives V.)
  ///
  /// Each column of V has the sign that makes its largest component positive.
  public func svd() throws(TensorError) -> (u: Tensor, values: Tensor, v: Tensor) {
    let (m, n) = try matrix(for: "svd")
    let r = min(m, n)
    var a = doubles
    var values = [Double](repeating: 0, count: r)
    var u = [Double](repeating: 0, count: m * r)  // [m × r]
    var vt = [Double](repeating: 0, count: r * n)  // [r × n]
    let job = CChar(bitPattern: UInt8(ascii: "S"))
    try Tensor.check(
      LAPACKE_dgesdd(LAPACK_ROW_MAJOR, job, Int32(m), Int32(n), &a, Int32(n), &values, &u, Int32(r), &vt, Int32(n)), "svd", shape)
    var v = [Double](repeating: 0, count: n * r)
    for k in 0..<r {
      let row = Array(vt[(k * n)..<(k * n + n)])
      let sign: Double = Tensor.isFlipped(row) ? -1 : 1
      for j in 0..<n { v[j * r + k] = sign * row[j] }
      for i in 0..<m { u[i * r + k] *= sign }
    }
    return (Tensor(u, shape: [m, r]), Tensor(values, shape: [r]), Tensor(v, shape: [n, r]))
  }

  /// (A + Aᵀ)/2, if A is nearly that.
  private func symmetric(_ n: Int) throws(TensorError) -> [Double] {
    let x = doubles
    var result = x
    let tolerance = 1e-5 * x.reduce(0) { max($0, abs($1)) }
    for i in 0..<n {
      for j in 0..<i {
        let (lower, upper) = (x[i * n + j], x[j * n + i])
        guard abs(lower - upper) <= tolerance else {
          throw TensorError("eigh wants a symmetric matrix: [\(j), \(i)] is \(numberText(upper)), [\(i), \(j)] is \(numberText(lower))")
        }
        result[i * n + j] = lower / 2 + upper / 2
        result[j * n + i] = result[i * n + j]
      }
    }
    return result
  }

  /// Whether the largest component (of nearly equal ones the first) is negative.
  private static func isFlipped(_ vector: [Double]) -> Bool {
    let largest = vector.reduce(0) { max($0, abs($1)) }
    return vector.first { abs($0) >= largest * (1 - 1e-9) }.map { $0 < 0 } ?? false
  }
}

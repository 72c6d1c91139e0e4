import Catalogue
import Tensor
import Training

/// Linear algebra on known matrices, in Float64, by LAPACK.
enum LinearBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "eigh", in: "linear algebra", "Eigenvalues, ascending, and eigenvectors (columns) of a symmetric matrix: (values:, vectors:).",
      Parameter<Known>("A", "A symmetric matrix [n × n]."), examples: [Example("eigh([[2, 0], [0, 1]]).values", prints: "[1, 2]")]
    ) { (_, a) throws(Failure) -> Value in
      let result = try attempt { () throws(TensorError) in try a.tensor.eigh() }
      return .record(Record(["values": result.values.value, "vectors": result.vectors.value]))
    },
    Builtin(
      "svd", in: "linear algebra", "Singular values, descending, and vectors (columns): A = u·diag(values)·v.T.",
      Parameter<Known>("A", "A matrix [m × n]."), examples: [Example("svd([[2, 0], [0, 1]]).values", prints: "[2, 1]")]
    ) { (_, a) throws(Failure) -> Value in
      let result = try attempt { () throws(TensorError) in try a.tensor.svd() }
      return .record(Record(["u": result.u.value, "values": result.values.value, "v": result.v.value]))
    },
    Builtin(
      "solve", in: "linear algebra", "x with A·x = b.", Parameter<Known>("A", "A square matrix [n × n]."),
      Parameter<Known>("b", "A vector [n] or right sides [n × k]."),
      examples: [Example("solve([[2, 0], [0, 4]], [2, 8])", prints: "[1, 2]")]
    ) { (_, a, b) throws(Failure) -> Tensor in try attempt { () throws(TensorError) in try a.tensor.solve(b.tensor) } },
    Builtin(
      "leastSquares", in: "linear algebra", "x with the smallest ‖A·x − b‖, the shortest of them.",
      Parameter<Known>("A", "A matrix [m × n]."), Parameter<Known>("b", "A vector [m] or right sides [m × k]."),
      examples: [Example("round(leastSquares([[1], [1]], [1, 3])[0] * 1e6)", prints: "2000000")]
    ) { (_, a, b) throws(Failure) -> Tensor in try attempt { () throws(TensorError) in try a.tensor.leastSquares(b.tensor) } },
    Builtin(
      "qr", in: "linear algebra", "An orthogonal and an upper triangular matrix with A = q·r.",
      Parameter<Known>("A", "A matrix [m × n]."), examples: [Example("qr(eye(2)).q.shape", prints: "[2, 2]")]
    ) { (_, a) throws(Failure) -> Value in
      let result = try attempt { () throws(TensorError) in try a.tensor.qr() }
      return .record(Record(["q": result.q.value, "r": result.r.value]))
    },
  ]
}

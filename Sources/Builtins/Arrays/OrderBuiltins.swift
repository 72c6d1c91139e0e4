import Catalogue
import Tensor
import Training

/// Order and distribution of the elements of known tensors.
enum OrderBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "sorted", in: "order", "The elements in ascending order; nan last. [N]", x,
      examples: [Example("sorted([3, 1, 2])", prints: "[1, 2, 3]")]
    ) {
      (_, x) throws(Failure) -> Tensor in x.tensor.sorted()
    },
    Builtin(
      "order", in: "order", "The numbers of the elements in the order of their size: x[order(x)] is sorted.", x,
      examples: [Example("order([3, 1, 2])", prints: "[1, 2, 0]")]
    ) { (_, x) throws(Failure) -> Tensor in whole(x.tensor.order()) },
    Builtin(
      "unique", in: "order", "The distinct elements in ascending order.", x, examples: [Example("unique([2, 1, 2])", prints: "[1, 2]")]
    ) {
      (_, x) throws(Failure) -> Tensor in x.tensor.unique()
    },
    Builtin(
      "find", in: "order", "The numbers of the elements that are not 0, as a list; of a matrix, lists [row, column].",
      Parameter<Known>("mask", "A tensor of 0 and 1."),
      examples: [Example("find([0, 1, 1])", prints: "[1, 2]"), Example("find(eye(2))", prints: "[[0, 0], [1, 1]]")]
    ) { (_, mask) throws(Failure) -> Value in
      let found = mask.tensor.find()
      let numbers = found.doubles
      guard found.rank > 1 else { return numbers.value }
      let rank = mask.tensor.rank
      return .list((0..<found.shape[0]).map { i in Array(numbers[i * rank..<(i + 1) * rank]).value })
    },
    Builtin(
      "median", in: "order", "The middle element; the mean of two where their number is even.", x,
      examples: [Example("median([3, 1, 2])", prints: "2")]
    ) {
      (_, x) throws(Failure) -> Double in try attempt { () throws(TensorError) in try x.tensor.median() }
    },
    Builtin(
      "quantile", in: "order", "The value below which a fraction q of the elements lies, interpolated linearly.", x,
      Parameter<Known>("q", "A fraction 0 … 1, or several."), examples: [Example("quantile([1, 2, 3], 0.25)", prints: "1.5")]
    ) { (_, x, q) throws(Failure) -> Tensor in try attempt { () throws(TensorError) in try x.tensor.quantile(q.tensor) } },
    Builtin(
      "histogram", in: "order", "How many elements fall into each bin: (counts:, edges:); the last bin holds its upper edge.", x,
      Parameter<Known>("bins", "How many of equal width, or their edges.", default: "10"),
      examples: [Example("histogram([0, 1, 1], 2).counts", prints: "[1, 2]")]
    ) { (_, x, bins) throws(Failure) -> Value in
      let result = try attempt { () throws(TensorError) in
        if bins.tensor.rank > 0 { return try x.tensor.histogram(edges: bins.tensor) }
        guard let count = Int(exactly: bins.tensor.doubles[0]), count >= 1 else {
          throw TensorError("histogram: bins is a whole number of at least 1, not \(numberText(bins.tensor.doubles[0]))")
        }
        return try x.tensor.histogram(bins: count)
      }
      return .record(Record(["counts": result.counts.value, "edges": result.edges.value]))
    },
  ]

  private static let x = Parameter<Known>("x", "Numbers.")

  static func whole(_ numbers: [Int]) -> Tensor { Tensor(numbers.map(Double.init), shape: [numbers.count]) }
}

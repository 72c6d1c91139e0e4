import Catalogue
import Tensor
import Training

/// Order and distribution of the elements of known tensors.
enum OrderBuiltins {
  static let all: [Builtin] = [
    Builtin(
      "sorted", in: "order", "The elements in ascending order; nan last. [N]",
      Parameter<Value>("x", "Numbers; or a list of texts, or with `by` of anything."),
      Parameter<Callable?>("by", "{ element in … } gives the number or text to sort by; equals stay in order.", default: "nil"),
      examples: [
        Example("sorted([3, 1, 2])", prints: "[1, 2, 3]"), Example("sorted([\"b\", \"a\"])", prints: "[\"a\", \"b\"]"),
        Example("sorted([3, -4, 1]) { -abs($0) }", prints: "[-4, 3, 1]"),
      ]
    ) { (context, x, key) throws(Failure) -> Value in try sorted(x, by: key?.value, in: context) },
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

  /// Numbers as a tensor; all else as a list.
  private static func sorted(_ x: Value, by key: Value?, in context: any Context) throws(Failure) -> Value {
    if key == nil, let numbers = try Known.reading(x) { return numbers.tensor.sorted().value }
    if case .object(let array as ArrayObject) = x, case .symbol = array.term {
      throw Failure("sorted: x is \(Known.expectation), not \(context.describe(x))")
    }
    let items = try context.elements(of: x, for: "sorted")
    var keys: [Value] = []
    for item in items { keys.append(try key.map { (key) throws(Failure) in try context.apply(key, item) } ?? item) }
    if let numbers = [Double](.list(keys)) {
      return .list(Tensor(numbers, shape: [numbers.count]).order().map { items[$0] })
    }
    guard let texts = [String](.list(keys)) else {
      let mixed = keys.first { String($0) == nil } ?? .nothing
      throw Failure(
        "sorted sorts by numbers or by texts, and one is \(context.describe(mixed))", hint: "sorted(x) { $0.loss } says by what")
    }
    return .list(texts.indices.sorted { (texts[$0], $0) < (texts[$1], $1) }.map { items[$0] })
  }

  static func whole(_ numbers: [Int]) -> Tensor { Tensor(numbers.map(Double.init), shape: [numbers.count]) }
}

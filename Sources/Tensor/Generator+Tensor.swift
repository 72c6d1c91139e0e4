#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Generator {
  /// Independent numbers, uniform on [0, 1), row-major.
  /// - Throws: when the tensor would be too large, as do the others.
  public mutating func uniform(_ shape: [Int]) throws(TensorError) -> Tensor {
    let count = try Tensor.checkedCount(shape)
    return Tensor((0..<count).map { _ in uniform() }, shape: shape)
  }

  /// Independent normal numbers with mean 0 and variance 1.
  public mutating func normal(_ shape: [Int]) throws(TensorError) -> Tensor {
    let count = try Tensor.checkedCount(shape)
    return Tensor((0..<count).map { _ in normal() }, shape: shape)
  }

  /// Independent whole numbers 0 ..< n.
  public mutating func integers(below n: Int, _ shape: [Int]) throws(TensorError) -> Tensor {
    guard n > 0 else { throw TensorError("randint wants a positive number, not \(n)") }
    let count = try Tensor.checkedCount(shape)
    return Tensor((0..<count).map { _ in Double(integer(below: n)) }, shape: shape)
  }

  /// The numbers 0 ..< n in an order of which every one is equally likely (Fisher and Yates, from the end).
  public mutating func permutation(_ n: Int) throws(TensorError) -> [Int] {
    var result = Array(0..<(try Tensor.checkedCount([n], for: "permutation(\(n))")))
    for i in stride(from: n - 1, to: 0, by: -1) {
      result.swapAt(i, integer(below: i + 1))
    }
    return result
  }

  /// k different numbers of 0 ..< weights.count, in the order in which they were drawn: each draw takes one of those that are left
  /// with probability in proportion to its weight. This is what `numpy.random.choice(n, k, replace=False, p=weights/sum)` stands for.
  ///
  /// Source: Efraimidis and Spirakis, "Weighted random sampling with a reservoir", 2006: the k least of −ln(u)/weight, ascending.
  /// - Throws: for weights that are negative or not finite, and when fewer than k of them are above 0.
  public mutating func choice(weights: [Double], _ k: Int) throws(TensorError) -> [Int] {
    if let bad = weights.indices.first(where: { !(weights[$0] >= 0 && weights[$0].isFinite) }) {
      throw TensorError("choice wants weights of 0 or more; weight \(bad) is \(numberText(weights[bad]))")
    }
    let possible = weights.indices.filter { weights[$0] > 0 }
    guard k >= 0, k <= possible.count else {
      throw TensorError("choice can't draw \(k) different elements: \(possible.count) of \(weights.count) weights are above 0")
    }
    var draws: [(time: Double, element: Int)] = []
    for i in possible { draws.append((log(-log(1 - uniform())) - log(weights[i]), i)) }
    draws.sort { $0.time < $1.time || ($0.time == $1.time && $0.element < $1.element) }
    return draws.prefix(k).map(\.element)
  }

  /// An orthogonal matrix [n×n] of the Haar measure: Q of a normal matrix's QR, each column with the sign of R's diagonal.
  ///
  /// Source: Mezzadri, "How to generate random matrices from the classical compact groups", 2007.
  public mutating func orthogonal(_ n: Int) throws(TensorError) -> Tensor {
    guard n > 0 else { throw TensorError("orthogonal wants a positive size, not \(n)") }
    _ = try Tensor.checkedCount([n, n], for: "orthogonal(\(n))")
    let (q, r) = try normal([n, n]).qr()
    let diagonal = r.gathered(try .diagonal([n, n])).doubles
    var elements = q.doubles
    for i in elements.indices where diagonal[i % n] < 0 { elements[i].negate() }
    return Tensor(elements, shape: [n, n])
  }
}

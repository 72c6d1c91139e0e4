import Instructions
import Tensor

/// A reduction over the middle of [outer × n × inner], to [outer × inner].
public struct Reduce: Primitive {
  public enum Kind: String, Sendable, CaseIterable {
    case sum, min, max, argmin, argmax, any, all

    var opcode: Opcode {
      switch self {
      case .sum: .sum
      case .min: .minimum
      case .max: .maximum
      case .argmin: .argmin
      case .argmax: .argmax
      case .any: .any
      case .all: .all
      }
    }
  }
  let kind: Kind
  let outer: Int
  let n: Int
  let inner: Int
  let result: [Int]

  public var name: String { kind.rawValue }
  public func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int] { result }

  public func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] {
    /// A value of the output's shape, repeated along the axis.
    func along(_ term: Term) throws(TensorError) -> Term {
      if term.count == 1 { return term }
      return try term.reshaped([outer, 1, inner]).spread(to: [outer, n, inner]).reshaped(x[0].shape)
    }
    switch kind {
    case .sum: return [try along(g)]
    case .min, .max:
      // the first of equal ones gets it all
      let at = try Reduce(kind: kind == .min ? .argmin : .argmax, outer: outer, n: n, inner: inner, result: result).applied(x[0])
      let numbers = Tensor((0..<n).map(Double.init), shape: [1, n, 1])
      let here = try Elementwise.equal(.tensor(numbers), at.reshaped([outer, 1, inner])).reshaped(x[0].shape)
      return [try Elementwise.choose(here, along(g), Term(0))]
    case .argmin, .argmax, .any, .all: return [nil]
    }
  }

  public func isLinear(in inputs: Set<Int>) -> Bool { kind == .sum }

  public func emit(_ inputs: [Form], _ output: Form) -> [Draft] {
    var instruction = rowwise(kind.opcode, rows: outer, inputs, output)
    instruction.n = n
    instruction.inner = inner
    return [Draft(instruction, [0])]
  }

  func applied(_ term: Term) throws(TensorError) -> Term { try Term.apply(self, [term]) }

  public static var probes: [Probe] {
    [Kind.sum, .min, .max].flatMap { kind in
      [
        Probe(Reduce(kind: kind, outer: 1, n: 7, inner: 1, result: []), [[7]]),
        Probe(Reduce(kind: kind, outer: 2, n: 3, inner: 4, result: [2, 4]), [[2, 3, 4]]),
      ]
    }
  }
}

/// Running sums over the middle of [outer × n × inner].
struct CumulativeSum: Primitive {
  let outer: Int
  let n: Int
  let inner: Int

  public var name: String { "cumsum" }
  public func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int] { inputs[0] }
  /// Each input reaches the sums at and after it: the total less the sum before it.
  public func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] {
    let total = try Reduce(kind: .sum, outer: outer, n: n, inner: inner, result: [outer, 1, inner]).applied(g)
    let all = try total.spread(to: [outer, n, inner]).reshaped(g.shape)
    return [try all - Term.apply(self, [g]) + g]
  }
  public func isLinear(in inputs: Set<Int>) -> Bool { true }
  public func emit(_ inputs: [Form], _ output: Form) -> [Draft] {
    var instruction = rowwise(.cumsum, rows: outer, inputs, output)
    instruction.n = n
    instruction.inner = inner
    return [Draft(instruction, [0])]
  }
  public static var probes: [Probe] { [Probe(CumulativeSum(outer: 2, n: 4, inner: 3), [[2, 4, 3]])] }
}

/// 1 at the k largest of each n of [outer × n], else 0; the first of equal ones.
struct TopMask: Primitive {
  let outer: Int
  let n: Int
  let k: Int

  public var name: String { "topMask" }
  public func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int] { inputs[0] }
  public func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] { [nil] }
  public func emit(_ inputs: [Form], _ output: Form) -> [Draft] {
    var instruction = rowwise(.topMask, rows: outer, inputs, output)
    instruction.n = n
    instruction.k = k
    return [Draft(instruction, [0])]
  }
}

extension Term {
  /// Splits the shape at an axis (negative from the end): [outer × n × inner]; nil takes all elements as one axis.
  private func split(_ axis: Int?, _ what: String) throws(TensorError) -> (outer: Int, n: Int, inner: Int, without: [Int]) {
    guard let axis else { return (1, count, 1, []) }
    let at = axis < 0 ? axis + rank : axis
    guard at >= 0, at < rank else {
      throw TensorError("\(what): axis \(axis) is not one of the \(rank) axes of \(shapeText(shape))")
    }
    var rest = shape
    rest.remove(at: at)
    return (shape[..<at].reduce(1, *), shape[at], shape[(at + 1)...].reduce(1, *), rest)
  }

  public func reduced(_ kind: Reduce.Kind, axis: Int? = nil) throws(TensorError) -> Term {
    let s = try split(axis, kind.rawValue)
    guard s.n > 0 || kind == .sum || kind == .any || kind == .all else {
      throw TensorError("\(kind.rawValue): \(shapeText(shape)) has no elements")
    }
    return try Reduce(kind: kind, outer: s.outer, n: s.n, inner: s.inner, result: s.without).applied(self)
  }

  public func sum(axis: Int? = nil) throws(TensorError) -> Term { try reduced(.sum, axis: axis) }

  public func mean(axis: Int? = nil) throws(TensorError) -> Term {
    let n = try split(axis, "mean").n
    guard n > 0 else { throw TensorError("mean: \(shapeText(shape)) has no elements") }
    return try sum(axis: axis) / Term(Double(n))
  }

  /// Mean square distance from the mean; divided by n − ddof.
  public func variance(axis: Int? = nil, ddof: Int) throws(TensorError) -> Term {
    let s = try split(axis, "variance")
    guard s.n > ddof else { throw TensorError("variance: \(s.n) values are too few for ddof: \(ddof)") }
    let mean = try sum(axis: axis) / Term(Double(s.n))
    let along = try mean.reshaped([s.outer, 1, s.inner]).spread(to: [s.outer, s.n, s.inner]).reshaped(shape)
    return try Elementwise.square(self - along).sum(axis: axis) / Term(Double(s.n - ddof))
  }

  public func cumulativeSum(axis: Int? = nil) throws(TensorError) -> Term {
    let s = try split(axis, "cumsum")
    let flat = axis == nil ? try reshaped([count]) : self
    return try Term.apply(CumulativeSum(outer: s.outer, n: s.n, inner: s.inner), [flat])
  }

  /// The vector with all but its k largest elements set to 0.
  public func top(_ k: Int) throws(TensorError) -> Term {
    guard rank == 1 else { throw TensorError("topk takes a vector, not \(shapeText(shape))") }
    guard k >= 0, k <= count else { throw TensorError("topk: k lies between 0 and \(count), not \(k)") }
    return try Elementwise.choose(Term.apply(TopMask(outer: 1, n: count, k: k), [self]), self, Term(0))
  }
}

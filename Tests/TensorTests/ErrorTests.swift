import Testing

@testable import Tensor

/// Every message that these operations have for the user, once.
@Suite struct ErrorTests {
  typealias Case = (message: String, work: @Sendable () throws -> Void)

  static func resolve(_ shape: [Int], _ indices: AxisIndex...) throws { _ = try IndexMap.resolve(shape: shape, indices: indices) }
  static func vector(_ x: Double...) -> Tensor { Tensor(x, shape: [x.count]) }
  static func matrix(_ m: Int, _ n: Int) throws -> Tensor { try Tensor.arange(Double(m * n)).reshaped([m, n]) }
  static func rows(_ lengths: Int...) -> Nested { .list(lengths.map { .list(Array(repeating: .number(1), count: $0)) }) }

  static let shapes: [Case] = [
    ("[3×90] and [100]: 90 and 100 differ", { _ = try Shape.broadcast([3, 90], [100]) }),
    ("axis 2 is out of range: [3×90] has 2 axes", { _ = try Shape.axis(2, of: [3, 90]) }),
    ("axis -2 is out of range: [3] has 1 axis", { _ = try Shape.axis(-2, of: [3]) }),
    ("a tensor has at most 32 axes, not 33", { _ = try Tensor.zeros(Array(repeating: 1, count: 33)) }),
    ("zeros(2, -1): the length of an axis can't be -1", { _ = try Tensor.zeros([2, -1]) }),
    ("eye(-1): the length of an axis can't be -1", { _ = try Tensor.eye(-1) }),
    ("arange wants finite numbers, not nan, 1, 1", { _ = try Tensor.arange(from: .nan, to: 1) }),
    ("arange: the step can't be 0", { _ = try Tensor.arange(from: 0, to: 1, step: 0) }),
    ("rows differ: [0] has 3 elements, [2] has 1 element", { _ = try Tensor(rows(3, 3, 1)) }),
    ("rows differ: [0] has 2 elements, [1] is a number", { _ = try Tensor(.list([.list([.number(1), .number(1)]), .number(1)])) }),
    ("rows differ: [1, 0] has 2 elements, [1, 1] has 3 elements", { _ = try Tensor(.list([rows(2, 2), rows(2, 3)])) }),
    ("rows differ: [0] is [1×2], [1] is [2×2]", { _ = try Tensor(.list([rows(2), rows(2, 2)])) }),
    (
      "lists nested more than 32 deep make no tensor",
      { _ = try Tensor((0..<33).reduce(Nested.number(1)) { inner, _ in .list([inner]) }) }
    ),
  ]

  static let indices: [Case] = [
    ("index 7 is out of range: axis 1 of [3×5] has length 5", { try resolve([3, 5], .all, .at(7)) }),
    ("index -6 is out of range: axis 0 of [5] has length 5", { try resolve([5], .list([0, -6])) }),
    ("index 5 is out of range: axis 0 of [5] has length 5", { try resolve([5], .matrix([0, 5], shape: [1, 2])) }),
    ("index 6 is out of range: axis 0 of [5] has length 5", { try resolve([5], .range(from: 0, to: 6, closed: false)) }),
    ("index 5 is out of range: axis 0 of [5] has length 5", { try resolve([5], .range(from: 0, to: 5, closed: true)) }),
    ("index -20 is out of range: axis 0 of [5] has length 5", { try resolve([5], .range(from: -20, to: nil, closed: false)) }),
    ("the range 4..<2 runs backwards on axis 0 of [5]", { try resolve([5], .range(from: 4, to: 2, closed: false)) }),
    ("the range -1...0 runs backwards on axis 0 of [5]", { try resolve([5], .range(from: -1, to: 0, closed: true)) }),
    ("[3×5] has 2 axes, but 3 indices came", { try resolve([3, 5], .at(0), .at(0), .all) }),
    ("a number has no axes to index", { try resolve([], .all) }),
    ("[3] can't be stretched to [2×4]", { _ = try IndexMap.broadcast(from: [3], to: [2, 4]) }),
    ("[3] has no diagonal: it is not a matrix", { _ = try IndexMap.diagonal([3]) }),
    (
      "a value of [4] doesn't fit its place, [2×3]",
      { _ = try matrix(2, 3).replacing(.resolve(shape: [2, 3], indices: []), with: vector(1, 2, 3, 4)) }
    ),
    ("concat wants at least one tensor", { _ = try IndexMap.concat([]) }),
    ("concat joins tensors, not numbers: use stack, or a list of one number", { _ = try IndexMap.concat([[3], []]) }),
    ("concat joins [3] and [3×1]: 1 axis and 2 axes", { _ = try IndexMap.concat([[3], [3, 1]]) }),
    ("concat along axis 0 joins [3×90] and [2×80]: axis 1 is 90 and 80 long", { _ = try IndexMap.concat([[3, 90], [2, 80]]) }),
    ("stack wants at least one tensor", { _ = try IndexMap.stack([]) }),
    ("stack wants equal shapes, not [3] and [4]", { _ = try IndexMap.stack([[3], [4]]) }),
    ("axis 2 is out of range: the stack has 2 axes", { _ = try IndexMap.stack([[3]], axis: 2) }),
  ]

  static let numbers: [Case] = [
    ("median wants at least one element; the tensor is [0]", { _ = try vector().median() }),
    ("quantile wants at least one element; the tensor is [0]", { _ = try vector().quantile(0.5) }),
    ("quantile wants a part from 0 to 1, not 50", { _ = try vector(1).quantile(50) }),
    ("histogram wants at least one bin, not 0", { _ = try vector(1).histogram(bins: 0) }),
    ("histogram: not every element is finite; give the edges of the bins", { _ = try vector(1, .nan).histogram(bins: 2) }),
    ("histogram can't cut the range 2 to 1 into bins", { _ = try vector(1).histogram(bins: 2, range: (2, 1)) }),
    ("histogram wants a vector of at least two edges, not [1]", { _ = try vector(1).histogram(edges: vector(1)) }),
    (
      "the edges of a histogram must ascend: 2 is followed by 1",
      { _ = try vector(1).histogram(edges: vector(0, 2, 1)) }
    ),
    ("randint wants a positive number, not 0", { _ = try with { g throws in try g.integers(below: 0, [1]) } }),
    ("permutation(-2): the length of an axis can't be -2", { _ = try with { g throws in try g.permutation(-2) } }),
    ("choice wants weights of 0 or more; weight 1 is -1", { _ = try with { g throws in try g.choice(weights: [1, -1], 1) } }),
    (
      "choice can't draw 2 different elements: 1 of 2 weights are above 0",
      { _ = try with { g throws in try g.choice(weights: [1, 0], 2) } }
    ),
    ("orthogonal wants a positive size, not 0", { _ = try with { g throws in try g.orthogonal(0) } }),
  ]

  static let linear: [Case] = [
    ("eigh wants a square matrix, not [2×3]", { _ = try matrix(2, 3).eigh() }),
    ("eigh wants a symmetric matrix: [0, 1] is 1, [1, 0] is 2", { _ = try matrix(2, 2).eigh() }),
    ("svd wants a matrix, not [2]", { _ = try vector(1, 2).svd() }),
    ("qr wants a matrix, not a number", { _ = try Tensor(1).qr() }),
    ("svd wants a matrix with elements, not [0×3]", { _ = try Tensor.zeros([0, 3]).svd() }),
    ("svd wants finite numbers; element [1, 0] is inf", { _ = try Tensor([1, Double.infinity], shape: [2, 1]).svd() }),
    ("solve wants a square matrix, not [2×3]; see leastSquares", { _ = try matrix(2, 3).solve(vector(1, 2)) }),
    (
      "solve: the matrix [2×2] is singular; leastSquares finds the shortest best solution",
      { _ = try Tensor([1.0, 2, 2, 4], shape: [2, 2]).solve(vector(1, 2)) }
    ),
    (
      "solve: the matrix [3×3] is singular; leastSquares finds the shortest best solution",
      { _ = try Tensor([1.0, 2, 3, 4, 5, 6, 7, 8, 9], shape: [3, 3]).solve(vector(1, 2, 3)) }
    ),
    (
      "solve: the matrix is [2×2], the right side must be [2] or [2×k], not [3]",
      { _ = try matrix(2, 2).solve(vector(1, 2, 3)) }
    ),
    (
      "leastSquares: the matrix is [2×3], the right side must be [2] or [2×k], not []",
      { _ = try matrix(2, 3).leastSquares(Tensor(1)) }
    ),
    ("leastSquares wants finite numbers; element [1] is nan", { _ = try matrix(2, 3).leastSquares(vector(1, .nan)) }),
  ]

  static func with<T>(_ work: (inout Generator) throws -> T) throws -> T {
    var generator = Generator(Key(1))
    return try work(&generator)
  }

  /// The messages that did not come, each with what came in its place.
  static func mismatches(_ cases: [Case]) -> [String] {
    cases.compactMap { expected, work in
      do {
        try work()
        return "\(expected): no error"
      } catch {
        let message = (error as? TensorError)?.message
        return message == expected ? nil : "\(expected): \(message ?? "\(error)")"
      }
    }
  }

  @Test func messages() {
    for cases in [ErrorTests.shapes, ErrorTests.indices, ErrorTests.numbers, ErrorTests.linear] {
      #expect(ErrorTests.mismatches(cases) == [])
    }
    #expect(ErrorTests.mismatches([("no such message", { try ErrorTests.resolve([], .all) }), ("no failure", {})]).count == 2)
  }

  @Test func tooLargeForMemory() throws {
    func message(_ work: () throws -> Void) -> String {
      do { try work() } catch { return (error as? TensorError)?.message ?? "" }
      return ""
    }
    let large = 1_000_000_000
    let square = message { _ = try Tensor.zeros([large, large]) }
    #expect(square.hasPrefix("zeros(1000000000, 1000000000) would need 8e18 bytes; the limit is "), "\(square)")
    #expect(message { _ = try Tensor.zeros([0, .max, .max]) }.hasPrefix("zeros(0, "))
    #expect(message { _ = try Tensor.zeros(Array(repeating: .max, count: 32)) }.contains("would need more than 1e308 bytes"))
    #expect(message { _ = try Tensor.eye(.max) }.hasPrefix("eye(9223372036854775807) would need "))
    #expect(message { _ = try Tensor.arange(1e300) }.hasPrefix("arange with 1e300 elements would need "))
    #expect(message { _ = try Tensor.arange(from: -1e308, to: 1e308, step: 1e-9) }.hasPrefix("arange with more than 1e308 elements "))
    #expect(message { _ = try Tensor([1.0], shape: [1]).histogram(bins: .max) }.hasPrefix("histogram with 9223372036854775807 bins "))
    #expect(message { _ = try ErrorTests.with { g throws in try g.permutation(.max) } }.hasPrefix("permutation("))
    let normal = message { _ = try ErrorTests.with { g throws in try g.normal([large, large]) } }
    #expect(normal.hasPrefix("a tensor of [1000000000×1000000000] would need 8e18 bytes"), "\(normal)")
    let rows = AxisIndex.list(Array(repeating: 0, count: 100_000))
    #expect(message { try ErrorTests.resolve([1, 1], rows, rows) }.hasPrefix("the indexed part, [100000×100000],"))
    let flat = try Tensor.ones([1, 100_000])
    #expect(message { _ = try flat.leastSquares(flat) }.hasPrefix("leastSquares would need 8e10 bytes"))
    #expect(Room.half > 1 << 28)
  }
}

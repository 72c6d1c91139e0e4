import Instructions
import Testing

/// What the corner cases mean, in numbers; the machines are held to each other elsewhere.
@Suite struct MeaningTests {
  private func apply(_ op: Opcode, _ a: Float, _ b: Float = 0, _ c: Float = 0, on machine: Machine) -> Double {
    var test = Case(op)
    let field = { (x: Float) in Field(values: [x], stride: 1) }
    (test.width, test.a, test.b, test.c, test.d) = (1, field(a), field(b), field(c), field(7))
    return test.run(on: machine).d[0]
  }

  @Test(arguments: [Machine.plainDouble, .plainFloat])
  func `NaN goes through arithmetic and is false in comparisons`(_ machine: Machine) {
    for op in [Opcode.relu, .sign, .abs, .floor, .sigmoid, .tanh] { #expect(apply(op, .nan, on: machine).isNaN) }
    for op in [Opcode.min, .max, .add, .mod] {
      #expect(apply(op, .nan, 1, on: machine).isNaN)
      #expect(apply(op, 1, .nan, on: machine).isNaN)
    }
    for op in [Opcode.equal, .less, .lessEqual, .greater, .greaterEqual] { #expect(apply(op, .nan, .nan, on: machine) == 0) }
    #expect(apply(.notEqual, .nan, .nan, on: machine) == 1)
    #expect(apply(.not, .nan, on: machine) == 0)
    #expect(apply(.choose, .nan, 2, 3, on: machine) == 2)
    #expect(apply(.gate, .nan, 2, on: machine) == 2)
  }

  @Test(arguments: [Machine.plainDouble, .plainFloat])
  func `remainders have the sign of the divisor and halves go to the even number`(_ machine: Machine) {
    #expect(apply(.mod, -7, 3, on: machine) == 2)
    #expect(apply(.mod, 7, -3, on: machine) == -2)
    #expect(apply(.mod, -6, 3, on: machine) == 0)
    #expect(apply(.mod, -1, .infinity, on: machine) == .infinity)
    #expect([0.5, 1.5, 2.5, -0.5, -1.5].map { apply(.round, $0, on: machine) } == [0, 2, 2, 0, -2])
    #expect(apply(.pow, -2, 3, on: machine) == -8)
    #expect(apply(.pow, -2, 0.5, on: machine).isNaN)
    #expect(apply(.pow, .nan, 0, on: machine) == 1)
    #expect(apply(.sigmoid, -1000, on: machine) == 0)
    #expect(apply(.sigmoid, 1000, on: machine) == 1)
  }

  @Test(arguments: [Machine.plainDouble] + [Machine.plainFloat] + Machine.fast)
  func `positions are the first, and NaN is found`(_ machine: Machine) {
    func position(_ op: Opcode, _ x: [Float]) -> Double {
      var test = Case(op)
      test.n = x.count
      test.a = Field(values: x.flatMap { [Float](repeating: $0, count: 64) }, stride: 64)
      test.d = Field(values: [Float](repeating: 7, count: 64), stride: 64)
      return test.run(on: machine).d[63]
    }
    #expect(position(.argmax, [1, 3, 3, 2]) == 1)
    #expect(position(.argmin, [2, 1, 1, 3]) == 1)
    #expect(position(.argmax, [1, .nan, 3, .nan]) == 1)
    #expect(position(.argmin, [1, .nan, 0, .nan]) == 1)
    #expect(position(.maximum, [1, .nan, 3]).isNaN)
    #expect(position(.any, [0, 0, 2]) == 1)
    #expect(position(.all, [1, 0, 2]) == 0)
    #expect(position(.sum, [1, 2, 4]) == 7)
  }

  @Test func `sums of many Floats lose nothing in the plain machine`() {
    var test = Case(.sum)
    (test.n, test.width) = (10_000_001, 1)
    test.a = Field(values: [1e8] + [Float](repeating: 1, count: 10_000_000), stride: 1)
    test.d = Field(values: [0], stride: 1)
    #expect(test.run(on: .plainFloat).d == [1.1e8])
  }
}

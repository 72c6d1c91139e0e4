import Instructions
import Testing

/// How far a fast machine may be from the plain one, relative to the greater of the value and `floor`.
private func tolerance(_ op: Opcode) -> (relative: Double, floor: Double) {
  switch op {
  case .exp, .log, .asin, .acos, .atan, .tanh, .sigmoid, .pow, .atan2: (4e-7, 1e-37)
  case .sin, .cos: (4e-7, 1)
  case .cosWindow: (4e-7, 4)
  case .sum, .sumSquares, .cumsum, .product, .accumulateProduct, .accumulateRows, .scatterAdd, .accumulateTake, .takeBack,
    .productAdd:
    (4e-6, 1)
  case .multiplyAdd: (3e-7, 16)
  case .copy, .neg, .abs, .sqrt, .relu, .floor, .ceil, .round, .sign, .not, .add, .sub, .mul, .div, .mod, .min, .max, .equal, .notEqual,
    .less, .lessEqual, .greater, .greaterEqual, .and, .or, .gate, .choose, .fill, .minimum, .maximum, .argmin, .argmax, .any, .all,
    .topMask, .gather, .uniform, .integer, .load, .weight, .store, .take, .sumChunks, .reluSub, .arc, .keep, .gateProduct:
    (0, 1)
  }
}

/// Where two results differ by more than the tolerance: NaN only equals NaN, and where nothing is allowed 0 is not -0.
func difference(_ x: [Double], _ y: [Double], _ tolerance: (relative: Double, floor: Double)) -> Int? {
  guard x.count == y.count else { return 0 }
  return x.indices.first { i in
    if x[i].isNaN || y[i].isNaN { return x[i].isNaN != y[i].isNaN }
    if tolerance.relative == 0 { return x[i].bitPattern != y[i].bitPattern }
    return x[i] != y[i] && !(abs(x[i] - y[i]) <= tolerance.relative * max(abs(x[i]), abs(y[i]), tolerance.floor))
  }
}

/// What is wrong with a machine's result of a case, if something is.
func complaint(_ test: Case, _ result: Case.Result, _ expected: Case.Result) -> String? {
  let allowed = tolerance(test.op)
  if result.fault != expected.fault { return "\(test.op) \(test.name): fault \(result.fault), not \(expected.fault)" }
  for (what, x, y) in [("element", result.d, expected.d), ("partial sum", result.accumulators, expected.accumulators)] {
    if let i = difference(x, y, allowed) { return "\(test.op) \(test.name): \(what) \(i) is \(x[i]), not \(y[i])" }
  }
  return nil
}

@Suite struct BatteryTests {
  @Test(arguments: Opcode.allCases)
  func `fast machines agree with the plain one`(_ op: Opcode) {
    let cases = cases(of: op)
    #expect(!cases.isEmpty)
    for test in cases {
      let expected = test.run(on: .plainFloat)
      for machine in Machine.fast {
        if let complaint = complaint(test, test.run(on: machine), expected) {
          Issue.record("\(machine): \(complaint)")
          return
        }
      }
    }
  }

  @Test(arguments: Opcode.allCases)
  func `builds with a fused multiply-add give the same bits`(_ op: Opcode) {
    guard Machine.fast.contains(.v4) else { return }
    for test in cases(of: op) {
      let (x, y) = (test.run(on: .v3), test.run(on: .v4))
      let same = difference(x.d, y.d, (0, 1)) == nil && difference(x.accumulators, y.accumulators, (0, 1)) == nil
      #expect(same, "\(op) \(test.name)")
    }
  }

  /// A sum with something added afterwards has the bits of both instructions one after the other.
  @Test func `a fused sum is its sequence`() {
    for test in cases(of: .productAdd) {
      for machine in Machine.fast {
        var (product, add) = (test, test)
        (product.op, add.op, add.rows) = (.product, .add, test.rows * test.n)
        add.a = Field(values: product.run(on: machine).d.map { Float($0) }, stride: test.d.stride)
        (add.b, add.d) = (test.c, add.a)
        #expect(difference(test.run(on: machine).d, add.run(on: machine).d, (0, 1)) == nil, "\(machine): \(test.name)")
      }
    }
  }

  /// The battery must notice an entry that is wrong: minus in place of plus.
  @Test func `a wrong kernel is caught`() {
    let caught = cases(of: .add).contains { test in
      var wrong = test
      wrong.op = .sub
      return Machine.fast.allSatisfy { complaint(test, wrong.run(on: $0), test.run(on: .plainFloat)) != nil }
    }
    #expect(caught)
  }
}

import Instructions
import Testing

/// How far a fast machine may be from the plain one, relative to the greater of the value and `floor`.
private func tolerance(_ op: Opcode) -> (relative: Double, floor: Double) {
  switch op {
  case .exp, .log, .asin, .acos, .atan, .tanh, .sigmoid, .pow, .atan2: (4e-7, 1e-37)
  case .sin, .cos: (4e-7, 1)
  case .cosWindow: (4e-7, 4)
  case .sum, .sumSquares, .sumWeightedSquares, .cumsum, .product, .accumulateProduct, .accumulateMatrix, .accumulateRows, .scatterAdd,
    .accumulateTake,
    .takeBack,
    .productAdd:
    (4e-6, 1)
  case .copy, .neg, .abs, .sqrt, .relu, .floor, .ceil, .round, .sign, .not, .add, .sub, .mul, .div, .mod, .min, .max, .equal, .notEqual,
    .less, .lessEqual, .greater, .greaterEqual, .and, .or, .gate, .choose, .fill, .minimum, .maximum, .argmin, .argmax, .any, .all,
    .topMask, .gather, .uniform, .integer, .load, .weight, .store, .take, .sumLanes, .sumChunks, .reluSub, .addRelu, .arc, .keep,
    .keepProduct,
    .gateProduct,
    .transpose:
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

  /// A product that starts from something has the bits of one that goes on from it, and this those of one product in two parts.
  @Test func `a product may go on from another`() {
    for test in cases(of: .productAdd) where test.width == 64 {
      for machine in Machine.fast {
        var (copy, product) = (test, test)
        (copy.op, copy.rows, copy.a, copy.b) = (.add, test.rows * test.n, test.c, zeros(like: test.d))
        (product.op, product.continues) = (.product, true)
        product.d.values = copy.run(on: machine).d.map { Float($0) }
        let whole = product.run(on: machine).d
        #expect(difference(test.run(on: machine).d, whole, (0, 1)) == nil, "\(machine): \(test.name)")
        // numbers alone are multiplied as in the plain machine, in Double
        guard test.k > 1, !(test.a.broadcast && test.b.broadcast) else { continue }
        for ranges in [[0..<1, 1..<test.k], [0..<test.k - 1, test.k - 1..<test.k]] {
          var parts = product
          (parts.selection, parts.ranges) = (RowSelection(ranges: 0, axis: .terms), ranges)
          #expect(difference(parts.run(on: machine).d, whole, (0, 1)) == nil, "\(machine): \(test.name) in \(ranges)")
        }
      }
    }
  }

  /// They are not so much as multiplied: infinity times 0 would be NaN.
  @Test func `products leave out terms that are 0 in all lanes`() {
    var test = Case(.product)
    (test.rows, test.k, test.n) = (30, 100, 1)
    test.a = Field(values: (0..<3000).map { $0 % 100 < 50 ? .infinity : 1 }, stride: 100, inner: 1, broadcast: true)
    test.b = Field(values: (0..<6400).map { $0 < 3200 ? 0 : 2 }, stride: 64, inner: 64)
    test.d = Field(values: Array(repeating: 0, count: 30 * 64), stride: 64)
    for machine in Machine.fast {
      test.skipsZeros = false
      #expect(test.run(on: machine).d.allSatisfy { $0.isNaN }, "\(machine)")
      test.skipsZeros = true
      #expect(test.run(on: machine).d.allSatisfy { $0 == 100 }, "\(machine)")
    }
  }

  private func zeros(like field: Field) -> Field {
    Field(values: field.values.map { _ in 0 }, stride: field.stride)
  }

  /// An instruction with a selection does to the rows of its ranges what it does without, and leaves the others.
  @Test(arguments: [Opcode.mul, .cosWindow, .accumulateRows, .accumulateProduct], [RowSelection.Axis.rows, .columns])
  func `a selection goes over its rows only`(_ op: Opcode, _ axis: RowSelection.Axis) {
    guard axis == .rows || op == .accumulateProduct else { return }
    var count = 0
    for test in cases(of: op) where test.width == 64 && (axis == .rows ? test.rows : test.n) >= 5 && !test.inPlace {
      count += 1
      for machine in Machine.fast + [.plainFloat] {
        let whole = test.run(on: machine)
        var part = test
        part.selection = RowSelection(ranges: 0, axis: axis)
        part.selection?.offset = 10
        // what lies outside the instruction's rows is not its own
        part.ranges = [3..<12, 13..<14]
        let result = part.run(on: machine)
        let (rows, n) = (test.rows, axis == .rows ? test.rows : test.n)
        let active = axis == .rows ? [0, 1, 3] : [0, 1, 3]
        for r in 0..<n {
          let same = active.contains(r)
          if op == .accumulateProduct {
            for other in 0..<(axis == .rows ? test.n : rows) {
              let e = test.accumulator + (axis == .rows ? r * test.d.stride + other : other * test.d.stride + r)
              let expected = same ? whole.accumulators : test.accumulators.map { Double($0) }
              #expect(result.accumulators[e * 16..<e * 16 + 16] == expected[e * 16..<e * 16 + 16], "\(machine) \(test.name) \(r)")
            }
          } else if op == .accumulateRows {
            let e = test.accumulator + r
            let expected = same ? whole.accumulators : test.accumulators.map { Double($0) }
            #expect(result.accumulators[e * 16..<e * 16 + 16] == expected[e * 16..<e * 16 + 16], "\(machine) \(test.name) \(r)")
          } else {
            let d = r * test.d.stride..<r * test.d.stride + 64
            let expected = same ? whole.d : test.d.values.map { Double($0) }
            #expect(difference(Array(result.d[d]), Array(expected[d]), (0, 1)) == nil, "\(machine) \(test.name) \(r)")
          }
        }
      }
    }
    #expect(count > 0)
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

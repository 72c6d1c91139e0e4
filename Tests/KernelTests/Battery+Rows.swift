import Instructions

func middleCases(_ op: Opcode) -> [Case] {
  var numbers = Numbers(UInt32(op.rawValue))
  var result: [Case] = []
  for (rows, n, inner, width) in shapes() where op != .sumWeightedSquares || rows == 1 && inner == 1 {
    for layout in [Layout.rows, .spaced, .elements] {
      for corner in [false, true] {
        // Few different values, so that some are equal.
        func value() -> Float {
          corner && numbers.below(9) == 0 ? [0, -0.0, .nan, .infinity, -.infinity][numbers.below(5)] : Float(numbers.below(9)) / 4 - 1
        }
        var test = Case(op)
        (test.rows, test.n, test.inner, test.width) = (rows, n, inner, width)
        test.a = field(layout, rows: rows * n * inner, width: width, value)
        if op == .sumWeightedSquares { test.b = field(corner ? .spaced : .elements, rows: n, width: width, value) }
        test.d = field(.spaced, rows: op == .cumsum ? rows * n * inner : rows * inner, width: width) { 7 }
        test.name = "\(rows) × \(n) × \(inner), width \(width), \(layout)"
        result.append(test)
      }
    }
  }
  return result
}

private func shapes() -> [(rows: Int, n: Int, inner: Int, width: Int)] {
  var result: [(Int, Int, Int, Int)] = []
  for rows in [1, 2, 3] {
    for n in [0, 1, 2, 5, 9] {
      for inner in [1, 2, 3] {
        for width in [1, 16, 64] { result.append((rows, n, inner, width)) }
      }
    }
  }
  return result
}

func topMaskCases() -> [Case] {
  var numbers = Numbers(1)
  var result: [Case] = []
  for (rows, n) in [(1, 1), (1, 5), (2, 9), (3, 20)] {
    for k in [0, 1, 2, 3, 5, 8, 30] {
      for (width, layout) in [(64, Layout.rows), (64, .spaced), (1, .rows), (16, .elements)] {
        var test = Case(.topMask)
        (test.rows, test.n, test.k, test.width) = (rows, n, k, width)
        test.a = field(layout, rows: rows * n, width: width) {
          numbers.below(8) == 0 ? [0, -0.0, .nan, .infinity, -.infinity][numbers.below(5)] : Float(numbers.below(9)) / 4 - 1
        }
        test.d = field(.rows, rows: rows * n, width: width) { 7 }
        test.name = "\(rows) × \(n), k \(k), width \(width)"
        result.append(test)
      }
    }
  }
  return result
}

func moveCases(_ op: Opcode) -> [Case] {
  var numbers = Numbers(2)
  var result: [Case] = []
  for rows in 1...9 {
    for n in [1, 4, 9] {
      for (width, layout) in [(64, Layout.rows), (64, .spaced), (64, .elements), (1, .rows), (16, .rows)] {
        var test = Case(op)
        (test.rows, test.n, test.width) = (rows, n, width)
        test.map = (0..<rows).map { _ in Int32(numbers.below(n)) }
        test.a = field(layout, rows: op == .gather ? n : rows, width: width) { numbers.uniform(-1, 1) }
        test.d = field(.spaced, rows: op == .gather ? rows : n, width: width) { 7 }
        test.name = "\(rows) of \(n), width \(width), \(layout)"
        result.append(test)
      }
    }
  }
  return result
}

func transposeCases() -> [Case] {
  var numbers = Numbers(21)
  return [(1, 1), (3, 40), (16, 16), (17, 31), (48, 33), (64, 128)].map { rows, n in
    var test = Case(.transpose)
    (test.rows, test.n) = (rows, n)
    test.a = Field(values: (0..<rows * (n + 5)).map { _ in numbers.uniform(-1, 1) }, stride: n + 5)
    test.d = Field(values: Array(repeating: 7, count: n * (rows + 3)), stride: rows + 3)
    test.name = "\(rows) × \(n)"
    return test
  }
}

func drawCases(_ op: Opcode) -> [Case] {
  var result: [Case] = []
  for rows in [1, 2, 5] {
    for width in [1, 16, 64, 128] {
      for n in op == .integer ? [1, 2, 10, 1 << 24, 1 << 31] : [0] {
        var test = Case(op)
        (test.rows, test.width, test.n) = (rows, width, n)
        test.d = field(.spaced, rows: rows, width: width) { 7 }
        test.name = "\(rows) × \(width), n \(n)"
        result.append(test)
      }
    }
  }
  return result
}

func tableCases(_ op: Opcode) -> [Case] {
  var numbers = Numbers(3)
  var result: [Case] = []
  for rows in [1, 2, 16, 37] {
    for lanes in [64, 1, 5] {
      for indexed in [false, true] {
        var test = Case(op)
        (test.rows, test.n, test.lanes) = (op == .weight ? 1 : rows, rows + 1, lanes)
        let samples = test.sample + 64
        if indexed { test.indices = (0..<samples).map { _ in Int32(numbers.below(samples)) } }
        let table = Field(values: (0..<samples * test.n).map { _ in numbers.uniform(-1, 1) })
        let tile = field(.spaced, rows: test.rows, width: 64) { numbers.uniform(-1, 1) }
        (test.a, test.d) = op == .store ? (tile, table) : (table, tile)
        test.name = "\(rows) of \(test.n), \(lanes) lanes, indexed \(indexed)"
        result.append(test)
      }
    }
  }
  return result
}

func takeCases(_ op: Opcode) -> [Case] {
  var numbers = Numbers(4)
  var result: [Case] = []
  for (rows, n, inner) in [(1, 1, 1), (1, 5, 1), (3, 5, 2), (4, 9, 3)] {
    for (width, layout) in [(64, Layout.rows), (64, .elements), (1, .rows), (16, .rows)] {
      for (wrong, lanes) in [(false, 64), (true, 64), (true, 10)] {
        var test = Case(op)
        (test.rows, test.n, test.inner, test.width, test.lanes, test.accumulator) = (rows, n, inner, width, lanes, 2)
        test.a = field(layout, rows: (op == .take ? n : rows) * inner, width: width) { numbers.uniform(-1, 1) }
        test.b = field(.spaced, rows: rows, width: width) { Float(numbers.below(n)) }
        if wrong { for (i, x) in [-1, .nan, Float(n), 0.5].enumerated() { test.b.values[test.b.values.count / 2 - i] = x } }
        test.d = field(.rows, rows: (op == .takeBack ? n : rows) * inner, width: width) { 7 }
        if op == .accumulateTake { test.accumulators = (0..<(2 + n * inner) * 16).map { _ in numbers.uniform(-1, 1) } }
        test.name = "\(rows) of \(n) × \(inner), width \(width), wrong \(wrong)"
        result.append(test)
      }
    }
  }
  return result
}

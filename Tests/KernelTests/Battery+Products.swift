import Instructions

/// An operand of a product: `rows` by `inner` rows; transposed, the second count is the one with the longer stride.
private func matrix(_ numbers: inout Numbers, _ rows: Int, _ inner: Int, width: Int, broadcast: Bool, transposed: Bool) -> Field {
  let unit = broadcast ? 1 : width
  // long sums are of eighths, which are added without rounding
  let isLong = max(rows, inner) > 100
  func value() -> Float { isLong ? Float(numbers.below(17)) / 8 - 1 : numbers.uniform(-1, 1) }
  return Field(
    values: (0..<rows * inner * unit).map { _ in value() }, stride: transposed ? unit : inner * unit,
    inner: transposed ? rows * unit : unit, broadcast: broadcast)
}

private let smallShapes: [(rows: Int, k: Int, n: Int)] = {
  var result: [(Int, Int, Int)] = []
  for rows in 1...9 { for k in [0, 1, 2, 3, 7] { for n in [1, 2, 3] { result.append((rows, k, n)) } } }
  return result + [(3, 90, 1), (90, 3, 1), (1, 9, 9), (2, 3, 13), (14, 5, 20), (7, 130, 1), (13, 300, 2)]
}()

func productCases() -> [Case] {
  var numbers = Numbers(5)
  var result: [Case] = []
  for (rows, k, n) in smallShapes {
    for (a, b) in [(true, false), (false, true), (false, false), (true, true)] {
      for transposed in [false, true] {
        for width in rows < 4 ? [64, 1, 16, 80] : [64] {
          var test = Case(.product)
          (test.rows, test.k, test.n, test.width) = (rows, k, n, width)
          test.a = matrix(&numbers, rows, k, width: width, broadcast: a, transposed: transposed)
          test.b = matrix(&numbers, k, n, width: width, broadcast: b, transposed: transposed)
          test.d = field(.spaced, rows: rows * n, width: width) { 7 }
          test.name = "\(rows) × \(k) × \(n), width \(width), broadcast \(a) \(b), transposed \(transposed)"
          result.append(test)
        }
      }
    }
  }
  return result
}

/// Products of which most rows of B are 0 in all lanes, or none, and which may leave them out.
func skippingCases() -> [Case] {
  var numbers = Numbers(15)
  var result: [Case] = []
  for (rows, k) in [(24, 64), (31, 65), (24, 100), (50, 130), (26, 300), (200, 97), (5, 70)] {
    for transposed in [false, true] {
      for zeros in [0.0, 0.2, 0.6, 1] {
        var test = Case(.product)
        (test.rows, test.k, test.n, test.skipsZeros) = (rows, k, 2, true)
        test.a = matrix(&numbers, rows, k, width: 64, broadcast: true, transposed: transposed)
        test.b = matrix(&numbers, k, 2, width: 64, broadcast: false, transposed: transposed)
        for row in 0..<k * 2 where numbers.uniform(0, 1) < Float(zeros) {
          for lane in 0..<64 { test.b.values[row * 64 + lane] = lane % 3 == 0 ? -0.0 : 0 }
        }
        test.d = field(.spaced, rows: rows * 2, width: 64) { 7 }
        test.name = "\(rows) × \(k), zeros \(zeros), transposed \(transposed)"
        result.append(test)
      }
    }
  }
  return result
}

func productAddCases() -> [Case] {
  var numbers = Numbers(10)
  return productCases().enumerated().map { i, product in
    var test = product
    test.op = .productAdd
    let layout = [Layout.elements, .element, .rows][i % 3]
    test.c = field(layout, rows: test.rows * test.n, width: test.width) { numbers.uniform(-1, 1) }
    test.name += ", \(layout)"
    return test
  }
}

func accumulateProductCases() -> [Case] {
  var numbers = Numbers(6)
  var result: [Case] = []
  for (rows, k, n) in smallShapes {
    for (a, b, transposed, width) in [
      (false, false, false, 64), (false, false, true, 64), (true, false, false, 64), (false, true, true, 64), (false, false, false, 16),
      (false, false, false, 1),
    ] {
      var test = Case(.accumulateProduct)
      (test.rows, test.k, test.n, test.width, test.accumulator) = (rows, k, n, width, 3)
      test.a = matrix(&numbers, rows, k, width: width, broadcast: a, transposed: transposed)
      test.b = matrix(&numbers, k, n, width: width, broadcast: b, transposed: transposed)
      // rows of the accumulators may lie further apart than they are long
      test.d.stride = n + rows % 3
      test.accumulators = (0..<(4 + rows * test.d.stride) * 16).map { _ in numbers.uniform(-1, 1) }
      test.name = "\(rows) × \(k) × \(n), width \(width), broadcast \(a) \(b), transposed \(transposed)"
      result.append(test)
    }
  }
  return result
}

func accumulateMatrixCases() -> [Case] {
  var numbers = Numbers(14)
  var result: [Case] = []
  for (rows, n) in [(1, 64), (6, 1), (3, 15), (8, 32), (7, 90), (20, 130), (31, 130)] {
    for transposed in [false, true] {
      for width in [64, 16] {
        var test = Case(.accumulateMatrix)
        (test.rows, test.k, test.n, test.width, test.accumulator) = (rows, 1, n, width, 3)
        test.a = matrix(&numbers, rows, 1, width: width, broadcast: false, transposed: transposed)
        test.a.stride = width
        test.b = matrix(&numbers, 1, n, width: width, broadcast: false, transposed: transposed)
        test.b.inner = width
        // every other sample is 0 in all features
        test.skipsZeros = rows > 20
        if test.skipsZeros { for i in test.b.values.indices where i % width % 2 == 0 { test.b.values[i] = 0 } }
        // scratch; its stride is that of the sums
        test.d = Field(values: [], stride: (n + 63) / 64 * 64)
        test.scratch = 64 * 64
        test.accumulators = (0..<3 + rows * test.d.stride + 64).map { _ in numbers.uniform(-1, 1) }
        test.name = "\(rows) × \(n), width \(width)"
        result.append(test)
      }
    }
  }
  return result
}

func sumLanesCases() -> [Case] {
  var numbers = Numbers(13)
  return [1, 5, 16, 40].map { rows in
    var test = Case(.sumLanes)
    test.rows = rows
    test.a = Field(values: (0..<rows * 16).map { _ in numbers.uniform(-1, 1) }, stride: 16)
    test.d = Field(values: (0..<rows).map { _ in 0 }, stride: 1)
    test.name = "\(rows) elements"
    return test
  }
}

func sumChunksCases() -> [Case] {
  var numbers = Numbers(12)
  return [(1, 1), (5, 3), (40, 8)].map { rows, n in
    var test = Case(.sumChunks)
    (test.rows, test.k, test.n) = (n, rows, rows / 2 + 1)
    test.a = Field(values: (0..<(rows + 2) * n * test.n).map { _ in numbers.uniform(-1, 1) }, stride: (rows + 2) * n, inner: rows + 2)
    test.d = Field(values: (0..<rows * n).map { _ in 0 }, stride: 1)
    test.name = "\(test.n) chunks of \(n) × \(rows) elements"
    return test
  }
}

func accumulateRowsCases() -> [Case] {
  var numbers = Numbers(7)
  var result: [Case] = []
  for rows in 1...9 {
    for (width, layout) in [(64, Layout.rows), (64, .spaced), (64, .oneRow), (64, .elements), (16, .rows), (1, .rows)] {
      var test = Case(.accumulateRows)
      (test.rows, test.width, test.accumulator) = (rows, width, 1)
      test.a = field(layout, rows: rows, width: width) { numbers.uniform(-1, 1) }
      test.accumulators = (0..<(1 + rows) * 16).map { _ in numbers.uniform(-1, 1) }
      test.name = "\(rows) × \(width), \(layout)"
      result.append(test)
    }
  }
  return result
}

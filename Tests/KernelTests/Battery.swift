import Instructions

/// Small cases of every opcode. A new opcode does not compile until it has some here.
func cases(of op: Opcode) -> [Case] {
  switch op {
  case .copy, .neg, .abs, .sqrt, .exp, .log, .sin, .cos, .asin, .acos, .atan, .tanh, .sigmoid, .relu, .floor, .ceil, .round, .sign, .not:
    return elementCases(op, operands: 1)
  case .add, .sub, .mul, .div, .pow, .mod, .min, .max, .atan2, .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .and, .or,
    .gate, .reluSub, .addRelu, .cosWindow:
    return elementCases(op, operands: 2)
  case .choose, .arc, .keep, .keepProduct, .gateProduct: return elementCases(op, operands: 3)
  case .fill: return elementCases(op, operands: 0)
  case .sum, .sumSquares, .sumWeightedSquares, .minimum, .maximum, .argmin, .argmax, .any, .all, .cumsum: return middleCases(op)
  case .topMask: return topMaskCases()
  case .gather, .scatterAdd: return moveCases(op)
  case .transpose: return transposeCases()
  case .product: return productCases() + skippingCases()
  case .uniform, .integer: return drawCases(op)
  case .load, .weight, .store: return tableCases(op)
  case .sumLanes: return sumLanesCases()
  case .sumChunks: return sumChunksCases()
  case .take, .takeBack, .accumulateTake: return takeCases(op)
  case .accumulateProduct: return accumulateProductCases()
  case .accumulateMatrix: return accumulateMatrixCases()
  case .accumulateRows: return accumulateRowsCases()
  case .productAdd: return productAddCases()
  }
}

/// How the rows of an operand lie: one after the other, with a gap, one for all, or one element each or for all.
enum Layout: CaseIterable {
  case rows, spaced, oneRow, elements, element
}

/// Elements that tests of corner cases are made of.
let corners: [Float] = [
  0, -0.0, 1, -1, 0.5, -0.5, 1.5, -2.5, 2, 3, .infinity, -.infinity, .nan, 0x1p-133, -0x1p-133, .greatestFiniteMagnitude,
  .leastNonzeroMagnitude, 1e-20, 88.8, -104, 1e6, -1e6,
]

/// A field of rows × width; `value` gives the elements.
func field(_ layout: Layout, rows: Int, width: Int, _ value: () -> Float) -> Field {
  func values(_ count: Int) -> [Float] { (0..<count).map { _ in value() } }
  switch layout {
  case .rows: return Field(values: values(rows * width), stride: width)
  case .spaced: return Field(values: values(rows * (width + 16)), stride: width + 16)
  case .oneRow: return Field(values: values(width), stride: 0)
  case .elements: return Field(values: values(rows * 3), stride: 3, broadcast: true)
  case .element: return Field(values: values(1), stride: 0, broadcast: true)
  }
}

private func elementCases(_ op: Opcode, operands: Int) -> [Case] {
  var numbers = Numbers(UInt32(op.rawValue))
  var result: [Case] = []
  // What is rounded once may differ where the other overflows or cancels.
  let tame = op == .cosWindow
  func value() -> Float { !tame && numbers.below(4) == 0 ? corners[numbers.below(corners.count)] : numbers.uniform(-4, 4) }
  for (rows, width) in [(1, 64), (2, 64), (9, 64), (1, 16), (1, 160), (3, 48), (2, 80), (1, 1), (5, 1), (2, 7)] {
    for a in Layout.allCases {
      for b in operands < 2 ? [Layout.rows] : Layout.allCases {
        for c in operands < 3 ? [Layout.rows] : Layout.allCases {
          var test = Case(op)
          (test.rows, test.width, test.x) = (rows, width, -1.25)
          test.d = field((rows + width) % 2 == 0 ? .rows : .spaced, rows: rows, width: width) { 7 }
          if operands > 0 { test.a = field(a, rows: rows, width: width, value) }
          if operands > 1 { test.b = field(b, rows: rows, width: width, value) }
          if operands > 2 { test.c = field(c, rows: rows, width: width, value) }
          test.name = "\(rows) × \(width), \(a) \(b) \(c)"
          result.append(test)
          if operands > 0 && (a == .rows || a == .spaced) {
            (test.inPlace, test.d) = (true, test.a)
            result.append(test)
          }
        }
      }
    }
  }
  return result
}

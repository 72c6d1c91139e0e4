import Instructions
import KernelsBase
import Testing

/// Products without lanes are made in blocks; each element must be the sum of its terms in their order all the same.
@Suite("Plain products of matrices") struct PlainMatrixTests {
  @Test(arguments: [false, true], [false, true])
  func sumsInOrder(_ aTransposed: Bool, _ bTransposed: Bool) {
    for m in [1, 4, 5, 8, 11] {
      for k in [0, 1, 7, 64] {
        for n in [1, 3, 4, 8, 9, 17] {
          let a = (0..<m * k).map { 1 / Double(3 + $0) - 0.1 }
          let b = (0..<k * n).map { 1 / Double(7 + $0 * $0) - 0.01 }
          var expected: [Double] = []
          for i in 0..<m {
            for j in 0..<n {
              var sum = 0.0
              for t in 0..<k { sum += a[aTransposed ? t * m + i : i * k + t] * b[bTransposed ? j * k + t : t * n + j] }
              expected.append(sum)
            }
          }
          let made = product(a, b, (m, k, n), aTransposed, bTransposed)
          #expect(made == expected, "\(m) × \(k) × \(n)")
        }
      }
    }
  }

  private func product(
    _ a: [Double], _ b: [Double], _ size: (m: Int, k: Int, n: Int), _ aTransposed: Bool, _ bTransposed: Bool
  ) -> [Double] {
    var (a, b, d) = (a + [0], b + [0], [Double](repeating: .nan, count: size.m * size.n))
    a.withUnsafeMutableBytes { a in
      b.withUnsafeMutableBytes { b in
        d.withUnsafeMutableBytes { d in
          var instruction = Instruction(.product, rows: size.m, width: 1, d: Operand(d.baseAddress, stride: 1))
          (instruction.k, instruction.n) = (size.k, size.n)
          instruction.a = Operand(a.baseAddress, stride: aTransposed ? 1 : size.k)
          instruction.a.inner = aTransposed ? size.m : 1
          instruction.b = Operand(b.baseAddress, stride: bTransposed ? 1 : size.n)
          instruction.b.inner = bTransposed ? size.k : 1
          var context = TileContext(key: (0, 0), step: 0, sample: 0, lanes: 1, weight: 1, indices: nil, accumulators: nil)
          runPlainDouble(&instruction, 1, &context)
        }
      }
    }
    return d
  }
}

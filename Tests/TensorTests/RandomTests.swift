import Instructions
import Testing

@testable import Tensor

@Suite struct RandomTests {
  /// Known answers of the Random123 distribution.
  @Test func philoxGivesTheKnownAnswers() {
    let ones = UInt32.max
    #expect(philox(counter: (0, 0, 0, 0), key: (0, 0)) == (0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
    #expect(philox(counter: (ones, ones, ones, ones), key: (ones, ones)) == (0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
    #expect(
      philox(counter: (0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), key: (0xa409_3822, 0x299f_31d0))
        == (0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
  }

  @Test func aStreamIsTheBlocksOfItsKey() {
    var generator = Generator(Key(0))
    #expect(generator.next() == 0xe169_c58d_6627_e8d5)
    #expect(generator.next() == 0x9b00_dbd8_bc57_ac4c)
    var copy = generator
    #expect(copy.next() == generator.next())
  }

  @Test func childrenDiffer() {
    let children = Set((0..<1000).map { Key(7).child($0) } + (0..<1000).map { Key(8).child($0) })
    #expect(children.count == 2000)
    #expect(Key(7).child(3) == Key(7).child(3))
    var ones = [Int](repeating: 0, count: 64)
    for child in children { for bit in 0..<64 { ones[bit] += Int(child.bits >> UInt64(bit) & 1) } }
    #expect(ones.allSatisfy { abs($0 - 1000) < 120 })  // 5 standard deviations of 22
  }

  @Test func momentsAreRight() throws {
    var generator = Generator(Key(1))
    let n = 100_000
    func moment(_ x: [Double], _ k: Int) -> Double { x.reduce(0) { sum, x in sum + (0..<k).reduce(1) { p, _ in p * x } } / Double(n) }
    let uniform = try generator.uniform([n]).doubles
    #expect(uniform.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(moment(uniform, 1) - 1 / 2.0) < 0.005 && abs(moment(uniform, 2) - 1 / 3.0) < 0.005)
    let normal = try generator.normal([n]).doubles
    #expect(abs(moment(normal, 1)) < 0.016 && abs(moment(normal, 2) - 1) < 0.023)
    #expect(abs(moment(normal, 3)) < 0.062 && abs(moment(normal, 4) - 3) < 0.16)
    let pairs = zip(normal, normal.dropFirst()).map { $0 * $1 }
    #expect(abs(moment(pairs, 1)) < 0.016)
  }

  @Test func integersAreEven() throws {
    var generator = Generator(Key(2))
    var counts = [Int](repeating: 0, count: 7)
    for x in try generator.integers(below: 7, [70_000]).doubles { counts[Int(x)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 463 })  // 5 standard deviations of 92.6
  }

  @Test func permutationsAreEven() throws {
    var generator = Generator(Key(3))
    var counts: [[Int]: Int] = [:]
    for _ in 0..<24_000 { counts[try generator.permutation(4), default: 0] += 1 }
    #expect(counts.count == 24)
    #expect(counts.values.allSatisfy { abs($0 - 1000) < 155 })  // 5 standard deviations of 31
    #expect(try generator.permutation(0) == [])
    #expect(try generator.permutation(500).sorted() == Array(0..<500))
  }

  @Test func choicesAreInProportion() throws {
    var generator = Generator(Key(4))
    let weights = [1.0, 0, 2, 5]
    var counts: [[Int]: Int] = [:]
    let n = 40_000
    for _ in 0..<n { counts[try generator.choice(weights: weights, 2), default: 0] += 1 }
    #expect(counts.count == 6)
    for (pair, count) in counts {
      let first = weights[pair[0]] / 8
      let expected = first * weights[pair[1]] / (8 - weights[pair[0]])
      #expect(abs(Double(count) / Double(n) - expected) < 5 * (expected / Double(n)).squareRoot(), "\(pair)")
    }
    #expect(try generator.choice(weights: [0, .leastNonzeroMagnitude, 1e300], 2).sorted() == [1, 2])
  }

  @Test func orthogonalMatricesAre() throws {
    var generator = Generator(Key(5))
    for n in [1, 2, 5, 30] {
      let q = try generator.orthogonal(n)
      #expect(near(product(transposed(q), q).doubles, try Tensor.eye(n).doubles, within: 1e-13))
    }
    // Haar: each element has mean 0 and variance 1/n; without the signs the diagonal would not be centred.
    let n = 20_000
    let corners = try (0..<n).map { _ in try generator.orthogonal(2).doubles[0] }
    #expect(abs(corners.reduce(0, +) / Double(n)) < 0.025)
    #expect(abs(corners.reduce(0) { $0 + $1 * $1 } / Double(n) - 0.5) < 0.0125)
  }
}

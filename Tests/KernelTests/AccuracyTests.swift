import Instructions
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A transcendental function, where it is tried, and how wrong it may be.
struct Accuracy: Sendable, CustomTestStringConvertible {
  var op: Opcode
  var exact: @Sendable (Double) -> Double
  /// Ranges that are sampled evenly.
  var ranges: [ClosedRange<Float>]
  var relative = 2.2e-7
  /// Errors below this are not looked at relative to the value.
  var absolute = 0.0

  var testDescription: String { "\(op)" }

  static let all = [
    Accuracy(op: .exp, exact: { exp($0) }, ranges: [-1...1, -87...88.7, -103...(-86)], absolute: 1.5e-45),
    Accuracy(op: .log, exact: { log($0) }, ranges: [0.5...2, 1e-30...1e-20, 0...1e-38, 0...1e6, 1e30...3e38]),
    Accuracy(op: .sin, exact: { sin($0) }, ranges: [-4...4, -100...100, -24000...24000, -1e7...1e7], absolute: 1.4e-7),
    Accuracy(op: .cos, exact: { cos($0) }, ranges: [-4...4, -100...100, -24000...24000, -1e7...1e7], absolute: 1.4e-7),
    Accuracy(op: .asin, exact: { asin($0) }, ranges: [-1...1, 0.999...1, -1e-3...1e-3]),
    Accuracy(op: .acos, exact: { acos($0) }, ranges: [-1...1, 0.999...1, -1e-3...1e-3]),
    Accuracy(op: .atan, exact: { atan($0) }, ranges: [-2...2, -1000...1000, -1e-3...1e-3, 1e20...1e38]),
    Accuracy(op: .tanh, exact: { tanh($0) }, ranges: [-1...1, -10...10, -1e-3...1e-3, 10...1000]),
    Accuracy(op: .sigmoid, exact: { 1 / (1 + exp(-$0)) }, ranges: [-1...1, -20...20, -87...(-20), 20...1000], absolute: 3e-45),
  ]
}

private let special: [Float] = [0, -0.0, .infinity, -.infinity, .nan, 0x1p-133, -0x1p-133, 1, -1, 2, -2]

/// f(x) by one machine; x and y are of one length, a multiple of 64.
private func apply(_ op: Opcode, _ x: [Float], _ y: [Float] = [], on machine: Machine) -> [Double] {
  var test = Case(op)
  (test.rows, test.width) = (x.count / 64, 64)
  test.a = Field(values: x, stride: 64)
  test.b = Field(values: y, stride: 64)
  test.d = Field(values: x, stride: 64)
  return test.run(on: machine).d
}

/// The worst error in units of what is allowed, and where.
private func worst(_ x: [Double], _ exact: [Double], relative: Double, absolute: Double) -> (error: Double, at: Int) {
  var result = (error: 0.0, at: 0)
  for i in x.indices {
    let rounded = Double(Float(exact[i]))
    if x[i] == rounded || (x[i].isNaN && rounded.isNaN) { continue }
    let error = abs(x[i] - exact[i]) / (relative * abs(exact[i]) + absolute)
    if !(error <= result.error) { result = (error, i) }
  }
  return result
}

@Suite struct AccuracyTests {
  @Test(arguments: Accuracy.all)
  func `functions of one number are near the exact value`(_ accuracy: Accuracy) {
    for range in accuracy.ranges {
      let count = 64 * 400
      let x = (0..<count).map { range.lowerBound + (range.upperBound - range.lowerBound) * Float($0) / Float(count - 1) }
      for machine in Machine.fast {
        let y = apply(accuracy.op, x, on: machine)
        let (error, at) = worst(y, x.map { accuracy.exact(Double($0)) }, relative: accuracy.relative, absolute: accuracy.absolute)
        #expect(error <= 1, "\(machine), \(range): \(accuracy.op)(\(x[at])) is \(y[at]), \(error) times what is allowed")
      }
    }
  }

  @Test(arguments: Accuracy.all)
  func `special numbers give what the C library gives`(_ accuracy: Accuracy) {
    let x = (0..<64).map { special[$0 % special.count] }
    let expected = apply(accuracy.op, x, on: .plainFloat)
    for machine in Machine.fast {
      let y = apply(accuracy.op, x, on: machine)
      for i in 0..<special.count where !x[i].isSubnormal && abs(x[i]) != 1 && abs(x[i]) != 2 {
        let same = y[i].isNaN ? expected[i].isNaN : y[i] == expected[i] && y[i].sign == expected[i].sign
        #expect(same, "\(machine): \(accuracy.op)(\(x[i])) is \(y[i]), not \(expected[i])")
      }
    }
  }

  @Test func `powers are near the exact value`() {
    var numbers = Numbers(8)
    let x = (0..<64 * 400).map { i in i % 3 == 0 ? numbers.uniform(0, 2) : exp(numbers.uniform(-40, 40)) }
    let y = (0..<64 * 400).map { i in i % 5 == 0 ? Float(numbers.below(7)) - 3 : numbers.uniform(-3, 3) }
    let exact = zip(x, y).map { pow(Double($0), Double($1)) }
    for machine in Machine.fast {
      let z = apply(.pow, x, y, on: machine)
      let (error, at) = worst(z, exact, relative: 0.6e-7, absolute: 1.5e-45)
      #expect(error <= 1, "\(machine): pow(\(x[at]), \(y[at])) is \(z[at]), not \(exact[at])")
    }
  }

  @Test func `angles are near the exact value`() {
    var numbers = Numbers(9)
    let y = (0..<64 * 400).map { _ in numbers.uniform(-1, 1) * exp(numbers.uniform(-20, 20)) }
    let x = (0..<64 * 400).map { _ in numbers.uniform(-1, 1) * exp(numbers.uniform(-20, 20)) }
    let exact = zip(y, x).map { atan2(Double($0), Double($1)) }
    for machine in Machine.fast {
      let z = apply(.atan2, y, x, on: machine)
      let (error, at) = worst(z, exact, relative: 3e-7, absolute: 1e-44)
      #expect(error <= 1, "\(machine): atan2(\(y[at]), \(x[at])) is \(z[at]), not \(exact[at])")
    }
  }

  @Test(arguments: [Opcode.pow, .atan2, .mod, .min, .max])
  func `corner cases of two numbers give what the plain machine gives`(_ op: Opcode) {
    var (x, y): ([Float], [Float]) = ([], [])
    for a in corners { for b in corners { (x, y) = (x + [a], y + [b]) } }
    while x.count % 64 != 0 { (x, y) = (x + [1], y + [1]) }
    let expected = apply(op, x, y, on: .plainFloat)
    for machine in Machine.fast {
      let z = apply(op, x, y, on: machine)
      for i in x.indices {
        let near = abs(z[i] - expected[i]) <= 3e-7 * abs(expected[i]) && z[i].sign == expected[i].sign
        let same = z[i].isNaN || expected[i].isNaN ? z[i].isNaN && expected[i].isNaN : z[i] == expected[i] || near
        #expect(same, "\(machine): \(op)(\(x[i]), \(y[i])) is \(z[i]), not \(expected[i])")
      }
    }
  }
}

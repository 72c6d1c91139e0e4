import Instructions
import Tensor

// What values start from: constants, inputs, the samples' weights, draws.

/// A value that does not change.
struct Constant: Primitive {
  let value: Tensor
  var name: String { "constant" }
  func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int] { value.shape }
  func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] { [] }
  func emit(_ inputs: [Form], _ output: Form) -> [Draft] { [] }
}

/// A value that the caller supplies. A sample's own values are read from a table of samples.
struct Input: Primitive {
  var name: String { "input" }
  func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int] { [] }
  func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] { [] }
  func emit(_ inputs: [Form], _ output: Form) -> [Draft] {
    guard output.isTile else { return [] }
    var load = Instruction(.load, rows: output.count, width: lanes, d: Operand(nil, stride: lanes))
    load.n = output.count
    return [Draft(load, [])]
  }
}

/// Weight of the sample in the mean over the batch; 0 in lanes that hold none.
struct SampleWeight: Primitive {
  var name: String { "weight" }
  func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int] { [] }
  func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] { [] }
  func emit(_ inputs: [Form], _ output: Form) -> [Draft] {
    [Draft(Instruction(.weight, rows: 1, width: lanes, d: Operand(nil, stride: lanes)), [])]
  }
}

/// Random numbers of a sample: uniform on [0, 1), or whole numbers below `below`. Philox(key; sample, step, stream, row).
struct Draw: Primitive {
  let stream: Int
  let shape: [Int]
  let below: Int?

  var name: String { below == nil ? "uniform" : "randint" }
  func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int] { shape }
  func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] { [] }
  func emit(_ inputs: [Form], _ output: Form) -> [Draft] {
    var draw = Instruction(below == nil ? .uniform : .integer, rows: output.count, width: lanes, d: Operand(nil, stride: lanes))
    draw.stream = UInt32(truncatingIfNeeded: stream)
    draw.n = below ?? 0
    return [Draft(draw, [])]
  }
}

extension Graph {
  /// Uniform draws on [0, 1), each sample its own.
  public func uniform(shape: [Int]) -> Term {
    .symbol(append(Draw(stream: nextStream(), shape: shape, below: nil), [], shape: shape, level: .sample))
  }

  /// Whole numbers 0 … below − 1, each sample its own.
  public func integers(below: Int, shape: [Int]) -> Term {
    .symbol(append(Draw(stream: nextStream(), shape: shape, below: below), [], shape: shape, level: .sample))
  }

  /// The weight of the sample in the mean over the batch.
  func sampleWeight() -> Symbol { append(SampleWeight(), [], shape: [], level: .sample) }
}

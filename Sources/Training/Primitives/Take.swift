import Instructions
import Tensor

/// Elements [j₀ … × inner] of a table [n × inner] by numbers that differ per sample.
struct Take: Primitive {
  let n: Int
  let inner: Int
  let result: [Int]

  var name: String { "take" }
  func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int] { result }
  func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] {
    [try Term.apply(TakeBack(n: n, inner: inner, result: x[0].shape), [g, x[1]]), nil]
  }
  func isLinear(in inputs: Set<Int>) -> Bool { inputs == [0] }
  func emit(_ inputs: [Form], _ output: Form) -> [Draft] {
    var instruction = rowwise(.take, rows: inputs[1].count, inputs, output)
    instruction.n = n
    instruction.inner = inner
    return [Draft(instruction, [0, 1])]
  }
  static var probes: [Probe] { [Probe(Take(n: 3, inner: 2, result: [2, 2]), [[3, 2], [2]], in: 0...2, indices: [1])] }
}

/// Rows are added to a table of zeros [n × inner], at numbers that differ per sample.
struct TakeBack: Primitive {
  let n: Int
  let inner: Int
  let result: [Int]

  var name: String { "takeBack" }
  func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int] { result }
  func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] {
    [try Term.apply(Take(n: n, inner: inner, result: x[0].shape), [g, x[1]]), nil]
  }
  func isLinear(in inputs: Set<Int>) -> Bool { inputs == [0] }
  func emit(_ inputs: [Form], _ output: Form) -> [Draft] {
    [Draft(instruction(.takeBack, inputs, output), [0, 1])]
  }
  func instruction(_ op: Opcode, _ inputs: [Form], _ output: Form) -> Instruction {
    var instruction = rowwise(op, rows: inputs[1].count, inputs, output)
    instruction.n = n
    instruction.inner = inner
    return instruction
  }
  static var probes: [Probe] { [Probe(TakeBack(n: 3, inner: 2, result: [3, 2]), [[2, 2], [2]], in: 0...2, indices: [1])] }
}

extension Term {
  /// `table[numbers]` with numbers that are only known when the program runs; out of range stops the run.
  public func taking(_ numbers: Term) throws(TensorError) -> Term {
    guard rank >= 1 else { throw TensorError("a single number has no elements to index") }
    let take = Take(n: shape[0], inner: shape.dropFirst().reduce(1, *), result: numbers.shape + shape.dropFirst())
    return try Term.apply(take, [self, numbers])
  }
}

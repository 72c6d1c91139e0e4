import Instructions
import Tensor

/// The sum over the samples of the batch of all its inputs, which have one shape. It is where values per sample become
/// values per step; the planner turns it into sums over tiles, chunks and lanes, in that order.
struct BatchSum: Primitive {
  var name: String { "batchSum" }
  func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int] { inputs[0] }
  func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] { x.map { _ in g } }
  func emit(_ inputs: [Form], _ output: Form) -> [Draft] { [] }
}

extension Graph {
  /// Sums values per sample over the batch.
  func batchSum(_ inputs: [Symbol]) -> Symbol {
    append(BatchSum(), inputs.map(\.id), shape: inputs[0].shape, level: .step)
  }

  /// The mean over the batch of a value; one that depends on no sample is its own mean.
  public func batchMean(_ symbol: Symbol) throws(TensorError) -> Symbol {
    guard symbol.level == .sample else { return symbol }
    let weighted = try Term.symbol(symbol) * Term.symbol(sampleWeight())
    return batchSum([try weighted.symbol(in: self)])
  }
}

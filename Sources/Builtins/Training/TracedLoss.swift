import Catalogue
import Tensor
import Training

/// The mean loss of a batch as a trace, and its gradient by the parameters.
struct TracedLoss {
  let parameters: [Symbol]
  /// Number of the step, from 1 on.
  let step: Symbol
  /// The sample, where it is read from a table.
  private(set) var sample: Symbol?
  let loss: Symbol
  let gradients: [Symbol]

  /// - shape: of a sample that is read from a table; nil where there is none.
  init(
    _ model: Model, _ settings: TrainingSettings, tracer: Tracer, shape: [Int]?, in context: any Context
  ) throws(Failure) {
    let graph = tracer.graph
    let whole = Value.record(model.parameters)
    let symbols = try Tree.leaves(whole).map { graph.input(shape: $0.shape, level: .step) }
    parameters = symbols
    step = graph.input(shape: [], level: .number)
    let p = try Tree.rebuilt(whole, from: symbols.map { .symbol($0) })
    let t = Term.symbol(step).value

    // the loss of one sample, then its mean over the batch
    let value: Value
    if case .nothing = settings.objective {
      let x: Term
      if let shape {
        let symbol = graph.input(shape: shape, level: .sample)
        sample = symbol
        x = .symbol(symbol)
      } else if case .object(let object) = settings.data, let distribution = object as? Distribution {
        x = try distribution.traced(in: context)
      } else {
        throw context.noData(settings.data)
      }
      let y = try context.call(model.forward, p, x.value)
      value = try context.call(settings.loss, offering: [y, x.value, p, t], labelled: [("importance", settings.importance)])
    } else {
      value = try context.call(settings.objective, p)
    }
    guard let number = try Term.reading(value), number.shape.isEmpty else {
      let what = if case .nothing = settings.objective { "a loss is one number for a sample" } else { "an objective is one number" }
      throw Failure("\(what), not \(context.describe(value))", hint: "sum(…) or mean(…) makes a number of a tensor")
    }
    let mean = try attempt { () throws(TensorError) in try graph.batchMean(number.symbol(in: graph)) }
    loss = mean
    gradients = try attempt { () throws(TensorError) in try graph.gradient(of: mean, by: symbols, overBatch: true) }
  }
}

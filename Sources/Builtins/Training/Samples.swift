import Catalogue
import Tensor
import Training

/// Samples of a distribution, [count × n].
func sampled(
  _ distribution: Distribution, _ count: Int, key: Key, precision: Precision, in context: any Context
) throws(Failure) -> Tensor {
  let result = try rows(count, key: key, precision: precision, in: context) { (_) throws(Failure) -> Value in
    try distribution.traced(in: context).value
  }
  guard case .tensor(let tensor)? = try Term.reading(result) else { throw Failure("a distribution draws a vector") }
  return tensor
}

/// What a closure gives for each of `count` samples, in one pass: its tensors with an axis of samples in front.
/// - Parameters:
///   - table: what the closure's argument is read from, a row a sample; nil where it has none.
///   - body: makes the value of one sample; its argument is a row of the table.
func rows(
  _ count: Int, table: Samples? = nil, shape: [Int] = [], key: Key, precision: Precision, in context: any Context,
  _ body: (Value) throws(Failure) -> Value
) throws(Failure) -> Value {
  let engine = context.engine
  let tracer = Tracer(drawsPerSample: true)
  var input: Symbol?
  let value = try engine.tracing(tracer) { () throws(Failure) -> Value in
    guard table != nil else { return try body(.nothing) }
    let symbol = tracer.graph.input(shape: shape, level: .sample)
    input = symbol
    return try body(.object(ArrayObject(.symbol(symbol))))
  }
  let leaves = try Tree.leaves(value, "what the closure gives").map { (leaf) throws(Failure) in
    try attempt { () throws(TensorError) in try leaf.symbol(in: tracer.graph) }
  }
  try tracer.graph.checkRoom(threads: engine.team.threads)
  let shared = SharedProducts(tracer.graph)
  var goal = Goal(graph: shared.graph)
  goal.stored = leaves.map { shared[$0] }
  var outputs: [Samples] = []
  for leaf in leaves {
    _ = try attempt { () throws(TensorError) in try Tensor.checkedCount([count] + leaf.shape, for: "\(count) samples") }
    outputs.append(Samples(count: count, features: leaf.node.count, precision: precision))
  }
  var tables: [Int: Samples] = [:]
  if let input, let table { tables[shared[input].id] = table }
  let execution = try attempt { () throws(TensorError) in
    try Execution(goal, precision: precision, team: engine.team, batch: count, tables: tables, outputs: outputs)
  }
  let finished: Bool
  do {
    finished = try execution.begin(key: key.bits, step: 0, isInterrupted: engine.isInterrupted)
  } catch {
    throw error.failure()
  }
  guard finished else { throw Failure.interrupted() }
  let results = zip(leaves, outputs).map { Term.tensor($1.tensor(shape: $0.shape)) }
  return try Tree.rebuilt(value, from: results)
}

extension Execution.Fault {
  /// An index that was out of range while a program ran, at the user's line.
  func failure(_ opening: String = "") -> Failure {
    Failure("\(opening)an index is \(numberText(index)); it is a whole number between 0 and \(length - 1)", at: origin.span)
  }
}

extension Graph {
  /// Refuses values per sample so large that the samples that are worked on at once would not fit the memory.
  func checkRoom(threads: Int) throws(Failure) {
    for (id, node) in nodes.enumerated() where node.level == .sample && node.count > 1 << 16 && !isOnlySummed(id) {
      let bytes = Double(node.count) * Double(samplesAtOnce * threads * MemoryLayout<Double>.size)
      guard bytes > Double(Room.half) else { continue }
      throw Failure(
        "a value of \(shapeText(node.shape)) for each sample is too large: \(samplesAtOnce) samples are worked on at once",
        at: node.origin.source < 0 ? nil : node.origin.span)
    }
  }
}

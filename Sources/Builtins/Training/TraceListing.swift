import Catalogue
import Tensor
import Training

/// The nodes of one evaluation as the language sees them.
enum TraceListing {
  /// Records (op:, inputs:, transposed:, value:, line:) of all nodes that the result depends on, the argument first.
  static func make(_ f: Value, _ x: Tensor, in context: any Context) throws(Failure) -> Value {
    let tracer = Tracer(drawsPerSample: false)
    let graph = tracer.graph
    let input = graph.input(shape: x.shape, level: .step)
    let output = try context.engine.tracing(tracer) { () throws(Failure) -> Symbol in
      let value = try context.call(f, .object(ArrayObject(.symbol(input))))
      guard let term = try Term.reading(value) else { throw Failure("trace: the function gives \(context.describe(value)), not a tensor") }
      return try attempt { () throws(TensorError) in try term.symbol(in: graph) }
    }
    let listing = graph.listing(of: output, from: input)
    let values = graph.evaluate(listing.map { Symbol(graph: graph, id: $0) }, inputs: [(input, x)])
    var number: [Int: Int] = [:]
    for (i, id) in listing.enumerated() { number[id] = i }
    return .list(
      zip(listing, values).map { id, value in
        let node = graph.nodes[id]
        return .record(
          Record([
            "op": .string(node.primitive.name), "inputs": .list(node.inputs.map { .number(Double(number[$0] ?? 0)) }),
            "transposed": .list(node.transposed.map { .bool($0) }),
            "value": .object(ArrayObject(.tensor(value))), "line": .number(Double(context.line(of: node.origin.span))),
          ]))
      })
  }
}

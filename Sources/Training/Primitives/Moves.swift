import Instructions
import Tensor

// Shapes, transposes, slices, concatenations: moves of whole elements by tables that are known when the trace is made.

/// The same elements in another shape; it costs nothing.
struct Reshape: Primitive {
  let result: [Int]
  /// Whether it gives a value a number of its own, by which a gradient is asked for: it is not looked through.
  var isAlias = false
  var name: String { "reshape" }
  func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int] { result }
  func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] { [try g.reshaped(x[0].shape)] }
  func isLinear(in inputs: Set<Int>) -> Bool { true }
  func emit(_ inputs: [Form], _ output: Form) -> [Draft] {
    [Draft(rowwise(.copy, rows: output.count, inputs, output), [0])]
  }
  static var probes: [Probe] { [Probe(Reshape(result: [3, 2]), [[6]])] }
}

/// A table of element numbers that instructions point into; it lives as long as the plan.
final class MoveTable: @unchecked Sendable {
  let count: Int
  let pointer: UnsafePointer<Int32>

  init(_ entries: [Int32]) {
    count = entries.count
    let memory = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, entries.count))
    memory.initialize(from: entries, count: entries.count)
    pointer = UnsafePointer(memory)
  }

  deinit { pointer.deallocate() }
}

/// Element e of the result is element map[e] of the input.
struct Gather: Primitive {
  let table: MoveTable
  let source: Int
  let result: [Int]
  /// The result is the transpose of this matrix shape; products then read the input itself.
  var transposed: (rows: Int, columns: Int)?

  var name: String { transposed == nil ? "gather" : "transpose" }
  func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int] { result }
  func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] {
    if transposed != nil { return [try g.transposed()] }
    return [try Term.apply(ScatterAdd(table: table, result: x[0].shape), [g])]
  }
  func isLinear(in inputs: Set<Int>) -> Bool { true }
  func emit(_ inputs: [Form], _ output: Form) -> [Draft] {
    [Draft(rowwise(.gather, rows: output.count, inputs, output), [0], table: table)]
  }
  static var probes: [Probe] {
    [Probe(Gather(table: MoveTable([2, 0, 0, 1]), source: 3, result: [2, 2]), [[3]])]
  }
}

/// Element e of the input is added to element map[e] of the result.
struct ScatterAdd: Primitive {
  let table: MoveTable
  let result: [Int]

  var name: String { "scatter" }
  func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int] { result }
  func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] {
    [try Term.apply(Gather(table: table, source: y.count, result: x[0].shape), [g])]
  }
  func isLinear(in inputs: Set<Int>) -> Bool { true }
  func emit(_ inputs: [Form], _ output: Form) -> [Draft] {
    var instruction = rowwise(.scatterAdd, rows: inputs[0].count, inputs, output)
    instruction.n = output.count
    return [Draft(instruction, [0], table: table)]
  }
  static var probes: [Probe] { [Probe(ScatterAdd(table: MoveTable([2, 0, 0, 1]), result: [4]), [[4]])] }
}

/// The elements of all inputs, one after another.
struct Concatenate: Primitive {
  var name: String { "concat" }
  func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int] { [inputs.reduce(0) { $0 + $1.reduce(1, *) }] }
  func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] {
    var cotangents: [Term?] = []
    var start = 0
    for input in x {
      let part = MoveTable((0..<input.count).map { Int32(start + $0) })
      cotangents.append(try Term.apply(Gather(table: part, source: y.count, result: input.shape), [g]))
      start += input.count
    }
    return cotangents
  }
  func emit(_ inputs: [Form], _ output: Form) -> [Draft] {
    var start = 0
    var drafts: [Draft] = []
    for (i, input) in inputs.enumerated() {
      drafts.append(Draft(rowwise(.copy, rows: input.count, [input], output), [i], offset: start))
      start += input.count
    }
    return drafts
  }
  static var probes: [Probe] { [Probe(Concatenate(), [[3], [2, 2], []])] }
}

extension Term {
  public func reshaped(_ shape: [Int]) throws(TensorError) -> Term {
    guard shape.reduce(1, *) == count else {
      throw TensorError("\(shapeText(self.shape)) has \(count) elements; \(shapeText(shape)) needs \(shape.reduce(1, *))")
    }
    if shape == self.shape { return self }
    switch self {
    case .tensor(let tensor): return .tensor(tensor.reshaped(shape))
    case .symbol(let symbol):
      if let before = symbol.node.primitive as? Reshape, !before.isAlias {
        return try Term.symbol(Symbol(graph: symbol.graph, id: symbol.node.inputs[0])).reshaped(shape)
      }
      return try Term.apply(Reshape(result: shape), [self])
    }
  }

  /// Reads elements by a map that is known now.
  public func gathered(_ map: IndexMap) throws(TensorError) -> Term {
    try Term.apply(Gather(table: MoveTable(map.map), source: count, result: map.shape), [self])
  }

  /// Broadcast to a larger shape, by NumPy's rules.
  public func spread(to shape: [Int]) throws(TensorError) -> Term {
    if self.shape == shape { return self }
    if count == shape.reduce(1, *) { return try reshaped(shape) }
    return try gathered(try IndexMap.broadcast(from: self.shape, to: shape))
  }

  /// A single number repeated to a shape; any other term unchanged.
  public func filling(_ shape: [Int]) throws(TensorError) -> Term {
    if self.shape == shape { return self }
    if count == 1, shape.reduce(1, *) != 1 {
      let table = MoveTable([Int32](repeating: 0, count: shape.reduce(1, *)))
      return try Term.apply(Gather(table: table, source: 1, result: shape), [try reshaped([])])
    }
    return try reshaped(shape)
  }

  /// All axes in reverse order.
  public func transposed() throws(TensorError) -> Term {
    guard rank > 1 else { return self }
    if case .symbol(let symbol) = self, let before = symbol.node.primitive as? Gather, before.transposed != nil {
      return .symbol(Symbol(graph: symbol.graph, id: symbol.node.inputs[0]))
    }
    let map = IndexMap.transpose(shape)
    var gather = Gather(table: MoveTable(map.map), source: count, result: map.shape)
    if rank == 2 { gather.transposed = (shape[0], shape[1]) }
    return try Term.apply(gather, [self])
  }

  /// A new value with the elements of an index set; `value` is broadcast to the index's shape.
  public func replacing(_ map: IndexMap, with value: Term) throws(TensorError) -> Term {
    if case .tensor(let whole) = self, case .tensor(let part) = value { return .tensor(try whole.replacing(map, with: part)) }
    let part = try value.spread(to: map.shape)
    // element e of the result: of the value where the index names it (the last one, if several do), else the old one
    var table = (0..<count).map { Int32($0) }
    for (i, target) in map.map.enumerated() { table[Int(target)] = Int32(count + i) }
    let both = try Term.apply(Concatenate(), [self, part])
    return try Term.apply(Gather(table: MoveTable(table), source: both.count, result: shape), [both])
  }

  /// Joins terms along an existing axis (`stacking`: a new one).
  public static func joined(_ terms: [Term], axis: Int, stacking: Bool) throws(TensorError) -> Term {
    let shapes = terms.map(\.shape)
    let map = try stacking ? IndexMap.stack(shapes, axis: axis) : IndexMap.concat(shapes, axis: axis)
    let flat = try Term.apply(Concatenate(), terms)
    if map.map.enumerated().allSatisfy({ $0.offset == Int($0.element) }) { return try flat.reshaped(map.shape) }
    return try flat.gathered(map)
  }
}

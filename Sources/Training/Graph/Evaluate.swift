import Instructions
import KernelsBase
import Tensor

/// Computes a primitive on tensors, at once. In Float32 where all tensors are (a single Float64 number counts as one of
/// them), else in Float64.
func evaluate(_ primitive: any Primitive, _ inputs: [Tensor], shape: [Int]) -> Tensor {
  let narrow = inputs.contains { $0.isFloat32 } && inputs.allSatisfy { $0.isFloat32 || $0.shape.isEmpty }
  let count = shape.reduce(1, *)
  let output = Form(count: count, isTile: false)
  let drafts = primitive.emit(inputs.map { Form(count: $0.count, isTile: false) }, output)
  if narrow {
    return Tensor(run(drafts, inputs.map(\.floats), count, runPlainFloat), shape: shape)
  }
  return Tensor(run(drafts, inputs.map(\.doubles), count, runPlainDouble), shape: shape)
}

private typealias Machine = (UnsafePointer<Instruction>, Int, UnsafeMutablePointer<TileContext>) -> Void

private func run<T: BinaryFloatingPoint>(_ drafts: [Draft], _ inputs: [[T]], _ count: Int, _ machine: Machine) -> [T] {
  guard count > 0 else { return [] }
  return [T](unsafeUninitializedCapacity: count) { output, initialized in
    withPointers(inputs, []) { pointers in
      for draft in drafts {
        var instruction = draft.instruction
        instruction.d.pointer = output.baseAddress.map { UnsafeMutableRawPointer($0 + draft.offset) }
        if draft.sources.count > 0 { instruction.a.pointer = pointers[draft.sources[0]] }
        if draft.sources.count > 1 { instruction.b.pointer = pointers[draft.sources[1]] }
        if draft.sources.count > 2 { instruction.c.pointer = pointers[draft.sources[2]] }
        var context = TileContext(key: (0, 0), step: 0, sample: 0, lanes: 1, weight: 1, indices: nil, accumulators: nil)
        instruction.map = draft.table?.pointer
        machine(&instruction, 1, &context)
      }
    }
    initialized = count
  }
}

/// Calls with the addresses of all arrays.
private func withPointers<T>(_ arrays: [[T]], _ found: [UnsafeMutableRawPointer?], _ body: ([UnsafeMutableRawPointer?]) -> Void) {
  guard found.count < arrays.count else { return body(found) }
  arrays[found.count].withUnsafeBufferPointer { buffer in
    let address = buffer.baseAddress.map { UnsafeMutableRawPointer(mutating: $0) }
    withPointers(arrays, found + [address], body)
  }
}

extension Graph {
  /// Computes nodes from given inputs, one node after another, with the types of the inputs: the plain way, and the
  /// reference for the tile machine.
  public func evaluate(_ outputs: [Symbol], inputs: [(Symbol, Tensor)]) -> [Tensor] {
    var values = [Tensor?](repeating: nil, count: nodes.count)
    for (symbol, tensor) in inputs { values[symbol.id] = tensor }
    var needed = [Bool](repeating: false, count: nodes.count)
    for output in outputs { needed[output.id] = true }
    for id in nodes.indices.reversed() where needed[id] && values[id] == nil {
      for input in nodes[id].inputs { needed[input] = true }
    }
    for id in nodes.indices where needed[id] && values[id] == nil {
      let node = nodes[id]
      if let constant = node.primitive as? Constant {
        values[id] = constant.value
      } else {
        let tensors = node.inputs.compactMap { values[$0] }
        values[id] = Training.evaluate(node.primitive, tensors, shape: node.shape)
      }
    }
    return outputs.compactMap { values[$0.id] }
  }
}

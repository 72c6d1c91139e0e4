import Instructions
import Testing

/// Several instructions in one pass against the same one by one.
@Suite struct PassTests {
  /// A layer of `rows` × `width`, its error and its cotangent, in memory of one machine's run.
  struct Layer: CustomTestStringConvertible {
    var rows = 37
    var width = 3
    /// The layer's weights are stored as [width × rows].
    var transposed = true
    /// Rows whose targets are other than 0; nil: all.
    var active: [Range<Int>]?
    var sums = true
    var continues = false
    /// The cotangent is multiplied by a number.
    var isWeighted = true
    /// The squares of the error are multiplied by numbers, of which this is one.
    var importance: Float?
    /// What bias is added at least, and at most: the layer is off everywhere, or nearly.
    var bias: ClosedRange<Float> = -1...1
    /// In the first half of the lanes the input is small: more rows are off there.
    var isUneven = false
    var testDescription: String {
      "\(rows)×\(width)\(transposed ? ", transposed" : "")\(active.map { ", rows \($0)" } ?? "")\(sums ? "" : ", no sums")\(continues ? ", goes on" : "")\(isWeighted ? "" : ", no weight")\(importance.map { ", importance \($0)" } ?? ""), bias \(bias)\(isUneven ? ", uneven" : "")"
    }
  }

  static let layers: [Layer] = (1...4).flatMap { width in
    [true, false].flatMap { transposed in
      [
        Layer(width: width, transposed: transposed),
        Layer(width: width, transposed: transposed, active: [0..<2, 9..<10, 30..<37], continues: true),
        Layer(width: width, transposed: transposed, active: [12..<20], sums: false),
        Layer(rows: 5, width: width, transposed: transposed, active: []),
        Layer(rows: 2, width: width, transposed: transposed, importance: 0.5),
        Layer(width: width, transposed: transposed, active: [9..<10], continues: true, isWeighted: false, importance: 3, bias: -4...0),
        Layer(width: width, transposed: transposed, active: [9..<10], importance: .infinity, bias: -9...(-8)),
        Layer(width: width, transposed: transposed, isWeighted: false),
        Layer(rows: 40, width: width, transposed: transposed, active: [3..<4, 20..<22], bias: -4...0),
        Layer(width: width, transposed: transposed, isWeighted: false, bias: -3...(-1)),
        Layer(width: width, transposed: transposed, active: [9..<10], bias: -9...(-8)),
        Layer(width: width, transposed: transposed, active: [9..<10], bias: -1...(-0.1), isUneven: true),
        Layer(rows: 16, width: width, transposed: transposed, importance: 2, bias: -1...0, isUneven: true),
        Layer(width: width, transposed: transposed, active: [0..<2, 9..<10, 30..<37], sums: false, continues: true, isWeighted: false),
      ]
    }
  }

  /// Where things lie, in floats.
  private enum Place: Int, CaseIterable {
    case weights, bias, input, x, z, y, g, squares, back, factor, otherInput, accumulators
    var start: Int { rawValue * 40 * 64 }
  }

  /// What is in memory after a program.
  private func run(_ layer: Layer, _ program: (Layer, UnsafeMutablePointer<Float>) -> [Instruction], inPass: Bool, on machine: Machine)
    -> (memory: [Float], count: Int?)
  {
    let size = Place.accumulators.start + 256 * 16
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size * 4, alignment: 64).bindMemory(to: Float.self, capacity: size)
    defer { memory.deallocate() }
    var numbers = Numbers(99)
    for i in 0..<size { memory[i] = numbers.uniform(-1, 1) }
    for i in 0..<64 { memory[Place.bias.start + i] = numbers.uniform(layer.bias.lowerBound, layer.bias.upperBound) }
    if layer.isUneven { for i in 0..<40 * 64 where i % 64 < 32 { memory[Place.input.start + i] *= 0.1 } }
    var instructions = program(layer, memory)
    for i in instructions.indices {
      instructions[i].form = Instruction.Form(of: instructions[i])
      let part = UnsafeMutablePointer<Instruction>.allocate(capacity: 1)
      part.initialize(to: instructions[i])
      part.pointee.selection = nil
      instructions[i].selection?.part = part
    }
    defer { for instruction in instructions { instruction.selection?.part?.deallocate() } }
    let pass = Pass(instructions[...])
    if inPass { instructions[0].pass = pass }
    var context = TileContext(
      key: (1, 2), step: 3, sample: 0, lanes: 64, weight: 1, indices: nil, accumulators: memory + Place.accumulators.start)
    let ranges = (layer.active ?? []).map { RowRange(start: Int32($0.lowerBound + 7), count: Int32($0.count)) }
    ranges.withUnsafeBufferPointer { ranges in
      let list = ranges.baseAddress.map { [RowRanges(first: $0, count: ranges.count)] } ?? []
      list.withUnsafeBufferPointer { list in
        context.ranges = list.baseAddress
        machine.run(instructions, &context)
      }
    }
    return (Array(UnsafeBufferPointer(start: memory, count: size)), pass?.count)
  }

  private static func at(_ place: Place, _ memory: UnsafeMutablePointer<Float>, stride: Int, inner: Int = 0, broadcast: Bool = false)
    -> Operand
  {
    Operand(memory + place.start, stride: stride, inner: inner, broadcast: broadcast)
  }

  private static func weights(_ layer: Layer, _ memory: UnsafeMutablePointer<Float>) -> Operand {
    at(.weights, memory, stride: layer.transposed ? 1 : layer.width, inner: layer.transposed ? layer.rows : 1, broadcast: true)
  }

  private static func forward(_ layer: Layer, _ memory: UnsafeMutablePointer<Float>) -> [Instruction] {
    var product = Instruction(
      .productAdd, rows: layer.rows, width: 64, d: at(.z, memory, stride: 64), a: weights(layer, memory),
      b: at(.input, memory, stride: 64), c: at(.bias, memory, stride: 1, broadcast: true))
    (product.n, product.k) = (1, layer.width)
    let relu = Instruction(.relu, rows: layer.rows, width: 64, d: at(.y, memory, stride: 64), a: at(.z, memory, stride: 64))
    return [product, relu]
  }

  private static func gate(_ layer: Layer, _ memory: UnsafeMutablePointer<Float>) -> Instruction {
    Instruction(
      layer.isWeighted ? .gateProduct : .gate, rows: layer.rows, width: 64, d: at(.g, memory, stride: 64), a: at(.z, memory, stride: 64),
      b: at(.y, memory, stride: 64), c: layer.isWeighted ? at(.factor, memory, stride: 0, broadcast: true) : .none)
  }

  private static func backward(_ layer: Layer, _ memory: UnsafeMutablePointer<Float>) -> [Instruction] {
    let g = at(.g, memory, stride: 64)
    var sums = Instruction(.accumulateRows, rows: layer.rows, width: 64, a: g)
    sums.accumulator = 200
    let (gRows, inputRows) = (at(.g, memory, stride: 64, inner: 64), at(.input, memory, stride: 64, inner: 64))
    var outer = Instruction(
      .accumulateProduct, rows: layer.transposed ? layer.width : layer.rows, width: 64, a: layer.transposed ? inputRows : gRows,
      b: layer.transposed ? gRows : inputRows)
    (outer.n, outer.k, outer.accumulator) = (layer.transposed ? layer.rows : layer.width, 1, 3)
    outer.d.stride = outer.n
    let forward = weights(layer, memory)
    var back = Instruction(
      .product, rows: layer.width, width: 64, d: at(.back, memory, stride: 64),
      a: Operand(forward.pointer, stride: forward.inner, inner: forward.stride, broadcast: true), b: g)
    (back.n, back.k, back.continues) = (1, layer.rows, layer.continues)
    return (layer.sums ? [sums] : []) + [outer, back]
  }

  /// relu's layer, the squares of its error, and the error's gradient. Nobody reads what lies between later.
  private static func error(_ layer: Layer, _ memory: UnsafeMutablePointer<Float>) -> [Instruction] {
    var steps = forward(layer, memory)
    let (x, y) = (at(.x, memory, stride: 64), at(.y, memory, stride: 64))
    if layer.active == nil {
      steps[1].op = .reluSub
      steps[1].b = x
    } else {
      var sub = Instruction(.sub, rows: layer.rows, width: 64, d: y, a: y, b: x)
      sub.selection = RowSelection(ranges: 0, axis: .rows)
      sub.selection?.offset = 7
      steps.append(sub)
    }
    var squares = Instruction(.sumSquares, rows: 1, width: 64, d: at(.squares, memory, stride: 64), a: y)
    (squares.n, squares.continues) = (layer.rows, layer.continues)
    if let importance = layer.importance {
      squares.op = .sumWeightedSquares
      squares.b = at(.otherInput, memory, stride: 1, broadcast: true)
      (memory + Place.otherInput.start)[1] = importance
    }
    steps += [squares, gate(layer, memory)]
    for i in steps.indices { steps[i].reach = steps.count - 1 - i }
    let backward = backward(layer, memory)
    steps[steps.count - 1].reach = backward.count
    return steps + backward
  }

  /// What differs, outside of the rows that a pass need not store. One NaN is as another.
  private func difference(_ x: [Float], _ y: [Float], except unread: [Place]) -> Int? {
    x.indices.first { i in
      x[i].bitPattern != y[i].bitPattern && !(x[i].isNaN && y[i].isNaN) && !unread.contains { i >= $0.start && i < $0.start + 40 * 64 }
    }
  }

  private func check(
    _ layer: Layer, count: Int, unread: [Place] = [], _ program: (Layer, UnsafeMutablePointer<Float>) -> [Instruction]
  ) {
    for machine in Machine.fast {
      let one = run(layer, program, inPass: false, on: machine)
      let all = run(layer, program, inPass: true, on: machine)
      #expect(one.count == count, "\(machine)")
      #expect(difference(one.memory, all.memory, except: unread) == nil, "\(machine)")
      #expect(difference(one.memory, run(layer, { _, _ in [] }, inPass: false, on: machine).memory, except: []) != nil)
    }
  }

  @Test(arguments: layers) func `a layer and its relu`(_ layer: Layer) { check(layer, count: 2, Self.forward) }

  /// Also where the terms are added in parts, or some of them are left out.
  @Test(
    arguments: (1...13).map { Layer(rows: $0, width: 7) } + [
      Layer(rows: 40, width: 40), Layer(rows: 37, width: 64, transposed: false), Layer(rows: 11, width: 200),
      Layer(rows: 12, width: 131, transposed: false),
    ]) func `a layer of any width and relu in its place`(_ layer: Layer)
  {
    for skips in [false, true] {
      check(layer, count: 2) { layer, memory in
        if skips { (memory + Place.input.start).update(repeating: 0, count: layer.width / 2 * 64) }
        var steps = Self.forward(layer, memory)
        steps[0].skipsZeros = skips
        steps[0].d = Self.at(.otherInput, memory, stride: 64)
        (steps[1].a, steps[1].d) = (steps[0].d, steps[0].d)
        return steps
      }
    }
  }

  @Test(arguments: layers) func `what is made of a cotangent`(_ layer: Layer) { check(layer, count: layer.sums ? 3 : 2, Self.backward) }

  @Test(arguments: layers) func `a cotangent behind relu`(_ layer: Layer) {
    check(layer, count: layer.sums ? 4 : 3) { layer, memory in [Self.gate(layer, memory)] + Self.backward(layer, memory) }
  }

  @Test(arguments: layers) func `a layer, its error and all that is made of it`(_ layer: Layer) {
    check(layer, count: (layer.active == nil ? 4 : 5) + (layer.sums ? 3 : 2), unread: [.z, .y, .g], Self.error)
  }

  /// The product by the cotangent comes last and may write where the layer's input was.
  @Test(arguments: layers) func `the product takes the place of the input`(_ layer: Layer) {
    guard !layer.continues else { return }
    let others = layer.sums ? 3 : 2
    for (program, count) in [(Self.error, (layer.active == nil ? 4 : 5) + others), (Self.backward, others)] {
      check(layer, count: count, unread: [.z, .y, .g]) { layer, memory in
        var steps = program(layer, memory)
        steps[steps.count - 1].d.pointer = Self.at(.input, memory, stride: 64).pointer
        return steps
      }
    }
  }

  /// Numbers that are not finite go through a row that is off as they do one by one.
  @Test(arguments: [Float.infinity, -.infinity, .nan]) func `what is not finite is left out of nothing`(_ x: Float) {
    for layer in Self.layers {
      for place in [Place.weights, .bias, .input] {
        check(layer, count: (layer.active == nil ? 4 : 5) + (layer.sums ? 3 : 2), unread: [.z, .y, .g]) { layer, memory in
          memory[place.start + 1] = x
          memory[place.start + 70] = x
          return Self.error(layer, memory)
        }
      }
    }
  }

  /// What somebody else reads later is stored, and what goes back another way is left out of nothing.
  @Test func `rows that are read later or go back another way are no pass`() {
    /// Instructions of the first pass, where something is changed.
    func count(_ change: @escaping (inout [Instruction], UnsafeMutablePointer<Float>) -> Void) -> Int? {
      let program: (Layer, UnsafeMutablePointer<Float>) -> [Instruction] = { layer, memory in
        var steps = Self.error(layer, memory)
        change(&steps, memory)
        return steps
      }
      return run(Layer(active: [3..<5]), program, inPass: false, on: .base).count
    }
    let whole = count { _, _ in }
    #expect(whole == 8)
    // else the layer and its relu are a pass
    for step in [0, 1, 2, 4] {
      let late = count { steps, _ in steps[step].reach += 4 }
      #expect(late == 2)
    }
    let otherWeights = count { steps, memory in steps[7].a.pointer = UnsafeMutableRawPointer(memory + Place.factor.start) }
    #expect(otherWeights == 2)
    let otherInput = count { steps, memory in steps[6].a.pointer = UnsafeMutableRawPointer(memory + Place.otherInput.start) }
    #expect(otherInput == 2)
  }

  @Test func `lanes are cleared when they have been added`() {
    for machine in [Machine.plainFloat] + Machine.fast {
      var sums = [Float](repeating: 1, count: 40 * 16)
      var totals = [Float](repeating: 0, count: 40)
      sums.withUnsafeMutableBytes { sums in
        totals.withUnsafeMutableBytes { totals in
          var context = TileContext(key: (0, 0), step: 0, sample: 0, lanes: 64, weight: 1, indices: nil, accumulators: nil)
          machine.run(
            [
              Instruction(
                .sumLanes, rows: 37, width: 64, d: Operand(totals.baseAddress, stride: 1), a: Operand(sums.baseAddress, stride: 16))
            ], &context)
        }
      }
      #expect(totals == (0..<40).map { $0 < 37 ? 16 : 0 }, "\(machine)")
      #expect(sums == (0..<640).map { $0 < 37 * 16 ? 0 : 1 }, "\(machine)")
    }
  }
}

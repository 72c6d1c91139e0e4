import Instructions

/// A table of what can be done in one pass instead of several. A rule goes by the instructions alone and holds for any graph of
/// that shape; what lies between must have no other reader. The unfused sequence is what each result is tested against.
struct Fusion: Sendable {
  /// Looks at the last instruction of a pattern; gives the one that does it all, and the steps that it makes needless.
  let match: @Sendable (_ last: TileStep, _ steps: Steps) -> (TileStep, without: [Int])?

  static let all = [productAdd, reluSub, addRelu, sumSquares, gateProduct, cosWindow, keep, keepProduct, arc, arcUnit]

  /// The program so far, as rules see it.
  struct Steps {
    var steps: [TileStep?]
    /// The only step that makes a value.
    var maker: [TileValue: Int]
    /// How often a value is read.
    var uses: [Int]
    /// Whether a node is the constant 0.
    let isZero: (Int) -> Bool
    /// The number at a place that never changes.
    let constant: (Location?) -> Double?

    /// The step that makes operand `i` of a step, if it is of a kind and has so many readers.
    func making(_ i: Int, of step: TileStep, _ op: Opcode, readers: Int = 1) -> (at: Int, step: TileStep)? {
      guard step.sources.indices.contains(i), let source = step.sources[i], uses[source.value.node] == readers,
        let at = maker[source.value], at >= 0, let made = steps[at], made.planned.instruction.op == op
      else { return nil }
      return (at, made)
    }
  }

  /// A product with something added: a bias, in most networks.
  private static let productAdd = Fusion { add, steps in
    guard add.planned.instruction.op == .add else { return nil }
    for (operand, other) in [(0, 1), (1, 0)] {
      guard let (at, product) = steps.making(operand, of: add, .product),
        add.planned.instruction.rows == product.planned.instruction.rows * product.planned.instruction.n
      else { continue }
      var both = product.taking(operands: [(product, 0), (product, 1), (add, other)], as: .productAdd, for: add)
      both.isElementwise = false
      return (both, [at])
    }
    return nil
  }

  private static let reluSub = Fusion { sub, steps in
    guard sub.planned.instruction.op == .sub, let (at, relu) = steps.making(0, of: sub, .relu), relu.isElementwise,
      relu.operand(0).stride != 0
    else { return nil }
    return (sub.taking(operands: [(relu, 0), (sub, 1)], as: .reluSub, for: sub), [at])
  }

  /// relu of a sum that nobody else reads: of two halves of a layer, where no gradient is asked for.
  private static let addRelu = Fusion { relu, steps in
    guard relu.planned.instruction.op == .relu, let (at, add) = steps.making(0, of: relu, .add), add.isElementwise,
      relu.operand(0).stride != 0
    else { return nil }
    return (relu.taking(operands: [(add, 0), (add, 1)], as: .addRelu, for: relu), [at])
  }

  /// The squared length of a value; or, each square times a number that is the same for all samples.
  private static let sumSquares = Fusion { sum, steps in
    guard sum.planned.instruction.op == .sum, let (at, product) = steps.making(0, of: sum, .mul) else { return nil }
    if let squares = sum.squaring(product) { return (squares, [at]) }
    guard sum.planned.instruction.rows == 1, sum.planned.instruction.inner == 1, product.sources.count == 2 else { return nil }
    for (number, factor) in [(0, 1), (1, 0)] where product.sources[number] == nil && product.operand(number).broadcast {
      guard let (before, square) = steps.making(factor, of: product, .mul), var squares = sum.squaring(square) else { continue }
      squares.planned.instruction.op = .sumWeightedSquares
      (squares.planned.instruction.b, squares.planned.b) = (product.operand(number), product.place(number))
      squares.sources.append(nil)
      return (squares, [at, before])
    }
    return nil
  }

  /// relu's gradient of a product.
  private static let gateProduct = Fusion { gate, steps in
    guard gate.planned.instruction.op == .gate, gate.sources[0] != nil, let (at, product) = steps.making(1, of: gate, .mul),
      product.sources.count == 2, let tile = product.sources.firstIndex(where: { $0 != nil })
    else { return nil }
    return (gate.taking(operands: [(gate, 0), (product, tile), (product, 1 - tile)], as: .gateProduct, for: gate), [at])
  }

  /// where(a <= x, cos(a)·b, 0), x a constant.
  private static let cosWindow = Fusion { choose, steps in
    guard choose.planned.instruction.op == .choose, choose.sources.count == 3, choose.isZero(2, steps),
      let (compare, less) = steps.making(0, of: choose, .lessEqual), less.operand(1).broadcast,
      let end = steps.constant(less.planned.b), let (times, product) = steps.making(1, of: choose, .mul), product.sources.count == 2
    else { return nil }
    for (angle, size) in [(0, 1), (1, 0)] {
      guard let (at, cosine) = steps.making(angle, of: product, .cos), let a = cosine.sources[0], a.value == less.sources[0]?.value,
        product.sources[size] != nil
      else { continue }
      var all = choose.taking(operands: [(cosine, 0), (product, size)], as: .cosWindow, for: choose)
      all.planned.instruction.x = end
      return (all, [compare, times, at])
    }
    return nil
  }

  /// A distance on a circle times a constant.
  private static let arcUnit = Fusion { times, steps in
    guard times.planned.instruction.op == .mul, times.sources.count == 2, let (at, arc) = steps.making(0, of: times, .arc),
      times.operand(1).broadcast, times.operand(1).stride == 0 || times.planned.instruction.rows == 1,
      let unit = steps.constant(times.planned.b)
    else { return nil }
    var all = times.taking(operands: [(arc, 0), (arc, 1), (arc, 2)], as: .arc, for: times)
    all.planned.instruction.x = unit * arc.planned.instruction.x
    return arc.planned.instruction.x == 1 ? (all, [at]) : nil
  }

  /// where(a <= b, c, 0), b the same for all samples.
  private static let keep = Fusion { choose, steps in
    guard choose.planned.instruction.op == .choose, choose.sources.count == 3, choose.sources[1] != nil, choose.isZero(2, steps),
      let (at, less) = steps.making(0, of: choose, .lessEqual), less.sources[0] != nil, less.sources[1] == nil,
      less.operand(1).broadcast
    else { return nil }
    return (choose.taking(operands: [(less, 0), (less, 1), (choose, 1)], as: .keep, for: choose), [at])
  }

  /// where(a < b, a·c, 0), b and c the same for all samples: a sparse feature, from one draw.
  private static let keepProduct = Fusion { choose, steps in
    guard choose.planned.instruction.op == .choose, choose.sources.count == 3, choose.isZero(2, steps),
      let (at, less) = steps.making(0, of: choose, .less), let a = less.sources[0], less.sources[1] == nil, less.operand(1).broadcast,
      less.operand(0).stride != 0, let (before, product) = steps.making(1, of: choose, .mul), product.sources.count == 2
    else { return nil }
    for (number, factor) in [(0, 1), (1, 0)] where product.sources[number] == nil && product.operand(number).broadcast {
      guard product.sources[factor]?.value == a.value else { continue }
      return (choose.taking(operands: [(less, 0), (less, 1), (product, number)], as: .keepProduct, for: choose), [at, before])
    }
    return nil
  }

  /// min(t, c − t), t = |a − b|, c the same for all samples: the distance on a circle.
  private static let arc = Fusion { min, steps in
    guard min.planned.instruction.op == .min else { return nil }
    for (near, far) in [(0, 1), (1, 0)] {
      guard let (turn, back) = steps.making(far, of: min, .sub), back.sources[0] == nil, back.operand(0).broadcast,
        back.sources[1]?.value == min.sources[near]?.value, let (abs, magnitude) = steps.making(near, of: min, .abs, readers: 2),
        let (sub, difference) = steps.making(0, of: magnitude, .sub),
        difference.planned.instruction.rows == min.planned.instruction.rows
      else { continue }
      var all = min.taking(operands: [(difference, 0), (difference, 1), (back, 0)], as: .arc, for: min)
      all.planned.instruction.x = 1
      return (all, [turn, abs, sub])
    }
    return nil
  }
}

extension TileStep {
  /// An instruction with operands of others, which writes what `last` wrote.
  fileprivate func taking(operands: [(step: TileStep, operand: Int)], as op: Opcode, for last: TileStep) -> TileStep {
    var both = self
    both.planned.instruction.op = op
    both.planned.instruction.place = last.planned.instruction.place
    both.writes = last.writes
    both.rows = last.rows
    both.offset = last.offset
    both.sources = operands.map { $0.step.sources.indices.contains($0.operand) ? $0.step.sources[$0.operand] : nil }
    for (i, (step, operand)) in operands.enumerated() {
      let (form, place) = (step.operand(operand), step.place(operand))
      switch i {
      case 0: (both.planned.instruction.a, both.planned.a) = (form, place)
      case 1: (both.planned.instruction.b, both.planned.b) = (form, place)
      default: (both.planned.instruction.c, both.planned.c) = (form, place)
      }
    }
    return both
  }

  /// This sum, where it is one of squares that another step makes.
  fileprivate func squaring(_ square: TileStep) -> TileStep? {
    guard square.sources.count == 2, let x = square.sources[0], x.value == square.sources[1]?.value, square.operand(0).stride != 0 else {
      return nil
    }
    var squares = self
    squares.planned.instruction.op = .sumSquares
    squares.planned.a = square.planned.a
    squares.sources = [x]
    return squares
  }

  fileprivate func place(_ operand: Int) -> Location? {
    switch operand {
    case 0: planned.a
    case 1: planned.b
    default: planned.c
    }
  }

  /// Whether an operand is the constant 0.
  fileprivate func isZero(_ operand: Int, _ steps: Fusion.Steps) -> Bool {
    sources[operand] == nil && steps.isZero(Int(planned.instruction.place))
  }
}

extension Planner {
  /// Takes steps together, as far as there is an instruction that does them in one pass.
  func fusing(_ steps: [TileStep]) -> [TileStep] {
    var maker: [TileValue: Int] = [:]
    for (i, step) in steps.enumerated() { if let value = step.writes { maker[value] = maker[value] == nil ? i : -1 } }
    var numbers: [Int: Double] = [:]
    for (place, values) in plan.constants where values.count == 1 { numbers[place] = values[0] }
    var program = Fusion.Steps(
      steps: steps, maker: maker, uses: uses,
      isZero: { node in
        guard let last = nodes[node].inputs.last, let constant = nodes[last].primitive as? Constant else { return false }
        return constant.value.count == 1 && constant.value.doubles[0] == 0
      },
      constant: { place in
        guard case .dense(let place)? = place else { return nil }
        return numbers[place]
      })
    for i in steps.indices {
      for fusion in Fusion.all {
        guard let step = program.steps[i], let (both, without) = fusion.match(step, program) else { continue }
        for needless in without { program.steps[needless] = nil }
        program.steps[i] = both
      }
    }
    return program.steps.compactMap { $0 }
  }
}

import Instructions

/// Runs `count` instructions on tiles of Float.
///
/// What has no fast form runs as in the plain machine: see `Form`. The V3 and V4 builds give the same bits.
public func runTile(_ program: UnsafePointer<Instruction>, _ count: Int, _ context: UnsafeMutablePointer<TileContext>) {
  var i = 0
  while i < count {
    let p = program + i
    if let pass = p.pointee.pass, pass.count <= count - i {
      runPass(pass, p, context)
      i += pass.count
      continue
    }
    if p.pointee.form == .vectors && p.pointee.selection == nil { run(p, context) } else { runOther(p, context) }
    i += 1
  }
}

/// An instruction that has no fast form, or whose form is not known yet.
@inline(never)
private func runOther(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
  if p.pointee.selection != nil { return runSelected(p, context, MemoryLayout<Float>.size, runTile) }
  switch p.pointee.form ?? Instruction.Form(of: p.pointee) {
  case .vectors: run(p, context)
  case .partial: if p.pointee.width % V.count == 0 { run(p, context) } else { runInParts(p, context) }
  case .plain: plain(p, context)
  }
}

/// An element-wise instruction whose width is no multiple of the vectors': first what is, then the rest of each row in a copy.
@inline(never)
private func runInParts(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
  let rest = p.pointee.width % V.count
  var body = p.pointee
  body.form = nil
  body.width -= rest
  if body.width > 0 { runTile(&body, 1, context) }
  withUnsafeTemporaryAllocation(of: V.self, capacity: 4) { copies in
    for r in 0..<p.pointee.rows {
      func copy(_ operand: Operand, _ i: Int) -> Operand {
        guard let pointer = operand.pointer else { return operand }
        let row = pointer + (r * operand.stride + (operand.broadcast ? 0 : body.width)) * 4
        if operand.broadcast { return Operand(row, stride: 0, broadcast: true) }
        copies[i] = V.zero
        let part = UnsafeMutableRawPointer(copies.baseAddress.unsafelyUnwrapped + i)
        part.copyMemory(from: row, byteCount: rest * 4)
        return Operand(part, stride: 0)
      }
      var part = p.pointee
      part.form = nil
      (part.rows, part.width) = (1, V.count)
      (part.d, part.a, part.b, part.c) = (copy(part.d, 0), copy(part.a, 1), copy(part.b, 2), copy(part.c, 3))
      runTile(&part, 1, context)
      let d = p.pointee.d.floats + (r * p.pointee.d.stride + body.width)
      UnsafeMutableRawPointer(d).copyMemory(from: part.d.floats, byteCount: rest * 4)
    }
  }
}

@inline(never)
private func plain(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
  Plain<Float>.run(p, context)
}

/// Whether the exponent is 2 in all rows.
private func isSquare(_ p: UnsafePointer<Instruction>) -> Bool {
  let (a, b) = (p.pointee.a, p.pointee.b)
  return !a.broadcast && b.broadcast && (b.stride == 0 || p.pointee.rows == 1) && b.floats.pointee == 2
}

@inline(never)
private func run(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
  switch p.pointee.op {
  case .copy: unary(Copy.self, p)
  case .neg: unary(Negate.self, p)
  case .abs: unary(Magnitude.self, p)
  case .sqrt: unary(SquareRoot.self, p)
  case .exp: unary(Exponential.self, p)
  case .log: unary(Logarithm.self, p)
  case .sin: unaryGuarded(Sine.self, p)
  case .cos: unaryGuarded(Cosine.self, p)
  case .asin: unary(ArcSine.self, p)
  case .acos: unary(ArcCosine.self, p)
  case .atan: unary(ArcTangent.self, p)
  case .tanh: unary(HyperbolicTangent.self, p)
  case .sigmoid: unary(Sigmoid.self, p)
  case .relu: unary(Rectify.self, p)
  case .floor: unary(Floor.self, p)
  case .ceil: unary(Ceiling.self, p)
  case .round: unary(Round.self, p)
  case .sign: unary(Signum.self, p)
  case .not: unary(Not.self, p)
  case .add: binary(Add.self, p)
  case .sub: binary(Subtract.self, p)
  case .mul: binary(Multiply.self, p)
  case .div: binary(Divide.self, p)
  case .pow: if isSquare(p) { unary(Square.self, p) } else { binaryGuarded(Power.self, p) }
  case .mod: binaryGuarded(Modulus.self, p)
  case .min: binary(Lesser.self, p)
  case .max: binary(Greater.self, p)
  case .atan2: binaryGuarded(ArcTangent2.self, p)
  case .equal: binary(Equal.self, p)
  case .notEqual: binary(NotEqual.self, p)
  case .less: binary(Less.self, p)
  case .lessEqual: binary(LessOrEqual.self, p)
  case .greater: binary(More.self, p)
  case .greaterEqual: binary(MoreOrEqual.self, p)
  case .and: binary(And.self, p)
  case .or: binary(Or.self, p)
  case .gate: binary(Gate.self, p)
  case .choose: choose(p)
  case .fill: fill(p)
  case .sum: fold(Add.self, truth: false, p)
  case .minimum: fold(Lesser.self, truth: false, p)
  case .maximum: fold(Greater.self, truth: false, p)
  case .any: fold(Or.self, truth: true, p)
  case .all: fold(And.self, truth: true, p)
  case .argmin: position(Less.self, p)
  case .argmax: position(More.self, p)
  case .cumsum: cumsum(p)
  case .topMask: topMask(p)
  case .gather: gather(p)
  case .scatterAdd: scatterAdd(p)
  case .transpose: transpose(p)
  case .product: product(p)
  case .productAdd: productAdd(p)
  case .reluSub: binary(RectifySubtract.self, p)
  case .addRelu: binary(AddRectify.self, p)
  case .arc: arc(p)
  case .cosWindow: cosWindow(p)
  case .keep: keep(p)
  case .keepProduct: keepProduct(p)
  case .gateProduct: gateProduct(p)
  case .sumSquares: sumSquares(p)
  case .sumWeightedSquares: sumWeightedSquares(p)
  case .uniform: if context.pointee.sample & 63 == 0 { uniform(p, context) } else { plain(p, context) }
  case .integer: if context.pointee.sample & 63 == 0 { integer(p, context) } else { plain(p, context) }
  case .accumulateProduct: accumulateProduct(p, context)
  case .accumulateMatrix: accumulateMatrix(p, context)
  case .accumulateRows: accumulateRows(p, context)
  case .sumLanes: sumLanes(p)
  case .sumChunks: sumChunks(p)
  case .load:
    if context.pointee.lanes == 64 && (p.pointee.n == 1 || context.pointee.indices != nil) { load(p, context) } else { plain(p, context) }
  case .weight, .store, .take, .takeBack, .accumulateTake: plain(p, context)
  }
}

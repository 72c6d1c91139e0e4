import Instructions

/// Runs `count` instructions on tiles of Float.
///
/// Element-wise instructions are fast at every width that is a multiple of 16, the others at width 64; what has no fast form runs
/// as in the plain machine: other widths, operands that are all broadcast, tables. The V3 and V4 builds give the same bits.
public func runTile(_ program: UnsafePointer<Instruction>, _ count: Int, _ context: UnsafeMutablePointer<TileContext>) {
  for i in 0..<count {
    if isFast(program + i, context) { run(program + i, context) } else { plain(program + i, context) }
  }
}

@inline(never)
private func plain(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
  Plain<Float>.run(p, context)
}

/// Whether there is a fast form for these operands.
@inline(__always)
private func isFast(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) -> Bool {
  let tile = p.pointee.width == 64
  let vectors = p.pointee.width & 15 == 0
  let (a, b) = (!p.pointee.a.broadcast, !p.pointee.b.broadcast)
  switch p.pointee.op {
  case .copy, .neg, .abs, .sqrt, .exp, .log, .sin, .cos, .asin, .acos, .atan, .tanh, .sigmoid, .relu, .floor, .ceil, .round, .sign, .not,
    .choose, .multiplyAdd:
    return vectors && a
  case .add, .sub, .mul, .div, .pow, .mod, .min, .max, .atan2, .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .and, .or,
    .gate:
    return vectors && (a || b)
  case .fill: return vectors
  case .sum, .minimum, .maximum, .argmin, .argmax, .any, .all, .cumsum: return tile && a && p.pointee.n > 0
  case .topMask, .gather, .scatterAdd, .accumulateRows: return tile && a
  case .product, .productAdd: return tile && (a || b)
  case .accumulateProduct: return tile && a && b
  case .uniform, .integer: return tile && context.pointee.sample & 63 == 0 && p.pointee.n <= 1 << 31
  case .load, .weight, .store, .take, .takeBack, .accumulateTake: return false
  }
}

/// Whether the exponent is 2 in all rows.
private func isSquare(_ p: UnsafePointer<Instruction>) -> Bool {
  let (a, b) = (p.pointee.a, p.pointee.b)
  return !a.broadcast && b.broadcast && (b.stride == 0 || p.pointee.rows == 1) && b.floats.pointee == 2
}

@inline(__always)
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
  case .multiplyAdd: multiplyAdd(p)
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
  case .product: product(p)
  case .productAdd: productAdd(p)
  case .uniform: uniform(p, context)
  case .integer: integer(p, context)
  case .accumulateProduct: accumulateProduct(p, context)
  case .accumulateRows: accumulateRows(p, context)
  case .load, .weight, .store, .take, .takeBack, .accumulateTake: plain(p, context)
  }
}

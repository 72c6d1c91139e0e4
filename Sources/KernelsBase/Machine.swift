import Instructions

/// Runs `count` instructions on tiles of Float.
///
/// Element-wise instructions are fast at every width that is a multiple of 16, the others at width 64; what has no fast form runs
/// as in the plain machine. The V3 and V4 builds give the same bits.
public func runTile(_ program: UnsafePointer<Instruction>, _ count: Int, _ context: UnsafeMutablePointer<TileContext>) {
  for i in 0..<count {
    let p = program + i
    if p.pointee.width == 64 {
      tile(p, context)
    } else if p.pointee.width % 16 == 0 {
      element(p, context)
    } else {
      plain(p, context)
    }
  }
}

@inline(never)
private func plain(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
  Plain<Float>.run(p, context)
}

/// Any instruction, width 64.
@inline(__always)
private func tile(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
  switch p.pointee.op {
  case .sum where isFoldable(p): fold(Add.self, truth: false, p)
  case .minimum where isFoldable(p): fold(Lesser.self, truth: false, p)
  case .maximum where isFoldable(p): fold(Greater.self, truth: false, p)
  case .any where isFoldable(p): fold(Or.self, truth: true, p)
  case .all where isFoldable(p): fold(And.self, truth: true, p)
  case .argmin where isFoldable(p): position(Less.self, p)
  case .argmax where isFoldable(p): position(More.self, p)
  case .cumsum where isFoldable(p): cumsum(p)
  case .topMask where !p.pointee.a.broadcast: topMask(p)
  case .gather where !p.pointee.a.broadcast: gather(p)
  case .scatterAdd where !p.pointee.a.broadcast: scatterAdd(p)
  case .product where p.pointee.a.broadcast != p.pointee.b.broadcast: matrixProduct(p)
  case .product where !p.pointee.a.broadcast: tileProduct(p)
  case .uniform where context.pointee.sample % 64 == 0: uniform(p, context)
  case .integer where context.pointee.sample % 64 == 0 && p.pointee.n < 1 << 31: integer(p, context)
  case .accumulateProduct where !p.pointee.a.broadcast && !p.pointee.b.broadcast: accumulateProduct(p, context)
  case .accumulateRows where !p.pointee.a.broadcast: accumulateRows(p, context)
  default: element(p, context)
  }
}

private func isFoldable(_ p: UnsafePointer<Instruction>) -> Bool { p.pointee.n > 0 && !p.pointee.a.broadcast }

/// Element-wise instructions, width a multiple of 16.
@inline(__always)
private func element(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
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
  case .pow: binaryGuarded(Power.self, p)
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
  case .choose where !p.pointee.a.broadcast: choose(p)
  case .fill: fill(p)
  default: plain(p, context)
  }
}

import Instructions

/// Runs `count` instructions on rows of Double, one plain loop each, any width: what `precision: 64` and the eager operations use.
/// Accumulators are Double [size × 16].
public func runPlainDouble(_ program: UnsafePointer<Instruction>, _ count: Int, _ context: UnsafeMutablePointer<TileContext>) {
  for i in 0..<count { Plain<Double>.runAll(program + i, context) }
}

/// Runs `count` instructions on rows of Float, one plain loop each, any width: the meaning of the fast machine's instructions.
/// Sums over rows are accumulated in Double.
public func runPlainFloat(_ program: UnsafePointer<Instruction>, _ count: Int, _ context: UnsafeMutablePointer<TileContext>) {
  for i in 0..<count { Plain<Float>.runAll(program + i, context) }
}

/// The plain machine on elements of type T.
enum Plain<T: Element> {
  /// Over all rows, or those that its selection names.
  static func runAll(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
    guard p.pointee.selection != nil else { return run(p, context) }
    runSelected(p, context, MemoryLayout<T>.size) { part, _, context in run(part, context) }
  }

  static func run(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
    switch p.pointee.op {
    case .copy: map(p) { $0 }
    case .neg: map(p) { -$0 }
    case .abs: map(p) { $0.magnitude }
    case .sqrt: map(p) { $0.squareRoot() }
    case .exp: map(p) { T.exponential($0) }
    case .log: map(p) { T.logarithm($0) }
    case .sin: map(p) { T.sine($0) }
    case .cos: map(p) { T.cosine($0) }
    case .asin: map(p) { T.arcSine($0) }
    case .acos: map(p) { T.arcCosine($0) }
    case .atan: map(p) { T.arcTangent($0) }
    case .tanh: map(p) { T.hyperbolicTangent($0) }
    case .sigmoid: map(p) { T.logistic($0) }
    case .relu: map(p) { T.rectified($0) }
    case .floor: map(p) { $0.rounded(.down) }
    case .ceil: map(p) { $0.rounded(.up) }
    case .round: map(p) { $0.rounded(.toNearestOrEven) }
    case .sign: map(p) { T.signum($0) }
    case .not: map(p) { T.truth(!$0.isTrue) }
    case .add: zip(p) { $0 + $1 }
    case .sub: zip(p) { $0 - $1 }
    case .mul: zip(p) { $0 * $1 }
    case .div: zip(p) { $0 / $1 }
    case .pow: zip(p) { T.power($0, $1) }
    case .mod: zip(p) { T.modulus($0, $1) }
    case .min: zip(p) { T.lesser($0, $1) }
    case .max: zip(p) { T.greater($0, $1) }
    case .atan2: zip(p) { T.arcTangent($0, $1) }
    case .equal: zip(p) { T.truth($0 == $1) }
    case .notEqual: zip(p) { T.truth(!($0 == $1)) }
    case .less: zip(p) { T.truth($0 < $1) }
    case .lessEqual: zip(p) { T.truth($0 < $1 || $0 == $1) }
    case .greater: zip(p) { T.truth($0 > $1) }
    case .greaterEqual: zip(p) { T.truth($0 > $1 || $0 == $1) }
    case .and: zip(p) { T.truth($0.isTrue && $1.isTrue) }
    case .or: zip(p) { T.truth($0.isTrue || $1.isTrue) }
    case .gate: zip(p) { $0 > T.zero || $0.isNaN ? $1 : T.zero }
    case .choose: choose(p)
    case .fill: fill(p)
    case .sum: sum(p) { $0 }
    case .minimum, .maximum, .argmin, .argmax: extremum(p)
    case .any, .all: quantifier(p)
    case .cumsum: cumsum(p)
    case .topMask: topMask(p)
    case .gather: gather(p)
    case .scatterAdd: scatterAdd(p)
    case .transpose: transpose(p)
    case .product: product(p)
    case .uniform: uniform(p, context)
    case .integer: integer(p, context)
    case .load: load(p, context)
    case .weight: weight(p, context)
    case .store: store(p, context)
    case .take: take(p, context)
    case .takeBack: takeBack(p, context)
    case .accumulateProduct: accumulateProduct(p, context)
    case .accumulateMatrix: accumulateMatrix(p, context)
    case .accumulateRows: accumulateRows(p, context)
    case .accumulateTake: accumulateTake(p, context)
    case .sumLanes: sumLanes(p)
    case .sumChunks: sumChunks(p)
    case .productAdd: productAdd(p)
    case .reluSub: zip(p) { T.rectified($0) - $1 }
    case .addRelu: zip(p) { T.rectified($0 + $1) }
    case .arc:
      let unit = T(p.pointee.x)
      zip(p) { a, b, c in
        let t = (a - b).magnitude
        return T.lesser(t, c - t) * unit
      }
    case .cosWindow:
      let end = T(p.pointee.x)
      zip(p) { a, b in a < end || a == end ? T.cosine(a) * b : T.zero }
    case .keep: zip(p) { $0 < $1 || $0 == $1 ? $2 : T.zero }
    case .keepProduct: zip(p) { $0 < $1 ? $0 * $2 : T.zero }
    case .gateProduct: zip(p) { $0 > T.zero || $0.isNaN ? $1 * $2 : T.zero }
    case .sumSquares: sum(p) { $0 * $0 }
    case .sumWeightedSquares: sumWeightedSquares(p)
    }
  }
}

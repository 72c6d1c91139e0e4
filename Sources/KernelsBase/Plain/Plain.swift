import Instructions

/// Runs `count` instructions on rows of Double, one plain loop each, any width: what `precision: 64` and the eager operations use.
/// Accumulators are Double [size × 16].
public func runPlainDouble(_ program: UnsafePointer<Instruction>, _ count: Int, _ context: UnsafeMutablePointer<TileContext>) {
  for i in 0..<count { Plain<Double>.run(program + i, context) }
}

/// Runs `count` instructions on rows of Float, one plain loop each, any width: the meaning of the fast machine's instructions.
/// Sums over rows are accumulated in Double.
public func runPlainFloat(_ program: UnsafePointer<Instruction>, _ count: Int, _ context: UnsafeMutablePointer<TileContext>) {
  for i in 0..<count { Plain<Float>.run(program + i, context) }
}

/// The plain machine on elements of type T.
enum Plain<T: Element> {
  static func run(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
    switch p.pointee.op {
    case .copy, .neg, .abs, .sqrt, .exp, .log, .sin, .cos, .asin, .acos, .atan, .tanh, .sigmoid, .relu, .floor, .ceil, .round, .sign, .not:
      unary(p)
    case .add, .sub, .mul, .div, .pow, .mod, .min, .max, .atan2: arithmetic(p)
    case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .and, .or, .gate: logic(p)
    case .choose: choose(p)
    case .fill: fill(p)
    case .sum: sum(p)
    case .minimum, .maximum, .argmin, .argmax: extremum(p)
    case .any, .all: quantifier(p)
    case .cumsum: cumsum(p)
    case .topMask: topMask(p)
    case .gather: gather(p)
    case .scatterAdd: scatterAdd(p)
    case .product: product(p)
    case .uniform: uniform(p, context)
    case .integer: integer(p, context)
    case .load: load(p, context)
    case .weight: weight(p, context)
    case .store: store(p, context)
    case .take: take(p, context)
    case .takeBack: takeBack(p, context)
    case .accumulateProduct: accumulateProduct(p, context)
    case .accumulateRows: accumulateRows(p, context)
    case .accumulateTake: accumulateTake(p, context)
    }
  }
}

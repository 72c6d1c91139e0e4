import Instructions

/// Element-wise instructions: d(r,l) = f(a(r,l), …).
extension Plain {
  /// Rows and lanes of the loops; a column (width 1) is walked as one row.
  @inline(__always)
  private static func extent(_ p: UnsafePointer<Instruction>) -> (rows: Int, width: Int) {
    p.pointee.width == 1 ? (1, p.pointee.rows) : (p.pointee.rows, p.pointee.width)
  }

  @inline(__always)
  private static func lanes(_ p: UnsafePointer<Instruction>, _ operand: Operand) -> Lanes<T> {
    p.pointee.width == 1 ? Lanes<T>(operand).transposed : Lanes<T>(operand)
  }

  @inline(__always)
  private static func map(_ p: UnsafePointer<Instruction>, _ f: (T) -> T) {
    let (rows, width) = extent(p)
    let d = lanes(p, p.pointee.d)
    let a = lanes(p, p.pointee.a)
    for r in 0..<rows { for l in 0..<width { d[r, l] = f(a[r, l]) } }
  }

  @inline(__always)
  private static func zip(_ p: UnsafePointer<Instruction>, _ f: (T, T) -> T) {
    let (rows, width) = extent(p)
    let d = lanes(p, p.pointee.d)
    let a = lanes(p, p.pointee.a)
    let b = lanes(p, p.pointee.b)
    for r in 0..<rows { for l in 0..<width { d[r, l] = f(a[r, l], b[r, l]) } }
  }

  static func unary(_ p: UnsafePointer<Instruction>) {
    switch p.pointee.op {
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
    default: map(p) { $0 }
    }
  }

  static func arithmetic(_ p: UnsafePointer<Instruction>) {
    switch p.pointee.op {
    case .sub: zip(p) { $0 - $1 }
    case .mul: zip(p) { $0 * $1 }
    case .div: zip(p) { $0 / $1 }
    case .pow: zip(p) { T.power($0, $1) }
    case .mod: zip(p) { T.modulus($0, $1) }
    case .min: zip(p) { T.lesser($0, $1) }
    case .max: zip(p) { T.greater($0, $1) }
    case .atan2: zip(p) { T.arcTangent($0, $1) }
    default: zip(p) { $0 + $1 }
    }
  }

  static func logic(_ p: UnsafePointer<Instruction>) {
    switch p.pointee.op {
    case .notEqual: zip(p) { T.truth(!($0 == $1)) }
    case .less: zip(p) { T.truth($0 < $1) }
    case .lessEqual: zip(p) { T.truth($0 < $1 || $0 == $1) }
    case .greater: zip(p) { T.truth($0 > $1) }
    case .greaterEqual: zip(p) { T.truth($0 > $1 || $0 == $1) }
    case .and: zip(p) { T.truth($0.isTrue && $1.isTrue) }
    case .or: zip(p) { T.truth($0.isTrue || $1.isTrue) }
    case .gate: zip(p) { $0 > T.zero ? $1 : T.zero }
    default: zip(p) { T.truth($0 == $1) }
    }
  }

  static func choose(_ p: UnsafePointer<Instruction>) {
    let (rows, width) = extent(p)
    let d = lanes(p, p.pointee.d)
    let a = lanes(p, p.pointee.a)
    let b = lanes(p, p.pointee.b)
    let c = lanes(p, p.pointee.c)
    for r in 0..<rows { for l in 0..<width { d[r, l] = a[r, l].isTrue ? b[r, l] : c[r, l] } }
  }

  static func fill(_ p: UnsafePointer<Instruction>) {
    let d = Lanes<T>(p.pointee.d)
    let x = T(p.pointee.x)
    for r in 0..<p.pointee.rows { for l in 0..<p.pointee.width { d[r, l] = x } }
  }
}

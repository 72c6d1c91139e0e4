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

  /// d = f(a)
  @inline(__always)
  static func map(_ p: UnsafePointer<Instruction>, _ f: (T) -> T) {
    let (rows, width) = extent(p)
    let d = lanes(p, p.pointee.d)
    let a = lanes(p, p.pointee.a)
    for r in 0..<rows { for l in 0..<width { d[r, l] = f(a[r, l]) } }
  }

  /// d = f(a, b)
  @inline(__always)
  static func zip(_ p: UnsafePointer<Instruction>, _ f: (T, T) -> T) {
    let (rows, width) = extent(p)
    let d = lanes(p, p.pointee.d)
    let a = lanes(p, p.pointee.a)
    let b = lanes(p, p.pointee.b)
    for r in 0..<rows { for l in 0..<width { d[r, l] = f(a[r, l], b[r, l]) } }
  }

  static func choose(_ p: UnsafePointer<Instruction>) {
    let (rows, width) = extent(p)
    let d = lanes(p, p.pointee.d)
    let a = lanes(p, p.pointee.a)
    let b = lanes(p, p.pointee.b)
    let c = lanes(p, p.pointee.c)
    for r in 0..<rows { for l in 0..<width { d[r, l] = a[r, l].isTrue ? b[r, l] : c[r, l] } }
  }

  /// d = f(a, b, c)
  @inline(__always)
  static func zip(_ p: UnsafePointer<Instruction>, _ f: (T, T, T) -> T) {
    let (rows, width) = extent(p)
    let (d, a) = (lanes(p, p.pointee.d), lanes(p, p.pointee.a))
    let (b, c) = (lanes(p, p.pointee.b), lanes(p, p.pointee.c))
    for r in 0..<rows { for l in 0..<width { d[r, l] = f(a[r, l], b[r, l], c[r, l]) } }
  }

  static func fill(_ p: UnsafePointer<Instruction>) {
    let d = Lanes<T>(p.pointee.d)
    let x = T(p.pointee.x)
    for r in 0..<p.pointee.rows { for l in 0..<p.pointee.width { d[r, l] = x } }
  }
}

import Instructions

/// What an element-wise kernel stores: an operation together with its operands. A type, since the loop that is generic over it is
/// then compiled with all of it inside; a closure that returns a vector is called for each one.
protocol Expression {
  init(_ p: UnsafePointer<Instruction>)
  /// The same expression, its operands standing at row r.
  func row(_ r: Int) -> Self
  /// Vector v of this row.
  func vector(_ v: Int) -> V
  /// Whether all rows can be read as one.
  func isContinuous(_ width: Int) -> Bool
}

/// f(a)
struct Mapped<Op: UnaryOperation>: Expression {
  var a: VectorRows

  @inline(__always) init(a: VectorRows) { self.a = a }
  @inline(__always) init(_ p: UnsafePointer<Instruction>) { a = VectorRows(p.pointee.a) }
  @inline(__always) func row(_ r: Int) -> Mapped { Mapped(a: a.row(r)) }
  @inline(__always) func vector(_ v: Int) -> V { Op.of(a.vector(v)) }
  @inline(__always) func isContinuous(_ width: Int) -> Bool { a.isContinuous(width) }
}

/// f(a, b)
struct Zipped<Op: BinaryOperation, A: Source, B: Source>: Expression {
  var a: A
  var b: B

  @inline(__always) init(a: A, b: B) { (self.a, self.b) = (a, b) }
  @inline(__always) init(_ p: UnsafePointer<Instruction>) { (a, b) = (A(p.pointee.a), B(p.pointee.b)) }
  @inline(__always) func row(_ r: Int) -> Zipped { Zipped(a: a.row(r), b: b.row(r)) }
  @inline(__always) func vector(_ v: Int) -> V { Op.of(a.vector(v), b.vector(v)) }
  @inline(__always) func isContinuous(_ width: Int) -> Bool { a.isContinuous(width) && b.isContinuous(width) }
}

/// a != 0 ? b : c
struct Chosen<B: Source, C: Source>: Expression {
  var a: VectorRows
  var b: B
  var c: C

  @inline(__always) init(a: VectorRows, b: B, c: C) { (self.a, self.b, self.c) = (a, b, c) }
  @inline(__always) init(_ p: UnsafePointer<Instruction>) {
    (a, b, c) = (VectorRows(p.pointee.a), B(p.pointee.b), C(p.pointee.c))
  }
  @inline(__always) func row(_ r: Int) -> Chosen { Chosen(a: a.row(r), b: b.row(r), c: c.row(r)) }
  @inline(__always) func vector(_ v: Int) -> V { select(equal(a.vector(v), V.zero), c.vector(v), b.vector(v)) }
  @inline(__always) func isContinuous(_ width: Int) -> Bool {
    a.isContinuous(width) && b.isContinuous(width) && c.isContinuous(width)
  }
}

/// a, one element a row
struct Spread: Expression {
  var a: BroadcastRows

  @inline(__always) init(a: BroadcastRows) { self.a = a }
  @inline(__always) init(_ p: UnsafePointer<Instruction>) { a = BroadcastRows(p.pointee.a) }
  @inline(__always) func row(_ r: Int) -> Spread { Spread(a: a.row(r)) }
  @inline(__always) func vector(_ v: Int) -> V { a.vector(v) }
  @inline(__always) func isContinuous(_ width: Int) -> Bool { a.isContinuous(width) }
}

/// f(a, b, c)
struct Tripled<Op: TernaryOperation, A: Source, B: Source, C: Source>: Expression {
  var a: A
  var b: B
  var c: C

  @inline(__always) init(a: A, b: B, c: C) { (self.a, self.b, self.c) = (a, b, c) }
  @inline(__always) init(_ p: UnsafePointer<Instruction>) { (a, b, c) = (A(p.pointee.a), B(p.pointee.b), C(p.pointee.c)) }
  @inline(__always) func row(_ r: Int) -> Tripled { Tripled(a: a.row(r), b: b.row(r), c: c.row(r)) }
  @inline(__always) func vector(_ v: Int) -> V { Op.of(a.vector(v), b.vector(v), c.vector(v)) }
  @inline(__always) func isContinuous(_ width: Int) -> Bool {
    a.isContinuous(width) && b.isContinuous(width) && c.isContinuous(width)
  }
}

/// The distance of a and b on a circle of circumference c, times x.
struct ArcLength<A: Source, B: Source>: Expression {
  var a: A
  var b: B
  var c: BroadcastRows
  let unit: V

  @inline(__always) init(a: A, b: B, c: BroadcastRows, unit: V) { (self.a, self.b, self.c, self.unit) = (a, b, c, unit) }
  @inline(__always) init(_ p: UnsafePointer<Instruction>) {
    (a, b, c, unit) = (A(p.pointee.a), B(p.pointee.b), BroadcastRows(p.pointee.c), splat(Float(p.pointee.x)))
  }
  @inline(__always) func row(_ r: Int) -> ArcLength { ArcLength(a: a.row(r), b: b.row(r), c: c.row(r), unit: unit) }
  @inline(__always) func vector(_ v: Int) -> V {
    let t = abs(a.vector(v) - b.vector(v))
    return Lesser.of(t, c.vector(v) - t) * unit
  }
  @inline(__always) func isContinuous(_ width: Int) -> Bool {
    a.isContinuous(width) && b.isContinuous(width) && c.isContinuous(width)
  }
}

/// A constant.
struct Filled: Expression {
  var x: V

  @inline(__always) init(_ p: UnsafePointer<Instruction>) { x = splat(Float(p.pointee.x)) }
  @inline(__always) func row(_ r: Int) -> Filled { self }
  @inline(__always) func vector(_ v: Int) -> V { x }
  @inline(__always) func isContinuous(_ width: Int) -> Bool { true }
}

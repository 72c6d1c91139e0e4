import CVector
import Instructions

/// All that is made of a cotangent g.
struct Cotangent {
  /// Rows of the layer's input.
  let width: Int
  let g: UnsafeMutablePointer<Float>
  private let product: UnsafePointer<Instruction>
  private let input: Operand
  /// Row j of the cotangent times row i of the input goes to totals + j·step + i·column.
  private let totals: UnsafeMutablePointer<Float>
  private let step: Int
  private let column: Int
  /// Where the sums of the cotangent's rows go, if they are asked for.
  private var sums: UnsafeMutablePointer<Float>?

  /// - p: `accumulateRows`, `accumulateProduct` and `product`, in any order.
  /// - g: where the cotangent is; nil: where the instructions say.
  @inline(__always)
  init(
    _ p: UnsafePointer<Instruction>, _ count: Int, _ g: UnsafeMutablePointer<Float>?, _ context: UnsafeMutablePointer<TileContext>
  ) {
    var (product, outer) = (p, p)
    for i in 0..<count {
      switch p[i].op {
      case .product: product = p + i
      case .accumulateRows: sums = Plain<Float>.accumulators(p + i, context)
      default: outer = p + i
      }
    }
    let told = product.pointee.b
    (self.g, self.product) = (g ?? told.floats, product)
    (input, width, totals) = (outer.pointee.input(of: told), product.pointee.rows, Plain<Float>.accumulators(outer, context))
    let stride = outer.pointee.d.stride &* 16
    (step, column) = outer.pointee.b.pointer == told.pointer ? (16, stride) : (stride, 16)
  }

  /// Rows of the cotangent.
  var rows: Int { product.pointee.k }

  /// `accumulateRows` and `accumulateProduct`, of a row of g, or of a block of its lanes.
  @inline(__always)
  func accumulate<Rows: RowList>(_: Rows.Type, _ g: Rows.Lanes, _ row: Int, _ lane: Int = 0) {
    if let sums { cv_store16(sums + row &* 16, g.sum(cv_load16(sums + row &* 16))) }
    Rows.accumulate(input.floats + lane, input.stride, g, totals + row &* step, column)
  }

  /// `product`, of some rows of g, in a block of lanes. It comes last, since it may write where the input was.
  @inline(__always)
  func multiply<Rows: RowList>(_: Rows.Type, _ some: RowSet, _ lane: Int) {
    NarrowResult(product).add(Rows.self, some, g, 64, lane)
  }
}

/// The cotangent of a layer, and all that is made of it.
struct CotangentPass: PassLoop {
  /// `gate` or `gateProduct`, if it is there.
  private let gate: UnsafePointer<Instruction>?
  let cotangent: Cotangent

  @inline(__always)
  init(_ p: UnsafePointer<Instruction>, _ count: Int, _ context: UnsafeMutablePointer<TileContext>) {
    gate = p.pointee.isGate ? p : nil
    cotangent = gate == nil ? Cotangent(p, count, nil, context) : Cotangent(p + 1, count &- 1, nil, context)
  }

  @inline(never)
  func run<Rows: RowList>(_: Rows.Type) {
    for row in 0..<cotangent.rows { cotangent.accumulate(Rows.Whole.self, made(row), row) }
    for lane in Rows.Lanes.blocks { cotangent.multiply(Rows.self, RowSet(first: cotangent.rows), lane) }
  }

  /// A row of the cotangent, which the gate makes and stores if it is there.
  @inline(__always)
  private func made(_ row: Int) -> Quad {
    let d = cotangent.g + row &* 64
    guard let gate else { return Quad(d) }
    let (c, a) = (gate.pointee.c, Quad(gate.pointee.a.floats + row &* gate.pointee.a.stride))
    var g = Quad(gate.pointee.b.floats + row &* gate.pointee.b.stride)
    if gate.pointee.op == .gateProduct {
      let factor = c.floats + row &* c.stride
      g = g * (c.broadcast ? Quad(repeating: factor[0]) : Quad(factor))
    }
    g = g.gated(by: a)
    g.store(d)
    return g
  }
}

import CVector
import Instructions

#if ISA_V4
  /// All that is made of a cotangent.
  struct Cotangent: PassLoop {
    /// `product`, whose second operand is the cotangent.
    let product: UnsafePointer<Instruction>
    /// `gate` or `gateProduct`, if it is there.
    private var gate: UnsafePointer<Instruction>?
    /// The layer's input.
    let input: Operand
    /// Row j of the cotangent times row i of the input goes to totals + j·step + i·column.
    private let totals: UnsafeMutablePointer<Float>
    private let step: Int
    private let column: Int
    /// Where the sums of the cotangent's rows go, if they are asked for.
    private var sums: UnsafeMutablePointer<Float>?

    @inline(__always)
    init(_ p: UnsafePointer<Instruction>, _ count: Int, _ context: UnsafeMutablePointer<TileContext>) {
      var (product, outer) = (p, p)
      for i in 0..<count {
        switch p[i].op {
        case .product: product = p + i
        case .gate, .gateProduct: gate = p + i
        case .accumulateRows: sums = Plain<Float>.accumulators(p + i, context)
        default: outer = p + i
        }
      }
      self.product = product
      let g = product.pointee.b
      (input, totals) = (outer.pointee.input(of: g), Plain<Float>.accumulators(outer, context))
      let stride = outer.pointee.d.stride &* 16
      (step, column) = outer.pointee.b.pointer == g.pointer ? (16, stride) : (stride, 16)
    }

    @inline(never)
    func run<Rows: RowList>(_: Rows.Type) {
      var rows = CotangentRows<Rows>(self)
      var g = product.pointee.b.floats
      for r in 0..<product.pointee.k {
        if let gate { Cotangent.gated(gate, r).store(g) }
        rows.next(Quad(g))
        g += 64
      }
      rows.finish()
    }

    /// Row r of `gate` or `gateProduct`.
    @inline(__always)
    private static func gated(_ p: UnsafePointer<Instruction>, _ r: Int) -> Quad {
      let (a, b, c) = (Quad(p.pointee.a.floats + r &* p.pointee.a.stride), Quad(p.pointee.b.floats + r &* p.pointee.b.stride), p.pointee.c)
      if p.pointee.op == .gate { return b.gated(by: a) }
      return (b * (c.broadcast ? Quad(repeating: c.floats[r &* c.stride]) : Quad(c.floats + r &* c.stride))).gated(by: a)
    }

    /// What is made of the cotangent's rows, one after the other.
    struct CotangentRows<Rows: RowList> {
      private let input: Rows
      /// `product`
      private var back: Rows
      private let d: UnsafeMutablePointer<Float>
      private var a: UnsafePointer<Float>
      private var totals: UnsafeMutablePointer<Float>
      private var sums: UnsafeMutablePointer<Float>?
      private let parts: Cotangent
      private let stride: Int
      private let inner: Int

      @inline(__always)
      init(_ parts: Cotangent) {
        let product = parts.product
        (self.parts, input) = (parts, Rows(parts.input.floats, parts.input.stride))
        d = product.pointee.d.floats
        back = product.pointee.continues ? Rows(d, product.pointee.d.stride) : Rows()
        (a, totals, sums) = (UnsafePointer(product.pointee.a.floats), parts.totals, parts.sums)
        (stride, inner) = (product.pointee.a.stride, product.pointee.a.inner)
      }

      @inline(__always)
      mutating func next(_ g: Quad) {
        if let total = sums {
          cv_store16(total, g.sum(cv_load16(total)))
          sums = total + 16
        }
        input.accumulate(g, totals, parts.column)
        back.add(a, stride, g)
        a += inner
        totals += parts.step
      }

      @inline(__always)
      func finish() { back.store(d, parts.product.pointee.d.stride) }
    }
  }
#endif

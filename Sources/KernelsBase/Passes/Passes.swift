import CVector
import Instructions

// Several instructions in one pass: see `Pass`. Where there are not registers enough for the narrow side of a layer, they run one by one.

#if ISA_V4
  @inline(never)
  func runPass(_ pass: Pass, _ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
    switch pass.kind {
    case .layer: narrow(Layer(p), p.pointee.k)
    case .cotangent:
      let cotangent = Cotangent(p, pass.count, context)
      narrow(cotangent, cotangent.product.pointee.rows)
    case .error: narrow(ErrorPass(p, context), p.pointee.k)
    }
  }

  /// The loop of a pass, for so many rows on the narrow side.
  protocol PassLoop {
    func run<Rows: RowList>(_: Rows.Type)
  }

  @inline(__always)
  private func narrow(_ pass: some PassLoop, _ width: Int) {
    switch width {
    case 1: pass.run(Row1.self)
    case 2: pass.run(Row2.self)
    case 3: pass.run(Row3.self)
    default: pass.run(Row4.self)
    }
  }
#endif

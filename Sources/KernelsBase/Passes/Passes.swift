import Instructions

// Several instructions in one pass: see `Pass`.

@inline(never)
func runPass(_ pass: Pass, _ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
  switch pass.kind {
  case .layer: narrow(Layer(p), p.pointee.k)
  case .rectified: rectifiedProduct(p)
  case .cotangent:
    let loop = CotangentPass(p, pass.count, context)
    narrow(loop, loop.cotangent.width)
  case .error: narrow(ErrorPass(p, pass.count, context), p.pointee.k)
  }
}

/// The loop of a pass. `Rows` holds the narrow side of a layer; sums on that side are made in as many lanes at a time as stay in registers.
protocol PassLoop {
  func run<Rows: RowList>(_: Rows.Type)
}

@inline(__always)
func narrow(_ pass: some PassLoop, _ width: Int) {
  #if ISA_V4
    typealias Lanes = Quad
    typealias Fewer = Quad
  #else
    typealias Lanes = Pair
    typealias Fewer = Single
  #endif
  switch width {
  case 1: pass.run(Row1<Lanes>.self)
  case 2: pass.run(Row2<Lanes>.self)
  case 3: pass.run(Row3<Lanes>.self)
  default: pass.run(Row4<Fewer>.self)
  }
}

extension LaneBlock {
  /// Where the blocks of a row's lanes begin.
  @inline(__always) static var blocks: StrideTo<Int> { stride(from: 0, to: 64, by: lanes) }
}

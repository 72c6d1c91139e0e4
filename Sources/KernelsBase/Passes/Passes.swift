import Instructions

// Several instructions in one pass: see `Pass`. It goes over as many lanes at a time as leave the narrow side of a layer in registers.

@inline(never)
func runPass(_ pass: Pass, _ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
  switch pass.kind {
  case .layer: narrow(Layer(p), p.pointee.k)
  case .cotangent:
    let loop = CotangentPass(p, pass.count, context)
    narrow(loop, loop.cotangent.width)
  case .error: narrow(ErrorPass(p, pass.count, context), p.pointee.k)
  }
}

/// The loop of a pass, for so many rows on the narrow side.
protocol PassLoop {
  func run<Rows: RowList>(_: Rows.Type) where Rows.Lanes == Block
}

@inline(__always)
private func narrow(_ pass: some PassLoop, _ width: Int) {
  switch width {
  case 1: pass.run(Row1<Block>.self)
  case 2: pass.run(Row2<Block>.self)
  case 3: pass.run(Row3<Block>.self)
  default: pass.run(Row4<Block>.self)
  }
}

/// Where the blocks of a row's lanes begin.
@inline(__always)
var blocks: StrideTo<Int> { stride(from: 0, to: 64, by: Block.lanes) }

import Instructions

#if ISA_V4
  /// A layer, the squares of what it misses, and its cotangent, which alone is stored.
  struct ErrorPass: PassLoop {
    private let layer: UnsafePointer<Instruction>
    /// `reluSub`, or `sub`, which goes over some rows.
    private let sub: UnsafePointer<Instruction>
    private let squares: UnsafePointer<Instruction>
    private let gate: UnsafePointer<Instruction>
    private let ranges: RowRanges?

    @inline(__always)
    init(_ p: UnsafePointer<Instruction>, _ context: UnsafeMutablePointer<TileContext>) {
      layer = p
      sub = p[1].op == .relu ? p + 2 : p + 1
      (squares, gate) = (sub + 1, sub + 2)
      ranges = sub.pointee.selection.flatMap { rows in context.pointee.ranges.map { $0[rows.ranges] } }
    }

    @inline(never)
    func run<Rows: RowList>(_: Rows.Type) {
      var loop = Loop<Rows>(self)
      let (rows, x, stride) = (layer.pointee.rows, UnsafePointer(sub.pointee.b.floats), sub.pointee.b.stride)
      if let selection = sub.pointee.selection {
        for i in 0..<(ranges?.count ?? 0) {
          guard let range = ranges?.first[i] else { break }
          let start = Int(range.start) &- selection.offset
          let end = start &+ Int(range.count)
          guard end > loop.row, start < rows else { continue }
          loop.run(through: start)
          loop.run(through: end < rows ? end : rows, subtracting: x, stride)
        }
        loop.run(through: rows)
      } else {
        loop.run(through: rows, subtracting: x, stride)
      }
      loop.sum.store(squares.pointee.d.floats)
    }

    private struct Loop<Rows: RowList> {
      private let input: Rows
      private var layer: LayerRows
      private var g: UnsafeMutablePointer<Float>
      private var c: UnsafePointer<Float>
      private let step: Int
      /// Of the squares.
      var sum: Quad
      /// The next row.
      var row = 0

      @inline(__always)
      init(_ pass: ErrorPass) {
        input = Rows(pass.layer.pointee.b.floats, pass.layer.pointee.b.stride)
        layer = LayerRows(pass.layer)
        sum = pass.squares.pointee.continues ? Quad(pass.squares.pointee.d.floats) : Quad()
        let gate = pass.gate
        (g, c, step) = (gate.pointee.d.floats, UnsafePointer(gate.pointee.c.floats), gate.pointee.c.stride)
      }

      /// Rows up to `end`, of which nothing is taken.
      @inline(__always)
      mutating func run(through end: Int) {
        while row < end {
          let z = layer.next(input)
          next(z, z.rectified)
        }
      }

      /// Rows up to `end`, from which those at x are taken.
      @inline(__always)
      mutating func run(through end: Int, subtracting x: UnsafePointer<Float>, _ stride: Int) {
        while row < end {
          let z = layer.next(input)
          next(z, z.rectified - Quad(x + row &* stride))
        }
      }

      @inline(__always)
      private mutating func next(_ z: Quad, _ error: Quad) {
        sum.add(error, error)
        error.gated(by: z, times: Quad(repeating: c[0])).store(g)
        c += step
        g += 64
        row &+= 1
      }
    }
  }
#endif

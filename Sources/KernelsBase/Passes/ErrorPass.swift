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

    @inline(__always)
    func run<Rows: RowList>(_: Rows.Type) {
      if gate.pointee.op == .gate { run(Rows.self, Gating.self) } else { run(Rows.self, GatingProduct.self) }
    }

    @inline(never)
    private func run<Rows: RowList, Ending: ErrorEnding>(_: Rows.Type, _: Ending.Type) {
      var loop = Loop<Rows, Ending>(self)
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

    private struct Loop<Rows: RowList, Ending: ErrorEnding> {
      private let input: Rows
      private var layer: LayerRows
      private var ending: Ending
      private var g: UnsafeMutablePointer<Float>
      /// Of the squares.
      var sum: Quad
      /// The next row.
      var row = 0

      @inline(__always)
      init(_ pass: ErrorPass) {
        input = Rows(pass.layer.pointee.b.floats, pass.layer.pointee.b.stride)
        layer = LayerRows(pass.layer)
        sum = pass.squares.pointee.continues ? Quad(pass.squares.pointee.d.floats) : Quad()
        (ending, g) = (Ending(pass.gate), pass.gate.pointee.d.floats)
      }

      /// Rows up to `end`, of which nothing is taken.
      @inline(__always)
      mutating func run(through end: Int) {
        while row < end {
          let y = layer.next(input)
          let error = y.rectified
          next(error, ending.next(rectified: error, y))
        }
      }

      /// Rows up to `end`, from which those at x are taken.
      @inline(__always)
      mutating func run(through end: Int, subtracting x: UnsafePointer<Float>, _ stride: Int) {
        while row < end {
          let y = layer.next(input)
          let error = y.rectified - Quad(x + row &* stride)
          next(error, ending.next(error, y))
        }
      }

      @inline(__always)
      private mutating func next(_ error: Quad, _ cotangent: Quad) {
        sum.add(error, error)
        cotangent.store(g)
        g += 64
        row &+= 1
      }
    }
  }

  /// How the cotangent is made of the error and the layer before its activation, row by row.
  private protocol ErrorEnding {
    init(_ gate: UnsafePointer<Instruction>)
    mutating func next(_ error: Quad, _ layer: Quad) -> Quad
    /// Where nothing is taken of the layer's rows.
    mutating func next(rectified: Quad, _ layer: Quad) -> Quad
  }

  /// `gate`
  private struct Gating: ErrorEnding {
    @inline(__always) init(_ gate: UnsafePointer<Instruction>) {}
    @inline(__always) func next(_ error: Quad, _ layer: Quad) -> Quad { error.gated(by: layer) }
    /// It is 0 already where the gate is closed.
    @inline(__always) func next(rectified: Quad, _ layer: Quad) -> Quad { rectified }
  }

  /// `gateProduct` with a number for each row.
  private struct GatingProduct: ErrorEnding {
    private var c: UnsafePointer<Float>
    private let step: Int

    @inline(__always)
    init(_ gate: UnsafePointer<Instruction>) { (c, step) = (UnsafePointer(gate.pointee.c.floats), gate.pointee.c.stride) }

    @inline(__always)
    mutating func next(_ error: Quad, _ layer: Quad) -> Quad {
      let factor = Quad(repeating: c[0])
      c += step
      return (error * factor).gated(by: layer)
    }
    @inline(__always) mutating func next(rectified: Quad, _ layer: Quad) -> Quad { next(rectified, layer) }
  }
#endif

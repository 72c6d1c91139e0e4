extension Instruction {
  /// How the fast machine runs an instruction.
  public enum Form: Sendable {
    /// By its own loops over vectors.
    case vectors
    /// Element by element, of a width that may be no multiple of a machine's vectors: what is by vectors, then the rest.
    case partial
    /// As the plain machine does.
    case plain

    /// Element-wise instructions have a fast form where an operand is in vectors, at every width that is a multiple of 16; most others at
    /// width 64, with operands in vectors.
    public init(of instruction: Instruction) {
      self = !Form.isFast(instruction) ? .plain : instruction.width & 63 == 0 ? .vectors : .partial
    }

    private static func isFast(_ p: Instruction) -> Bool {
      let tile = p.width == 64
      let vectors = p.width & 15 == 0
      let (a, b) = (!p.a.broadcast, !p.b.broadcast)
      switch p.op {
      case .copy, .neg, .abs, .sqrt, .exp, .log, .sin, .cos, .asin, .acos, .atan, .tanh, .sigmoid, .relu, .floor, .ceil, .round, .sign,
        .not,
        .choose, .reluSub:
        return vectors && a
      case .arc: return vectors && (a || b) && p.c.broadcast
      case .cosWindow: return vectors && a && b
      case .keep: return vectors && a && !b && !p.c.broadcast
      case .keepProduct: return vectors && a && !b && p.c.broadcast
      case .gateProduct: return vectors && a && b
      case .add, .sub, .mul, .div, .pow, .mod, .min, .max, .atan2, .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .and, .or,
        .gate, .addRelu:
        return vectors && (a || b)
      case .fill: return vectors
      case .sumWeightedSquares: return tile && a && !b && p.n > 0
      case .sum, .sumSquares, .minimum, .maximum, .argmin, .argmax, .any, .all, .cumsum: return tile && a && p.n > 0
      case .topMask, .gather, .scatterAdd, .accumulateRows: return tile && a
      case .product, .productAdd: return tile && (a || b)
      case .accumulateProduct, .accumulateMatrix: return tile && a && b
      case .sumLanes, .sumChunks, .transpose: return tile
      case .uniform, .integer: return tile && p.n <= 1 << 31
      case .load: return tile && p.rows == 1
      case .weight, .store, .take, .takeBack, .accumulateTake: return false
      }
    }
  }
}

import Instructions
import Tensor

/// C[m × n] = A[m × k] · B[k × n], where A or B may be stored transposed. Vectors are matrices of one row or column.
struct Product: Primitive {
  let m: Int
  let k: Int
  let n: Int
  /// A is stored as [k × m], B as [n × k].
  let aTransposed: Bool
  let bTransposed: Bool
  let result: [Int]

  var name: String { "matmul" }
  func shape(_ inputs: [[Int]]) throws(TensorError) -> [Int] { result }

  /// dA = G·Bᵀ and dB = Aᵀ·G, each in the orientation in which the operand is stored.
  func gradient(_ x: [Term], _ y: Term, _ g: Term) throws(TensorError) -> [Term?] {
    let a = x[0].shape
    let b = x[1].shape
    let da =
      aTransposed
      ? Product(m: k, k: n, n: m, aTransposed: bTransposed, bTransposed: true, result: a).applied(x[1], g)
      : Product(m: m, k: n, n: k, aTransposed: false, bTransposed: !bTransposed, result: a).applied(g, x[1])
    let db =
      bTransposed
      ? Product(m: n, k: m, n: k, aTransposed: true, bTransposed: aTransposed, result: b).applied(g, x[0])
      : Product(m: k, k: m, n: n, aTransposed: !aTransposed, bTransposed: false, result: b).applied(x[0], g)
    return try [da.get(), db.get()]
  }

  private func applied(_ a: Term, _ b: Term) -> Result<Term, TensorError> {
    Result { () throws(TensorError) in try Term.apply(self, [a, b]) }
  }

  /// Whether its sum over samples is better made as one product over the lanes than in 16 lanes for each element: where it is an outer product
  /// of vectors so long that 16 lanes would leave the caches.
  func isLargeMatrix(_ lanes: Int) -> Bool { k == 1 && m >= 8 && n >= lanes / 2 && m * n >= 2048 }

  func isLinear(in inputs: Set<Int>) -> Bool { inputs.count == 1 }

  /// Whether its matrix is so large that it matters in which order it is read.
  var isLarge: Bool { m >= 16 && k >= 16 && m * k >= 1 << 14 }

  func emit(_ inputs: [Form], _ output: Form) -> [Draft] { [Draft(instruction(.product, inputs, output), [0, 1])] }

  /// The product, or its sum over samples, with operands in their places.
  func instruction(_ op: Opcode, _ inputs: [Form], _ output: Form) -> Instruction {
    var instruction = Instruction(op, rows: m, width: output.isTile ? lanes : 1, d: Operand(nil, stride: output.step))
    instruction.k = k
    instruction.n = n
    instruction.a = inputs[0].operand(stride: aTransposed ? 1 : k, inner: aTransposed ? m : 1)
    instruction.b = inputs[1].operand(stride: bTransposed ? 1 : n, inner: bTransposed ? k : 1)
    if !output.isTile {
      instruction.a.broadcast = false
      instruction.b.broadcast = false
    }
    return instruction
  }

  static var probes: [Probe] {
    [false, true].flatMap { a in
      [false, true].map { b in
        Probe(
          Product(m: 2, k: 3, n: 4, aTransposed: a, bTransposed: b, result: [2, 4]), [a ? [3, 2] : [2, 3], b ? [4, 3] : [3, 4]])
      }
    } + [Probe(Product(m: 1, k: 3, n: 1, aTransposed: false, bTransposed: false, result: []), [[3], [3]])]
  }
}

extension Term {
  /// The operand of a product: what is stored, and whether it is the transpose of that.
  private var stored: (term: Term, transposed: Bool) {
    if case .symbol(let symbol) = self, let gather = symbol.node.primitive as? Gather, gather.transposed != nil {
      return (.symbol(Symbol(graph: symbol.graph, id: symbol.node.inputs[0])), true)
    }
    return (self, false)
  }

  /// What a message calls it: its shape, or a number.
  private var words: String { shape.isEmpty ? "a number" : shapeText(shape) }

  /// `a @ b` for vectors and matrices: [m×k][k] → [m], [k][k×n] → [n], [m×k][k×n] → [m×n], [k][k] → a number.
  public static func product(_ a: Term, _ b: Term) throws(TensorError) -> Term {
    guard (1...2).contains(a.rank), (1...2).contains(b.rank) else {
      throw TensorError("@ takes vectors and matrices, not \(a.words) and \(b.words)")
    }
    let k = a.shape[a.rank - 1]
    guard k == b.shape[0] else {
      throw TensorError(mismatch: a.shape, b.shape, "\(k) and \(b.shape[0]) differ")
    }
    let m = a.rank == 2 ? a.shape[0] : 1
    let n = b.rank == 2 ? b.shape[1] : 1
    let left = a.stored
    let right = b.stored
    // a vector times a matrix is the matrix's transpose times the vector: one form for the planner
    if a.rank == 1, b.rank == 2 {
      let product = Product(m: n, k: k, n: 1, aTransposed: !right.transposed, bTransposed: false, result: [n])
      return try Term.apply(product, [right.term, left.term])
    }
    let product = Product(
      m: m, k: k, n: n, aTransposed: left.transposed, bTransposed: right.transposed,
      result: (a.rank == 2 ? [m] : []) + (b.rank == 2 ? [n] : []))
    return try Term.apply(product, [left.term, right.term])
  }
}

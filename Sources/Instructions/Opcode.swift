/// What one instruction of the tile machine does. `docs/engine.md` says how they fit together.
///
/// A value is rows of `width` elements: in a tile a row is one component of a value for 64 samples (width 64), once a step
/// it is a dense array (element-wise: one row as wide as the array, padded to 16; otherwise width 1, a row per element).
/// `d`, `a`, `b`, `c` are the operands of `Instruction`; a(r, l) is element l of row r.
public enum Opcode: UInt16, Sendable, CaseIterable {
  // element by element: d(r,l) = f(a(r,l)), rows × width
  case copy, neg, abs, sqrt, exp, log, sin, cos, asin, acos, atan, tanh, sigmoid, relu, floor, ceil, round, sign, not
  // (round is half to even; relu, sign and the like leave NaN as it is; not is 1 for 0 alone)
  // d(r,l) = f(a(r,l), b(r,l)); mod has the divisor's sign; min and max are NaN where one is; pow and atan2 as in C;
  // comparisons and logic give 0 and 1: with NaN a comparison is 0, but notEqual 1; in logic all but 0 is true
  case add, sub, mul, div, pow, mod, min, max, atan2
  case equal, notEqual, less, lessEqual, greater, greaterEqual, and, or
  /// d = a ≤ 0 ? 0 : b, the gradient of relu; b where a is NaN
  case gate
  /// d = a != 0 ? b : c
  case choose
  /// d(r,l) = x
  case fill

  // over the middle of [rows × n × inner]: row (o·n + j)·inner + q of a → row o·inner + q of d, for o < rows, j < n, q < inner
  // (argmin and argmax give j, the first one where several are equal; any and all give 0 and 1; to minimum, maximum, argmin
  // and argmax NaN is extreme; n = 0 gives 0, ∞, -∞, 0, 0, 0, 1. Sums of Float go in the order of j, in the plain machine in Double; sums start
  // from d where the instruction `continues`)
  case sum, minimum, maximum, argmin, argmax, any, all
  /// running sum over the middle; d has the shape of a
  case cumsum
  /// d has the shape of a, [rows × n]: 1 where the element is one of the k largest of its n, else 0; ties to the first,
  /// NaN is largest
  case topMask

  // moves of whole rows
  /// row r of d = row map[r] of a, for r < rows
  case gather
  /// d (of n rows) is set to 0; then row map[r] of d += row r of a, for r < rows in order
  case scatterAdd
  /// numbers, not rows: d[j·d.stride + i] = a[i·a.stride + j], i < rows, j < n
  case transpose

  // products: d(i·n + j, l) = Σ_k A(i,k,l)·B(k,j,l), i < rows, k < k, j < n; a row of A is at a.pointer + i·a.stride + k·a.inner
  // and of B at b.pointer + k·b.stride + j·b.inner, each of width elements, or of one (broadcast) that stands for all; the sums start from 0, or from d where the instruction `continues`
  case product

  // draws, from the context's key: see Philox
  /// d(r,l) = uniform on [0, 1), 24 bits; stream `stream`, rows `row` …
  case uniform
  /// d(r,l) = whole number in 0 ..< n, the high half of word·n, n ≤ 2³²
  case integer

  // between tiles and memory (width 64 only)
  /// d(r,l) = a[index(l)·n + r]: a is a table of samples [samples × n], index(l) from the context
  case load
  /// d(0,l) = weight of sample l: 1/batch, 0 for lanes past the end
  case weight
  /// output [samples × n]: d[sample(l)·n + r] = a(r,l), for lanes that hold a sample
  case store

  // an index that differs per sample: j(r,l) = whole number in row r of b, 0 ≤ j < n; else the element is 0 and nothing is added, and the
  // context's fault is set, unless the lane is one of a tile (width 64) that holds no sample
  /// d(r·inner + q, l) = a(j(r,l)·inner + q, l), r < rows, q < inner; a is [n × inner] rows, or broadcast (a table)
  case take
  /// d (n·inner rows) is set to 0; then d(j(r,l)·inner + q, l) += a(r·inner + q, l), r in order
  case takeBack

  // sums over samples, into the accumulators of the chunk: acc is Float [size × 16], element e's partial sums at e·16 + l % 16
  /// acc[(i·d.stride + j)·16 + l%16] += Σ_k A(i,k,l)·B(k,j,l), operands as in product; acc at `accumulator` elements
  case accumulateProduct
  /// the same for k = 1 in few numbers, for large matrices: sums[i·d.stride + j] += Σ_l A(i,l)·B(j,l), in the order of the lanes; sums at `accumulator`
  /// elements; their rows may be written up to the next multiple of 64 elements, with what they held. d is scratch, 64 rows
  case accumulateMatrix
  /// acc[r·16 + l%16] += a(r,l), r < rows
  case accumulateRows
  /// acc[(j(r,l)·inner + q)·16 + l%16] += a(r·inner + q, l), j from b
  case accumulateTake
  /// d(e) = the 16 numbers at a + e·16, added by halves: 8, 4, 2, 1; e < rows. They are then 0
  case sumLanes
  /// d(r·k + j) = Σ_c a[c·a.stride + r·a.inner + j], r < rows, j < k: n chunks, in their order
  case sumChunks

  // several instructions in one pass; the sequence of them is what the result is held against
  /// product, whose sums start from c: d(r) from c(r)
  case productAdd
  /// d = max(a, 0) − b, with relu's treatment of NaN
  case reluSub
  /// d = max(a + b, 0), with relu's treatment of NaN
  case addRelu
  /// d = min(t, c − t)·x, t = |a − b|: a distance on a circle of circumference c, in units of 1/x
  case arc
  /// d = a ≤ x ? cos(a)·b : 0
  case cosWindow
  /// d = a ≤ b ? c : 0
  case keep
  /// d = a < b ? a·c : 0
  case keepProduct
  /// d = a ≤ 0 ? 0 : b·c
  case gateProduct
  /// sum of the squares, operands as in sum, in fused multiply-adds
  case sumSquares
  /// d(0,l) = Σ_j b(j,l)·a(j,l)², j < n, each product rounded; continues as sum does
  case sumWeightedSquares

  /// Whether each element of the result follows from the same elements of the operands. Those that stand before `sum`.
  public var isElementwise: Bool { rawValue <= Opcode.fill.rawValue }
}

/// Where an operand is, and how far apart its rows are.
public struct Operand: Sendable {
  /// First element. Float in the fast machine; the element type of the machine in the plain one.
  nonisolated(unsafe) public var pointer: UnsafeMutableRawPointer?
  /// Elements from one row to the next; 0: one row for all.
  public var stride: Int
  /// Elements from one inner row to the next, in products.
  public var inner: Int
  /// A row is one element, which stands for all lanes.
  public var broadcast: Bool

  public init(_ pointer: UnsafeMutableRawPointer?, stride: Int, inner: Int = 0, broadcast: Bool = false) {
    self.pointer = pointer
    self.stride = stride
    self.inner = inner
    self.broadcast = broadcast
  }

  public static let none = Operand(nil, stride: 0)
}

/// One instruction, with every address resolved. The meaning of the counts is told at each `Opcode`.
public struct Instruction: Sendable {
  public var op: Opcode
  /// How the fast machine runs it; nil where it is to find out.
  public var form: Form?
  /// What it begins, together with those behind it.
  public var pass: Pass?
  /// How many instructions later what it writes is read for the last time, as far as is known.
  public var reach = Int.max / 2
  /// Where the instruction stands in the plan, for faults.
  public var place: Int32 = 0
  /// Draws: which draw of the trace this is.
  public var stream: UInt32 = 0
  /// Draws: number of the first row.
  public var row: UInt32 = 0
  public var rows: Int
  public var width: Int
  public var n: Int = 0
  public var k: Int = 0
  public var inner: Int = 1
  /// The constant of `fill`, `arc` and `cosWindow`.
  public var x: Double = 0
  /// First element (not lane) in the chunk's accumulators.
  public var accumulator: Int = 0
  /// `product`, `sum`, `sumSquares` and `sumWeightedSquares`: the sums go on from what d holds.
  public var continues = false
  /// `product`, `productAdd` and `accumulateMatrix`: all numbers are finite, so that terms that are 0 in all lanes may be left out.
  public var skipsZeros = false
  /// Goes over some of its rows only.
  public var selection: RowSelection?
  public var d: Operand
  public var a: Operand
  public var b: Operand
  public var c: Operand
  nonisolated(unsafe) public var map: UnsafePointer<Int32>?

  public init(
    _ op: Opcode, rows: Int, width: Int, d: Operand = .none, a: Operand = .none, b: Operand = .none, c: Operand = .none,
    map: UnsafePointer<Int32>? = nil
  ) {
    self.op = op
    self.rows = rows
    self.width = width
    self.d = d
    self.a = a
    self.b = b
    self.c = c
    self.map = map
  }
}

/// Which rows an instruction goes over in a tile: ranges of the context, and what they number.
public struct RowSelection: Sendable {
  public enum Axis: Sendable {
    /// Rows of d, or of A in `accumulateProduct`.
    case rows
    /// Columns of B in `accumulateProduct`.
    case columns
    /// The terms of a product.
    case terms
  }
  /// Number of the ranges in the context.
  public var ranges: Int
  public var axis: Axis
  /// What the instruction's first row is in the ranges' numbers.
  public var offset = 0
  /// The same instruction without a selection, which one thread may change: what is done with one range.
  nonisolated(unsafe) public var part: UnsafeMutablePointer<Instruction>?

  public init(ranges: Int, axis: Axis) {
    self.ranges = ranges
    self.axis = axis
  }
}

/// Rows one after another.
public struct RowRange: Sendable {
  public var start: Int32
  public var count: Int32

  public init(start: Int32, count: Int32) {
    self.start = start
    self.count = count
  }
}

/// Ranges that ascend and don't touch.
public struct RowRanges: Sendable {
  nonisolated(unsafe) public var first: UnsafePointer<RowRange>
  public var count: Int

  public init(first: UnsafePointer<RowRange>, count: Int) {
    self.first = first
    self.count = count
  }
}

/// What a tile's instructions know of their place in the run.
public struct TileContext {
  /// The two words of the Philox key.
  public var key: (UInt32, UInt32)
  /// Step, the second word of the counter.
  public var step: UInt32
  /// Number of the sample in lane 0, a multiple of 64.
  public var sample: Int
  /// How many lanes hold a sample (1 ... 64).
  public var lanes: Int
  /// Weight of a sample.
  public var weight: Double
  /// Rows of the table for `load`, one per sample of the batch (`indices[sample + l]`); nil: from row `first` on, one after the other.
  /// Lanes past the end load the row of the last sample.
  public var indices: UnsafePointer<Int32>?
  /// The row that `load` takes for lane 0 where there are no indices: the sample's number, unless it is set.
  public var first: Int
  /// Accumulators of this chunk, 16 lanes an element.
  public var accumulators: UnsafeMutableRawPointer?
  /// Sums of this chunk, one number an element.
  public var sums: UnsafeMutableRawPointer?
  /// The rows that instructions with a selection go over, by the number of the selection.
  public var ranges: UnsafePointer<RowRanges>?
  /// Set by the first instruction that meets an index out of range: its place + 1, and the index.
  public var fault: Int32 = 0
  public var faultIndex: Double = 0

  public init(
    key: (UInt32, UInt32), step: UInt32, sample: Int, lanes: Int, weight: Double, indices: UnsafePointer<Int32>?,
    accumulators: UnsafeMutableRawPointer?
  ) {
    self.key = key
    self.step = step
    self.sample = sample
    first = sample
    self.lanes = lanes
    self.weight = weight
    self.indices = indices
    self.accumulators = accumulators
  }
}

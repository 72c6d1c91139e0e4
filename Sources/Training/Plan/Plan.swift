import Instructions

/// Where a value of the plan lies.
enum Location: Hashable, Sendable {
  /// In the tiles of a thread: rows of 64 lanes, from this row on.
  case tile(row: Int)
  /// In the memory of the run: elements from this one on.
  case dense(Int)
  /// In the numbers of the step, in Double.
  case number(Int)
  /// In memory that the caller gives for the input or output with this number.
  case external(Int)
  /// In the draws of the batch, a row each.
  case drawn(row: Int)
}

/// An instruction with the places of its operands.
struct Planned: Sendable {
  var instruction: Instruction
  var d: Location?
  var a: Location?
  var b: Location?
  var c: Location?
  var table: MoveTable?
}

/// A sum over the batch: where a chunk's sums of it are, and where the batch's go.
struct BatchTotal: Sendable {
  /// Whether it is a large matrix, with the rows of one chunk so many elements apart; else all is one row.
  var isMatrix: Bool
  /// First element: among the matrices of a chunk, in dense memory where chunks share them, or among what has lanes.
  var from: Int
  var rows: Int
  var columns: Int
  var stride: Int
  /// Dense place.
  var to: Int
}

/// Updates of large inputs of one size, which are made a block of elements after the other: what they follow from lies in a few rows of a thread.
struct BlockUpdate: Sendable {
  /// Elements of an input.
  var count: Int
  /// Makes the parameters' new values in rows.
  var trial: [Planned] = []
  /// First rows of these values, which must be finite.
  var checked: [Int] = []
  /// Makes all new values in their places.
  var updates: [Planned] = []
  /// Rows that a thread needs.
  var rows = 0

  /// Elements of a block.
  static let block = 4096
  /// Rows of 64 that a block's value takes.
  static let rowsOfValue = block / lanes
}

/// What a step does, in order: numbers, values that depend on no sample, the tiles of each chunk, and what follows from
/// the sums over the batch.
struct Plan: Sendable {
  /// Element arithmetic of single numbers, in Double.
  var numbers: [Planned] = []
  /// Numbers that the machine's instructions read: from the step's Doubles to dense memory.
  var conversions: [(from: Int, to: Int)] = []
  /// Run once, when the plan is laid out: what follows from constants alone.
  var once: [Planned] = []
  var before: [Planned] = []
  var tile: [Planned] = []
  /// Sums of large matrices over the batch, where chunks share them: for each tile, when its program has run.
  var matrices: [Planned] = []
  /// How the batch is cut.
  var chunks = Chunks(count: 1, tiles: 1, shareMatrices: false)
  /// Multiplies sums over the batch.
  var factors: [Planned] = []
  /// What follows from the sums.
  var after: [Planned] = []
  /// Gives large inputs their new values, at the end.
  var blockUpdates: [BlockUpdate] = []
  /// Gives the others theirs, after them.
  var updates: [Planned] = []
  /// Dense elements that must be finite before that.
  var checked: [Range<Int>] = []

  /// What is drawn before the samples are sorted; nil where they stay in their order.
  var draws: DrawPlan?
  /// Rows that a thread needs for its tile.
  var tileRows = 0
  /// Elements of the run's memory.
  var denseCount = 0
  var numberCount = 0
  /// Elements of a chunk that are accumulated in 16 lanes.
  var accumulatorCount = 0
  /// Elements of a chunk's large matrices, which are accumulated in one number each.
  var matrixCount = 0
  /// The sums over the batch.
  var sums: [BatchTotal] = []
  /// Constants: dense place and elements.
  var constants: [(to: Int, values: [Double])] = []
  /// Dense places of the nodes that the caller sets or reads, by node.
  var dense: [Int: Int] = [:]
  /// Places of the numbers that the caller sets, by node.
  var numberInputs: [Int: Int] = [:]
}

/// How a batch is cut into parts that threads work on: by the plan and the batch alone.
struct Chunks: Sendable {
  var count: Int
  /// Tiles of each.
  var tiles: Int
  /// Whether there is one sum of each large matrix, and not one for each chunk.
  var shareMatrices: Bool

  /// A quarter of the batch, as far as that lies between these.
  private static let tilesOfOne = 2...4
  /// Bytes that the chunks' large matrices may take together; beyond that, chunks share them.
  static let matrixBytes = 8 << 20
  /// Bytes that all sums of chunks may take together where there are more than two; with larger ones there are fewer chunks.
  private static let sumBytes = 64 << 20

  init(count: Int, tiles: Int, shareMatrices: Bool) { (self.count, self.tiles, self.shareMatrices) = (count, tiles, shareMatrices) }

  init(_ plan: Plan, _ precision: Precision, batch: Int, matrixBytes: Int) {
    let all = (batch + lanes - 1) / lanes
    let quarter = min(max(all / 4, Chunks.tilesOfOne.lowerBound), Chunks.tilesOfOne.upperBound)
    shareMatrices = plan.matrixCount * precision.size * ((all + quarter - 1) / quarter) > matrixBytes
    let bytes = max(1, (plan.laneSums + (shareMatrices ? 0 : plan.matrixCount)) * precision.size)
    let most = max(2, Chunks.sumBytes / bytes)
    tiles = max(quarter, (all + most - 1) / most)
    count = (all + tiles - 1) / tiles
  }

  /// The tiles of a chunk.
  func tiles(of chunk: Int, batch: Int) -> Range<Int> { chunk * tiles..<min((chunk + 1) * tiles, (batch + lanes - 1) / lanes) }
}

extension Plan {
  /// Elements of a chunk's sums that come from lanes; behind them lie the matrices. Whole cache lines.
  var laneSums: Int { (accumulatorCount + 15) / 16 * 16 }
  /// Elements of a chunk's sums.
  var sumCount: Int { laneSums + (chunks.shareMatrices ? 0 : matrixCount) }

  /// Lets products leave out what is 0 in all samples of a tile: sparse features, hidden units that none of them excites. What they
  /// multiply is finite in a training: a step that makes other parameters is not taken.
  mutating func skipZeros() {
    for i in tile.indices { tile[i].instruction.skipsZeros = true }
    for i in matrices.indices { matrices[i].instruction.skipsZeros = true }
  }
}

/// What a step has to do, in terms of a graph.
public struct Goal {
  public var graph: Graph
  /// Values of a step that are read after it: the loss.
  public var results: [Symbol] = []
  /// Inputs that get a new value at the end of a step: parameters and the optimizer's state.
  public var updates: [(input: Symbol, value: Symbol)] = []
  /// How many of the updates, from the first on, are made only if all their values are finite: parameters.
  public var guarded = 0
  /// Values per sample that are written out, a row a sample.
  public var stored: [Symbol] = []
  /// Values that the caller sets before a step.
  public var inputs: [Symbol] = []

  public init(graph: Graph) { self.graph = graph }
}

import Instructions
import Synchronization
import Tensor

/// Updates of large inputs: the threads take a block of elements each, and go through all that an update takes while the block is in their caches.
///
/// A class: the threads of a team share it.
final class BlockUpdates: StoppableWork {
  /// An instruction as it is for the first block, and which of its operands lie in rows, and so are the same for all blocks.
  private struct Step {
    let instruction: Instruction
    let isFixed: (d: Bool, a: Bool, b: Bool, c: Bool)

    init(_ planned: Planned, _ resolver: Resolver, rows: UnsafeMutableRawPointer) {
      func isRow(_ location: Location?) -> Bool { if case .tile? = location { true } else { false } }
      instruction = resolver.resolve(planned, tile: rows)
      isFixed = (isRow(planned.d), isRow(planned.a), isRow(planned.b), isRow(planned.c))
    }
  }

  private let plan: BlockUpdate
  private let precision: Precision
  private let team: Team
  private let machine: KernelSet.Run
  /// Of each thread: its rows, and its instructions.
  private let rows: [Memory]
  private let trial: [[Step]]
  private let updates: [[Step]]
  private var isTrial = true
  private let isFinite = Atomic<Bool>(true)

  init(_ plan: BlockUpdate, resolver: Resolver, precision: Precision, team: Team, machine: @escaping KernelSet.Run) {
    (self.plan, self.precision, self.team, self.machine) = (plan, precision, team, machine)
    let rows = (0..<team.threads).map { _ in Memory(bytes: plan.rows * lanes * precision.size) }
    trial = rows.map { rows in plan.trial.map { Step($0, resolver, rows: rows.base) } }
    updates = rows.map { rows in plan.updates.map { Step($0, resolver, rows: rows.base) } }
    self.rows = rows
    super.init()
  }

  private var blocks: Int { (plan.count + BlockUpdate.block - 1) / BlockUpdate.block }

  /// Whether the new values may be taken: makes those that must be finite, and changes nothing.
  func tried(isInterrupted: @escaping () -> Bool) -> Execution.Ending {
    isTrial = true
    isFinite.store(true, ordering: .relaxed)
    begin(isInterrupted: isInterrupted)
    team.run(self, jobs: blocks)
    if wasStopped { return .interrupted }
    return isFinite.load(ordering: .relaxed) ? .done : .notFinite
  }

  /// Makes all new values in their places.
  func run() {
    isTrial = false
    begin(isInterrupted: { false })
    team.run(self, jobs: blocks)
  }

  override func run(job: Int, worker: Int) {
    guard isTrial else { return run(updates[worker], block: job) }
    if isStopped(worker: worker) || !isFinite.load(ordering: .relaxed) { return }
    run(trial[worker], block: job)
    let count = self.count(ofBlock: job)
    if !plan.checked.allSatisfy({ rows[worker].isFinite($0 * lanes..<$0 * lanes + count, precision) }) {
      isFinite.store(false, ordering: .relaxed)
    }
  }

  private func count(ofBlock block: Int) -> Int { min(BlockUpdate.block, plan.count - block * BlockUpdate.block) }

  private func run(_ steps: [Step], block: Int) {
    let bytes = block * BlockUpdate.block * precision.size
    var context = TileContext.none
    for step in steps {
      var part = step.instruction
      part.form = nil
      part.width = precision.padded(count(ofBlock: block))
      if !step.isFixed.d { part.d.advance(by: bytes) }
      if !step.isFixed.a { part.a.advance(by: bytes) }
      if !step.isFixed.b { part.b.advance(by: bytes) }
      if !step.isFixed.c { part.c.advance(by: bytes) }
      machine(&part, 1, &context)
    }
  }
}

extension Operand {
  /// Goes to a later element; a number that stands for all elements stays.
  mutating func advance(by bytes: Int) {
    if !broadcast { pointer = pointer.map { $0 + bytes } }
  }
}

/// What the instructions cost.
extension BlockUpdates {
  /// How often a step runs each of `instructions`.
  var times: Int { blocks }

  /// The instructions of the first thread's first block, writing to its rows alone.
  var instructions: [Instruction] {
    (trial[0] + updates[0]).map { step in
      var instruction = step.instruction
      instruction.width = precision.padded(count(ofBlock: 0))
      instruction.form = nil
      if !step.isFixed.d { instruction.d.pointer = rows[0].base }
      return instruction
    }
  }
}

import NotebookFiles
import Session
import Syntax

/// A report that follows its file: cells run again where something has changed that they may read. A class: it is its session.
public final class LiveReport {
  /// How a cell stands.
  public enum State: String, Sendable {
    /// Its outputs are those of a run of the whole file.
    case fresh
    case running
    /// Its outputs are those of an earlier text, or of earlier values; or there are none yet.
    case stale
    case failed
  }

  private let console: ReportConsole
  private let runs: CellRuns
  private let path: String
  private let inputs: [String: String]
  /// What runs of cells showed, by their numbers.
  private var shown: [Int: Report.Cell] = [:]
  /// How the code cells stand, by their places in the notebook.
  public private(set) var states: [Int: State] = [:]
  /// The cells that the last update ran, by their places.
  public private(set) var ran: [Int] = []

  public init(path: String, inputs: [String: String], options: Session.Options, interrupt: Interrupt, progress: (any SessionConsole)?) {
    (self.path, self.inputs) = (path, inputs)
    console = ReportConsole([], progress: progress)
    runs = CellRuns(Session(options, console: console, interrupt: interrupt))
  }

  /// The cell that runs, by its place; nil while none does.
  public var running: Int? { states.first { $0.value == .running }?.key }
  /// The first heading, else the file's name.
  public var title: String { Report.title(of: cells.map(\.cell), path: path) }
  /// The cells with what they show.
  public var cells: [Report.Cell] { console.cells }
  /// The user's names with their values to the last digit.
  public var exactValues: [(name: String, value: String)] { runs.exactValues }

  /// Follows the file.
  /// - Parameters:
  ///   - code: its code cells, as messages are to call them, by their places.
  ///   - onChange: called whenever a cell begins to run or ends.
  public func update(_ notebook: Notebook, code: [(place: Int, text: CodeText)], onChange: () -> Void) -> Outcome {
    let old = console.cells
    var left = old.filter { $0.seconds != nil }
    // until it is known better, a cell shows what the same text showed, else what stood in its place
    console.start(
      notebook.cells.enumerated().map { i, cell in
        var new = Report.Cell(cell: cell)
        guard case .code = cell.kind else { return new }
        if let same = left.firstIndex(where: { $0.cell.text == cell.text }) {
          (new.outputs, new.seconds, new.hasFailed) = (left[same].outputs, left[same].seconds, left[same].hasFailed)
          left.remove(at: same)
        } else if old.indices.contains(i), case .code = old[i].cell.kind {
          (new.outputs, new.seconds) = (old[i].outputs, old[i].seconds)
        }
        return new
      })
    states = Dictionary(uniqueKeysWithValues: code.map { ($0.place, .stale) })
    ran = []
    var submission = Submission([], name: path, origin: .notebook)
    submission.cells = code.map(\.text)
    submission.inputs = inputs
    var current: Int?
    let outcome = runs.run(submission) { event in
      switch event {
      case .begins(let place):
        current = code[place].place
        console.begin(code[place].place)
        states[code[place].place] = .running
      case .ended(let place, let run):
        console.end()
        current = nil
        ran.append(code[place].place)
        states[code[place].place] = .fresh
        shown[run] = console.cells[code[place].place]
      case .kept(let place, let run):
        if let cell = shown[run] { console.keep(cell, at: code[place].place) }
        states[code[place].place] = .fresh
      }
      onChange()
    }
    console.end()
    let kept = runs.numbers
    shown = shown.filter { kept.contains($0.key) }
    if let current {
      states[current] = .failed
      ran.append(current)
    }
    onChange()
    return outcome
  }
}

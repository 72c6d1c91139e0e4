@preconcurrency import Glibc
import Session

/// Keeps what cells show, and how long they take. A class: the session writes into it.
final class ReportConsole: SessionConsole {
  private(set) var cells: [Report.Cell]
  /// Shows how far work has come; nil where nobody looks.
  private let progress: (any SessionConsole)?
  /// The cell that runs.
  private var current: Int?
  private var started = 0.0

  init(_ cells: [Report.Cell], progress: (any SessionConsole)?) { (self.cells, self.progress) = (cells, progress) }

  /// Goes over to other cells, with what they show already.
  func start(_ cells: [Report.Cell]) { (self.cells, current) = (cells, nil) }

  /// What comes from now on belongs to a cell.
  func begin(_ cell: Int) {
    guard cell != current else { return }
    end()
    cells[cell] = Report.Cell(cell: cells[cell].cell)
    (current, started) = (cell, Self.now())
  }

  /// A cell shows what another run of its text showed.
  func keep(_ shown: Report.Cell, at cell: Int) {
    (cells[cell].outputs, cells[cell].seconds, cells[cell].hasFailed) = (shown.outputs, shown.seconds, shown.hasFailed)
  }

  /// Nothing more comes.
  func end() {
    if let current { cells[current].seconds = Self.now() - started }
    current = nil
  }

  func write(_ text: String) { add(text, isError: false) }
  func note(_ text: String) { add(text.hasSuffix("\n") ? text : text + "\n", isError: true) }
  func show(_ value: ShownValue) { add(.value(value.bundle, value.drawing)) }
  func progress(_ fraction: Double, _ text: String) { progress?.progress(fraction, text) }
  func endProgress() { progress?.endProgress() }

  func fail(_ message: String, _ text: String) {
    add(.error(message, text: text))
    if let current { cells[current].hasFailed = true }
  }

  private func add(_ text: String, isError: Bool) {
    guard let current else { return }
    if case .stream(let before, isError)? = cells[current].outputs.last {
      cells[current].outputs.removeLast()
      return add(.stream(before + text, isError: isError))
    }
    add(.stream(text, isError: isError))
  }

  private func add(_ output: Report.Output) {
    if let current { cells[current].outputs.append(output) }
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

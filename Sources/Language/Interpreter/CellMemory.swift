import Catalogue
import Syntax

/// Runs the cells of a file again each time that it was edited, and keeps what each came to. That stands for running the cell as long
/// as nothing has changed that it may read:
///
/// - the names that its text mentions, and, for each of them, the names that the texts mention of the cells that gave it its value,
///   and so on: a function may read any of these when it is called;
/// - what changes in place and can be reached from their values, as a model that another cell trained;
/// - where the random numbers stand, if it drew any.
///
/// A cell that went to the outside, as to a file, runs each time; where something is imported, all cells do. So names, values and outputs
/// are those of a run of the whole file from the beginning. A class: it is its records.
public final class CellMemory {
  /// What lies outside of names and values.
  public struct Outside {
    /// Where the random numbers stand.
    let draws: () -> AnyHashable
    let setDraws: (AnyHashable) -> Void
    /// How often they have moved, or were set.
    let drawChanges: () -> Int
    /// How many calls have read or written what is not the session's.
    let calls: () -> Int

    public init(
      draws: @escaping () -> AnyHashable, setDraws: @escaping (AnyHashable) -> Void, drawChanges: @escaping () -> Int,
      calls: @escaping () -> Int
    ) {
      (self.draws, self.setDraws, self.drawChanges, self.calls) = (draws, setDraws, drawChanges, calls)
    }
  }

  /// A run of a cell.
  private struct Record {
    let number: Int
    let source: Int
    let before: CellState
    let after: CellState
    /// Where the random numbers stood; nil where it drew none.
    let draws: (before: AnyHashable, after: AnyHashable)?
    let isRepeatable: Bool
    let changedNames: [String]
    let changedObjects: [ObjectIdentifier]
  }

  private unowned let interpreter: Interpreter
  private let outside: Outside
  private let beginning: Interpreter.Snapshot
  private let firstDraws: AnyHashable
  private var records: [[UInt8]: [Record]] = [:]
  private var count = 0
  /// Values of the functions that all cells may call, by their cell's text, then by their name; and the source that they point to.
  private var functions: [[UInt8]: (source: Int, values: [String: Value])] = [:]
  private var cells: [PreparedCell] = []
  /// Number of the first cell's source, and how many there are.
  private var (firstSource, textCount) = (0, 0)
  /// Of the run under way: what the texts mention that gave names and objects their values.
  private var origins = Origins()

  /// - Parameter interpreter: its names and values as they are now are those before the first cell.
  public init(_ interpreter: Interpreter, _ outside: Outside) {
    self.interpreter = interpreter
    self.outside = outside
    beginning = interpreter.snapshot()
    firstDraws = outside.draws()
  }

  /// Goes back to the beginning, and reads a file.
  /// - Throws: where it cannot be read or its names mean nothing; then nothing has run.
  public func begin(_ texts: [CodeText], folder: String?) throws(Failure) {
    interpreter.restore(beginning)
    outside.setDraws(firstDraws)
    interpreter.modules = [:]
    (firstSource, textCount) = (interpreter.sources.sources.count, texts.count)
    cells = try interpreter.prepare(texts, folder: folder)
    if cells.contains(where: \.imports) { records = [:] }
    let known = Set(cells.map(\.text))
    records = records.filter { known.contains($0.key) }
    functions = functions.filter { known.contains($0.key) }
    origins = Origins()
    for cell in cells where !cell.hoisted.isEmpty {
      var known = functions[cell.text] ?? (cell.source, [:])
      interpreter.sources.move(known.source, to: cell.firstLine)
      for function in cell.hoisted {
        try interpreter.declare(function)
        let name = function.global.name
        if let value = known.values[name] { function.global.storage.pointee = value }
        known.values[name] = function.global.storage.pointee
        origins.add(cell.mentions, to: name)
      }
      functions[cell.text] = known
    }
  }

  /// Numbers of the runs that may still stand for cells.
  public var numbers: Set<Int> { Set(records.values.joined().map(\.number)) }

  /// The place of the cell that a failure of `begin` lies in; nil where it lies elsewhere.
  public func place(of failure: Failure) -> Int? {
    guard let span = failure.span else { return nil }
    let place = Int(span.source) - firstSource
    return (0..<textCount).contains(place) ? place : nil
  }

  /// Brings everything to what it is behind a cell, without running it.
  /// - Returns: the number of the run that stands for it; nil where it must run.
  public func reuse(_ place: Int) -> Int? {
    let cell = cells[place]
    let draws = outside.draws()
    guard
      let record = records[cell.text]?.last(where: { record in
        record.isRepeatable && (record.draws.map { $0.before == draws } ?? true) && record.before.isNow
      })
    else { return nil }
    record.after.restore()
    if let draws = record.draws { outside.setDraws(draws.after) }
    interpreter.sources.move(record.source, to: cell.firstLine)
    note(record, cell)
    return record.number
  }

  /// Runs a cell.
  /// - Returns: the number of this run.
  public func run(_ place: Int, onResult: (EntryResult) -> Void) throws(Failure) -> Int {
    let cell = cells[place]
    let reach = origins.reach(cell.mentions, in: interpreter)
    let before = CellState(reach.globals, reach.objects)
    let (draws, changes, calls) = (outside.draws(), outside.drawChanges(), outside.calls())
    let answer = interpreter.userScope.declare("ans")
    var answers = false
    let bound = Set(cells[..<place].flatMap(\.entries).flatMap(\.boundNames))
    try interpreter.run(cell.entries, in: interpreter.userScope, functions: cells.flatMap(\.hoisted), bound: bound) { result in
      if let value = result.value, value.isIdentical(to: answer.storage.pointee) { answers = true }
      onResult(result)
    }
    let now = origins.reach(cell.mentions, in: interpreter)
    let known = Set(now.objects.map(\.id))
    let isFurther = answers && !reach.globals.contains { $0 === answer }
    let after = CellState(reach.globals + (isFurther ? [answer] : []), now.objects + reach.objects.filter { !known.contains($0.id) })
    count += 1
    let record = Record(
      number: count, source: cell.source, before: before, after: after,
      draws: outside.drawChanges() == changes ? nil : (draws, outside.draws()), isRepeatable: outside.calls() == calls && !cell.imports,
      changedNames: before.changedNames + (answers ? ["ans"] : []), changedObjects: before.changedObjects)
    records[cell.text] = (records[cell.text] ?? []).suffix(Self.mostRecords - 1) + [record]
    note(record, cell)
    return record.number
  }

  /// Runs of one text that are kept.
  private static let mostRecords = 4

  private func note(_ record: Record, _ cell: PreparedCell) {
    for name in record.changedNames { origins.add(cell.mentions, to: name) }
    for object in record.changedObjects { origins.add(cell.mentions, to: object) }
  }
}

/// Which names the cells mention that gave names and objects their values.
private struct Origins {
  private var names: [String: Set<String>] = [:]
  private var objects: [ObjectIdentifier: Set<String>] = [:]

  mutating func add(_ mentions: Set<String>, to name: String) { names[name, default: []].formUnion(mentions) }
  mutating func add(_ mentions: Set<String>, to object: ObjectIdentifier) { objects[object, default: []].formUnion(mentions) }

  /// What code that mentions names may read, at any depth.
  func reach(_ mentions: Set<String>, in interpreter: Interpreter) -> (globals: [Global], objects: [ChangeableWalk.Found]) {
    var (open, seen) = (mentions, Set<String>())
    var globals: [Global] = []
    var walk = ChangeableWalk()
    while let name = open.popFirst() {
      guard seen.insert(name).inserted, let global = interpreter.userScope.find(name) else { continue }
      globals.append(global)
      open.formUnion(names[name] ?? [])
      let before = walk.found.count
      walk.visit(global.storage.pointee)
      for found in walk.found[before...] { open.formUnion(objects[found.id] ?? []) }
    }
    return (globals, walk.found)
  }
}

/// How some names and objects are at a moment.
private struct CellState {
  private let names: [NameState]
  private let objects: [(found: ChangeableWalk.Found, moment: Moment)]

  init(_ globals: [Global], _ objects: [ChangeableWalk.Found]) {
    names = globals.map(NameState.init)
    self.objects = objects.map { ($0, $0.moment) }
  }

  /// Whether all of it is so now.
  var isNow: Bool { names.allSatisfy(\.isNow) && !objects.contains { $0.moment.isOver() } }
  var changedNames: [String] { names.filter { !$0.isNow }.map(\.global.name) }
  var changedObjects: [ObjectIdentifier] { objects.filter { $0.moment.isOver() }.map(\.found.id) }

  func restore() {
    for name in names { name.restore() }
    for object in objects { object.moment.restore() }
  }
}

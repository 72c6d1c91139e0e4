import Builtins
import Catalogue
import Language
import Syntax

/// What a session remembers of what was typed: entries and their values by number, the entries as a script, and the values before
/// each. A class: `In`, `Out` and `who` of the language share it.
final class Notebook {
  /// Number of the last entry.
  var count = 0
  let inputs = NumberedEntries("In")
  let outputs = NumberedEntries("Out")
  var journal = Journal()
  /// The values before the latest entries, oldest first.
  private(set) var past: [Moment] = []
  /// Where imports of the submission that runs are looked for; nil for the current folder.
  var folder: String?
  /// The statement of the entry that runs now.
  var current: Interpreter.StatementPlace?
  /// The random numbers, and the steps that trainings had made, before that statement.
  var draws: (() -> Void)?
  var steps = 0
  /// How everything was before the first entry.
  var beginning: Moment?
  /// Where entries are kept as they succeed.
  var autosave: Autosave?

  /// How everything was before an entry.
  struct Moment {
    let number: Int
    let names: Interpreter.Snapshot
    let draws: () -> Void
    let journal: Journal
    let outputs: [Int: Value]
  }

  /// More of them are not kept.
  private static let mostMoments = 10
  /// Where values are larger, only the moment before the last entry is kept.
  private static let fewBytes = 64 << 20

  func push(_ moment: Moment) {
    past.append(moment)
    let most = outputs.bytes > Self.fewBytes ? 1 : Self.mostMoments
    if past.count > most { past.removeFirst(past.count - most) }
  }

  func popMoment() -> Moment? { past.popLast() }
}

/// `In` or `Out`: what was entered, or what it gave, by number. Only the last hundred values are kept, and of these no more than fit
/// into some memory.
final class NumberedEntries: Object {
  let typeName: String
  var items: [Int: Value] = [:]

  private static let mostItems = 100
  private static let mostBytes = 256 << 20

  init(_ name: String) { typeName = name }

  var bytes: Int { items.values.reduce(0) { $0 + $1.extent.bytes } }

  func add(_ value: Value, number: Int) {
    items[number] = value
    var total = bytes
    while items.count > 1, items.count > Self.mostItems || total > Self.mostBytes, let oldest = items.keys.min() {
      total -= items.removeValue(forKey: oldest)?.extent.bytes ?? 0
    }
  }

  /// The number that an index stands for; a negative one counts from the last.
  func number(_ index: Int) -> Int? {
    guard index < 0 else { return index }
    let numbers = items.keys.sorted()
    return numbers.indices.contains(numbers.count + index) ? numbers[numbers.count + index] : nil
  }

  var summary: String { typeName }

  func at(_ indices: [Index], in context: any Context) throws(Failure) -> Value {
    guard indices.count == 1, case .value(.number(let x)) = indices[0], let index = Int(exactly: x) else {
      throw Failure("\(typeName) has one index, the number of an entry: \(typeName)[3]")
    }
    guard let number = number(index), let value = items[number] else { throw missing(index) }
    return value
  }

  private func missing(_ index: Int) -> Failure {
    guard let first = items.keys.min(), let last = items.keys.max() else { return Failure("there is no \(typeName)[\(index)] yet") }
    if index >= 0, index < first { return Failure("\(typeName)[\(index)] is no longer kept; the oldest is \(typeName)[\(first)]") }
    return Failure("there is no \(typeName)[\(index)]", hint: "the first is \(typeName)[\(first)], the last \(typeName)[\(last)]")
  }

  func text(full: Bool) -> String {
    guard !items.isEmpty else { return "\(typeName): nothing yet" }
    return "\(typeName)[n] for n = " + items.keys.sorted().map(String.init).joined(separator: ", ")
  }
}

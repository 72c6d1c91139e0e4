import Catalogue
import OrderedCollections

/// Values under dotted names, put together again: names that go 0, 1, … make a list, all others a record.
///
/// A class, as its branches are: a value is added deep down without copying what is above it.
final class NameTree {
  private let root = Branch()
  private var count = 0

  /// What stands under one name.
  private final class Branch {
    var value: Value?
    var branches: OrderedDictionary<String, Branch> = [:]
  }

  /// Branches that one tree has at most, so that names made to be long do not fill the memory.
  private static let mostBranches = 4_000_000

  /// Adds a value.
  /// - Throws: where the name is taken, or a record or list would be a single value as well.
  func insert(_ value: Value, under name: String) throws(Failure) {
    let parts = name.split(separator: ".", maxSplits: DottedNames.deepest + 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= DottedNames.deepest else {
      throw Failure("the name \(quotedText(name)) has more than \(DottedNames.deepest) parts")
    }
    var branch = root
    for (i, part) in parts.enumerated() {
      if branch.value != nil { throw clash(parts[..<i].joined(separator: "."), name) }
      if let next = branch.branches[part] {
        branch = next
      } else {
        count += 1
        guard count <= Self.mostBranches else { throw Failure("its names have more than \(Self.mostBranches) parts") }
        let next = Branch()
        branch.branches[part] = next
        branch = next
      }
    }
    guard branch.value == nil else { throw Failure("the name \(quotedText(name)) stands twice") }
    if let other = branch.branches.keys.first { throw clash(name, name + "." + other) }
    branch.value = value
  }

  private func clash(_ short: String, _ long: String) -> Failure {
    Failure("the name \(quotedText(short)) stands for a value, and \(quotedText(long)) for a part of it: it cannot be both")
  }

  /// The record or list of all.
  var value: Value { Self.value(of: root) }

  private static func value(of branch: Branch) -> Value {
    if let value = branch.value { return value }
    let branches = branch.branches
    let items = (0..<branches.count).compactMap { branches[String($0)] }
    if items.count == branches.count, !items.isEmpty { return .list(items.map { value(of: $0) }) }
    return .record(Record(branches.mapValues { value(of: $0) }))
  }
}

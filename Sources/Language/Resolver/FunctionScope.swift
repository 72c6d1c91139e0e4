import Catalogue
import Syntax

/// A variable of a function, as the resolver knows it.
struct Variable {
  /// What declared it; messages about a forbidden assignment say so.
  enum Origin {
    case constant, variable, parameter, loop, function, error
  }
  let slot: Int
  let origin: Origin
  /// Whether closures share it, so that its slot holds a cell.
  let isCell: Bool
  let declaration: Span
}

/// The names of one function while it is resolved, or of an entry's blocks.
final class FunctionScope {
  let parent: FunctionScope?
  /// Names that closures inside mention: a `var` among them becomes a cell.
  let innerMentions: Set<String>
  /// Variables of the open blocks, innermost last.
  var blocks: [[String: Variable]] = [[:]]
  /// Variables of outer functions that this one uses, and its own name.
  var captured: [String: Variable] = [:]
  /// Slots of the outer frame and of this one, of what is captured.
  private(set) var captures: [(from: Int, to: Int)] = []
  private(set) var size = 0

  init(parent: FunctionScope?, innerMentions: Set<String>) {
    self.parent = parent
    self.innerMentions = innerMentions
  }

  /// Takes a new slot.
  func slot() -> Int {
    size += 1
    return size - 1
  }

  func declare(_ name: String, _ origin: Variable.Origin, _ span: Span, slot: Int? = nil) -> Variable {
    let isCell = origin == .variable && innerMentions.contains(name)
    let variable = Variable(slot: slot ?? self.slot(), origin: origin, isCell: isCell, declaration: span)
    if name != "_" { blocks[blocks.count - 1][name] = variable }
    return variable
  }

  /// A variable by its name; one of an outer function is captured.
  func find(_ name: String) -> Variable? {
    for block in blocks.reversed() { if let variable = block[name] { return variable } }
    if let known = captured[name] { return known }
    guard let outer = parent?.find(name) else { return nil }
    let own = Variable(slot: slot(), origin: outer.origin, isCell: outer.isCell, declaration: outer.declaration)
    captures.append((outer.slot, own.slot))
    captured[name] = own
    return own
  }

  /// All names that are visible, for suggestions.
  var names: [String] { blocks.flatMap(\.keys) + captured.keys + (parent?.names ?? []) }
}

import Catalogue
import Syntax

/// Going back to earlier values.
extension Interpreter {
  /// The user's names with their values, and how everything is that changes in place and can be reached from them.
  public struct Snapshot {
    fileprivate struct Name {
      let global: Global
      let value: Value
      let isVariable: Bool
      let isInherited: Bool
      let documentation: Documentation?
      let declaration: Span?
    }
    fileprivate let names: [Name]
    fileprivate let moments: [Moment]
  }

  /// - Parameter others: values that are kept apart from names.
  public func snapshot(with others: [Value] = []) -> Snapshot {
    let names = userScope.globals.values.map { global in
      Snapshot.Name(
        global: global, value: global.storage.pointee, isVariable: global.isVariable, isInherited: global.isInherited,
        documentation: global.documentation, declaration: global.declaration)
    }
    var walk = ChangeableWalk()
    for name in names where !name.isInherited { walk.visit(name.value) }
    for value in others { walk.visit(value) }
    return Snapshot(names: names, moments: walk.moments)
  }

  /// Makes all names and values what they were.
  public func restore(_ snapshot: Snapshot) {
    let known = Set(snapshot.names.map { ObjectIdentifier($0.global) })
    for global in userScope.globals.values where !known.contains(ObjectIdentifier(global)) {
      let below = libraryScope.find(global.name)
      global.storage.pointee = below?.storage.pointee ?? .object(Unset.marker)
      global.isInherited = below != nil
      global.isVariable = false
      global.documentation = below?.documentation
      global.declaration = below?.declaration
    }
    for name in snapshot.names {
      name.global.storage.pointee = name.value
      name.global.isVariable = name.isVariable
      name.global.isInherited = name.isInherited
      name.global.documentation = name.documentation
      name.global.declaration = name.declaration
    }
    for moment in snapshot.moments { moment.restore() }
  }

  /// Whether something that is in a snapshot has another value now, or has changed in place; `ans` does not count.
  public func hasChanged(since snapshot: Snapshot) -> Bool {
    snapshot.moments.contains { $0.isOver() }
      || snapshot.names.contains { $0.global.name != "ans" && !$0.global.storage.pointee.isIdentical(to: $0.value) }
  }
}

/// Finds what changes in place.
private struct ChangeableWalk {
  private(set) var moments: [Moment] = []
  private var seen: Set<ObjectIdentifier> = []

  mutating func visit(_ value: Value) {
    // No recursion: values may be nested deeper than the stack is.
    var open = [value]
    while let next = open.popLast() {
      switch next {
      case .list(let items):
        for item in items {
          switch item {
          case .list, .record, .object, .function: open.append(item)
          case .nothing, .bool, .number, .string, .range: break
          }
        }
      case .record(let record): open += record.fields.values
      case .object(let object): visit(object, &open)
      case .function(let function):
        guard let script = function as? ScriptFunction, seen.insert(ObjectIdentifier(script)).inserted else { break }
        open += script.captures
      case .nothing, .bool, .number, .string, .range: break
      }
    }
  }

  private mutating func visit(_ object: any Object, _ open: inout [Value]) {
    guard seen.insert(ObjectIdentifier(object)).inserted else { return }
    if let cell = object as? Cell {
      let value = cell.storage.pointee
      open.append(value)
      moments.append(
        Moment(restore: { cell.storage.pointee = value }, isOver: { !cell.storage.pointee.isIdentical(to: value) }))
    } else if let changeable = object as? any Changeable {
      moments.append(changeable.moment())
    }
  }
}

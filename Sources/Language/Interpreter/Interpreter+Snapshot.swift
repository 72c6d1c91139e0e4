import Catalogue

/// Going back to earlier values.
extension Interpreter {
  /// The user's names with their values, and how everything is that changes in place and can be reached from them.
  public struct Snapshot {
    fileprivate let names: [NameState]
    fileprivate let moments: [Moment]
  }

  /// - Parameter others: values that are kept apart from names.
  public func snapshot(with others: [Value] = []) -> Snapshot {
    let names = userScope.globals.values.map(NameState.init)
    var walk = ChangeableWalk()
    for name in names where !name.isInherited { walk.visit(name.value) }
    for value in others { walk.visit(value) }
    return Snapshot(names: names, moments: walk.found.map(\.moment))
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
    for name in snapshot.names { name.restore() }
    for moment in snapshot.moments { moment.restore() }
  }

  /// Whether something that is in a snapshot has another value now, or has changed in place; `ans` does not count.
  public func hasChanged(since snapshot: Snapshot) -> Bool {
    snapshot.moments.contains { $0.isOver() }
      || snapshot.names.contains { $0.global.name != "ans" && !$0.isNow }
  }
}

import Catalogue

/// Finds what changes in place and can be reached from values.
struct ChangeableWalk {
  /// A host value, or a variable that closures share.
  struct Found {
    let id: ObjectIdentifier
    private let object: AnyObject

    init(_ object: AnyObject) { (id, self.object) = (ObjectIdentifier(object), object) }

    /// How it is now.
    var moment: Moment {
      if let cell = object as? Cell {
        let value = cell.storage.pointee
        return Moment(restore: { cell.storage.pointee = value }, isOver: { !cell.storage.pointee.isIdentical(to: value) })
      }
      return (object as? any Changeable)?.moment() ?? Moment(restore: {}, isOver: { false })
    }
  }

  private(set) var found: [Found] = []
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
      open.append(cell.storage.pointee)
      found.append(Found(cell))
    } else if object is any Changeable {
      found.append(Found(object))
    }
  }
}

import Catalogue

/// A value that stands for another one in a file: a model for its parameters.
protocol Savable: Object {
  /// What is saved in its place, made of records, lists, numbers, tensors and strings.
  var saved: Value { get throws(Failure) }
}

/// The parts of a value, each under the names that lead to it, joined by dots, as in PyTorch's state dicts: `state.W.m`, `W.0`.
struct DottedNames {
  /// What is neither a list nor a record, or an empty one; in order.
  private(set) var parts: [(name: String, value: Value)] = []

  /// The name of a value that has none of its own.
  static let bareName = "value"
  /// Names have no more parts than this.
  static let deepest = 64

  /// - Throws: where a value is nested too deeply, or two parts would have one name, or names of which one begins the other.
  init(of value: Value, in context: any Context) throws(Failure) {
    try collect(value, [], context)
    let tree = NameTree()
    for part in parts { try tree.insert(part.value, under: part.name) }
  }

  private mutating func collect(_ value: Value, _ path: [String], _ context: any Context) throws(Failure) {
    guard path.count <= Self.deepest else { throw Failure("values nested more than \(Self.deepest) deep are not saved") }
    switch value {
    case .record(let record) where !record.fields.isEmpty:
      for (name, field) in record.fields { try collect(field, path + [name], context) }
    case .list(let items) where !items.isEmpty:
      try context.checkpoint()
      for (i, item) in items.enumerated() { try collect(item, path + [String(i)], context) }
    case .object(let object as any Savable): try collect(try object.saved, path, context)
    default: parts.append((path.isEmpty ? Self.bareName : path.joined(separator: "."), value))
    }
  }
}

import Catalogue
import Tensor
import Training

/// Numbers and tensors in records and lists: parameters, an optimizer's state, a model's result.
enum Tree {
  /// The tensors of a value, in order: fields of records and elements of lists from the first on. A list of numbers is one.
  /// - name: what messages call the value.
  static func leaves(_ value: Value, _ name: String = "") throws(Failure) -> [Term] {
    var found: [Term] = []
    try collect(value, name, &found)
    return found
  }

  private static func collect(_ value: Value, _ path: String, _ found: inout [Term]) throws(Failure) {
    switch value {
    case .record(let record):
      for (name, field) in record.fields { try collect(field, path.isEmpty ? name : "\(path).\(name)", &found) }
    case .list(let items) where !isNumeric(items):
      for (i, item) in items.enumerated() { try collect(item, "\(path)[\(i)]", &found) }
    default:
      guard let term = try Term.reading(value) else {
        let given = if case .nothing = value { "nil" } else { "a \(value.typeName)" }
        throw Failure("\(path.isEmpty ? "this" : path) is a number, a tensor, or a record or list of these, not \(given)")
      }
      found.append(term)
    }
  }

  /// Whether a list is one tensor: numbers, or lists of them.
  static func isNumeric(_ items: [Value]) -> Bool {
    items.allSatisfy {
      switch $0 {
      case .number, .bool: true
      case .list(let inner): isNumeric(inner)
      default: false
      }
    }
  }

  /// The value with its tensors replaced, in the order of `leaves`.
  static func rebuilt(_ value: Value, from leaves: [Term]) throws(Failure) -> Value {
    var rest = leaves[...]
    return rebuild(value, &rest)
  }

  /// A single number becomes a Number, except in a list, which would then be one vector.
  private static func rebuild(_ value: Value, _ rest: inout ArraySlice<Term>, inList: Bool = false) -> Value {
    switch value {
    case .record(var record):
      for name in record.fields.keys {
        if let field = record.fields[name] { record.fields[name] = rebuild(field, &rest) }
      }
      return .record(record)
    case .list(let items) where !isNumeric(items): return .list(items.map { rebuild($0, &rest, inList: true) })
    default:
      guard let leaf = rest.popFirst() else { return value }
      return inList ? .object(ArrayObject(leaf)) : leaf.value
    }
  }
}

extension Tree {
  /// The value with each of its tensors replaced by another value: a parameter by its optimizer's state.
  static func mapped(_ value: Value, _ change: (Term) throws(Failure) -> Value) throws(Failure) -> Value {
    switch value {
    case .record(var record):
      for name in record.fields.keys {
        if let field = record.fields[name] { record.fields[name] = try mapped(field, change) }
      }
      return .record(record)
    case .list(let items) where !isNumeric(items):
      var changed: [Value] = []
      for item in items { changed.append(try mapped(item, change)) }
      return .list(changed)
    default:
      guard let leaf = try Term.reading(value) else { return value }
      return try change(leaf)
    }
  }
}

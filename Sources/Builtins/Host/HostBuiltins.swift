import Catalogue

/// The builtins that need neither tensors nor training: lists, strings, records, tables, checks.
public enum HostBuiltins {
  public static let all: [Builtin] = output + version + lists + folds + strings + records + checks + tables
}

extension Context {
  /// Calls a function given to `map` and the like with an element; a closure without parameters is called without it.
  func apply(_ function: Value, _ element: Value) throws(Failure) -> Value {
    if case .function(let callee) = function, callee.signature.parameters.isEmpty { return try call(function, []) }
    return try call(function, [Argument(nil, element)])
  }

  /// The Bool that a predicate gives for an element.
  func test(_ function: Value, _ element: Value, for name: String) throws(Failure) -> Bool {
    switch try apply(function, element) {
    case .bool(let truth): return truth
    case .object(let object): return try object.condition()
    case let other: throw Failure("\(name) wants a Bool from its function, not \(describe(other))")
    }
  }
}

import Catalogue

extension Value {
  /// Whether both are the same, part by part; nil where a host value is involved, which the host's operators compare.
  func equals(_ other: Value) -> Bool? {
    switch (self, other) {
    case (.nothing, .nothing): return true
    case (.nothing, _), (_, .nothing): return false
    case (.object, _), (_, .object): return nil
    case (.bool(let a), .bool(let b)): return a == b
    case (.number(let a), .number(let b)): return a == b
    case (.string(let a), .string(let b)): return a == b
    case (.range(let a), .range(let b)): return a.members(equal: b)
    case (.function(let a), .function(let b)): return a === b
    case (.list(let a), .list(let b)): return Self.equal(a, b)
    case (.record(let a), .record(let b)):
      guard a.fields.count == b.fields.count else { return false }
      return Self.all(a.fields.lazy.map { name, value in b[name].map { value.equals($0) } ?? .some(false) })
    case (.list(let items), .range(let range)), (.range(let range), .list(let items)):
      guard items.count == range.count else { return false }
      return Self.all(items.enumerated().lazy.map { $1.equals(.number(range[$0])) })
    default: return false
    }
  }

  private static func equal(_ a: [Value], _ b: [Value]) -> Bool? {
    a.count == b.count ? all(zip(a, b).lazy.map { $0.equals($1) }) : false
  }

  private static func all(_ answers: some Sequence<Bool?>) -> Bool? {
    for answer in answers where answer != true { return answer }
    return true
  }
}

extension NumberRange {
  func members(equal other: NumberRange) -> Bool {
    let count = count
    guard count == other.count else { return false }
    return count == 0 || (lower == other.lower && (count == 1 || step == other.step))
  }
}

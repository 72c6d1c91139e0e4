extension Value {
  /// Whether nothing tells both apart, host values and functions taken as they are: each is the same as itself alone.
  public func isIdentical(to other: Value) -> Bool {
    // No recursion: values may be nested deeper than the stack is.
    var open = [(self, other)]
    while let (a, b) = open.popLast() {
      if let answer = a.isPlainlyIdentical(to: b) {
        guard answer else { return false }
        continue
      }
      let parts = (a.parts, b.parts)
      guard parts.0.count == parts.1.count else { return false }
      if Self.shareStorage(parts.0, parts.1) { continue }
      for (x, y) in zip(parts.0, parts.1) {
        switch x.isPlainlyIdentical(to: y) {
        case true?: break
        case false?: return false
        case nil: open.append((x, y))
        }
      }
    }
    return true
  }

  /// The answer for values without parts of the language; nil where it depends on the parts.
  private func isPlainlyIdentical(to other: Value) -> Bool? {
    switch (self, other) {
    case (.nothing, .nothing): true
    case (.bool(let a), .bool(let b)): a == b
    case (.number(let a), .number(let b)): a.bitPattern == b.bitPattern
    case (.string(let a), .string(let b)): a.utf8.elementsEqual(b.utf8)
    case (.range(let a), .range(let b)): a == b
    case (.function(let a), .function(let b)): a === b
    case (.object(let a), .object(let b)): a === b
    case (.list, .list): nil
    case (.record(let a), .record(let b)): a.fields.keys == b.fields.keys ? nil : false
    default: false
    }
  }

  private var parts: [Value] {
    switch self {
    case .list(let items): items
    case .record(let record): Array(record.fields.values)
    case .nothing, .bool, .number, .string, .range, .function, .object: []
    }
  }

  /// Whether two lists are copies that nobody has changed since.
  private static func shareStorage(_ a: [Value], _ b: [Value]) -> Bool {
    a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { b in a.baseAddress == b.baseAddress } }
  }
}

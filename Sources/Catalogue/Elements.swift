extension Context {
  /// What `for` and the list functions go over: the items of a list, a range's numbers, a string's characters, the elements
  /// of a host value. Errors name `purpose`.
  public func elements(of value: Value, for purpose: String) throws(Failure) -> [Value] {
    switch value {
    case .list(let items): return items
    case .range(let range):
      guard range.count <= 20_000_000 else { throw Failure("the range \(text(value, full: false)) is too long for a list") }
      return (0..<range.count).map { .number(range[$0]) }
    case .string(let string): return string.map { .string(String($0)) }
    case .object(let object): if let items = try object.elements() { return items }
    case .record, .nothing, .bool, .number, .function: break
    }
    var failure = Failure("\(purpose) goes over a list, a range or a tensor, not \(describe(value))")
    if case .number(let x) = value { failure.hint = "0..<\(numberText(x)) counts up to it" }
    if case .record = value { failure.hint = "keys(r) lists a record's names" }
    throw failure
  }
}

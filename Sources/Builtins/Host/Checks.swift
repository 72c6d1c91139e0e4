import Catalogue

extension HostBuiltins {
  static let checks: [Builtin] = [
    Builtin(
      "require", in: "checks",
      """
      Fails at the line that called this function unless a condition holds: for checking arguments.

      The message is evaluated only where the condition does not hold.
      """,
      Parameter<Value>("condition", "What must hold."), Parameter<String>("message", "What to say otherwise."),
      examples: [Example("require(1 < 2, \"numbers are in order\")")]
    ) { (context, condition, message) throws(Failure) -> Value in
      if try truth(condition, for: "require", context) { return .nothing }
      var failure = Failure(message)
      failure.isCallers = true
      throw failure
    }.settled(by: holds),
    Builtin(
      "error", in: "checks", "Fails with a message, at the line that called this function.",
      Parameter<String>("message", "What went wrong."),
      examples: [Example("try { error(\"no\") } catch e { e.message }", prints: "no")]
    ) { (_, message) throws(Failure) -> Value in
      var failure = Failure(message)
      failure.isCallers = true
      throw failure
    },
    Builtin(
      "assert", in: "checks",
      """
      Fails here unless a condition holds: for tests.

      The message is evaluated only where the condition does not hold.
      """, Parameter<Value>("condition", "What must hold."),
      Parameter<String>("message", "What to say otherwise.", default: "\"the assertion does not hold\""),
      examples: [Example("assert(1 + 1 == 2, \"arithmetic\")")]
    ) { (context, condition, message) throws(Failure) -> Value in
      if try truth(condition, for: "assert", context) { return .nothing }
      throw Failure(message)
    }.settled(by: holds),
    Builtin(
      "expect", in: "checks", "Fails unless two values are near each other: numbers, or lists or tensors element by element.",
      Parameter<Value>("value", "What came out."), Parameter<Value>("near", "What should."),
      Parameter<Double>("within", "The largest difference of two numbers that is let pass.", default: "1e-6"),
      examples: [Example("expect(0.1 + 0.2, near: 0.3)")]
    ) { (context, value, wanted, tolerance) throws(Failure) -> Value in
      try compare(value, wanted, tolerance, "", context)
      return .nothing
    },
  ]

  @Sendable private static func holds(_ condition: Value) -> Bool {
    if case .bool(true) = condition { true } else { false }
  }

  private static func truth(_ condition: Value, for name: String, _ context: any Context) throws(Failure) -> Bool {
    switch condition {
    case .bool(let truth): return truth
    case .object(let object): return try object.condition()
    default: throw Failure("\(name) wants a Bool, not \(context.describe(condition))")
    }
  }

  /// Compares part by part; `place` says which part it is: " at [2]".
  private static func compare(
    _ value: Value, _ wanted: Value, _ tolerance: Double, _ place: String, _ context: any Context
  ) throws(Failure) {
    switch (value, wanted) {
    case (.number(let x), .number(let y)):
      if x == y || (x.isNaN && y.isNaN) || abs(x - y) <= tolerance { return }
      let difference = formatted("%.3g", abs(x - y))
      throw Failure(
        "expected \(numberText(y))\(place), got \(numberText(x)): they differ by \(difference), more than \(numberText(tolerance))")
    case (.nothing, .nothing): return
    case (.bool(let x), .bool(let y)) where x == y: return
    case (.string(let x), .string(let y)) where x == y: return
    case (.record(let x), .record(let y)) where x.fields.keys == y.fields.keys:
      for (name, part) in x.fields { try compare(part, y[name] ?? .nothing, tolerance, place + ".\(name)", context) }
      return
    case (.list, _), (.range, _), (.object, _): break
    default: throw Failure("expected \(context.describe(wanted))\(place), got \(context.describe(value))")
    }
    guard let parts = try? context.elements(of: value, for: "expect"), let others = try? context.elements(of: wanted, for: "expect")
    else { throw Failure("expected \(context.describe(wanted))\(place), got \(context.describe(value))") }
    guard parts.count == others.count else {
      throw Failure("expected \(others.count) elements\(place), got \(parts.count)")
    }
    let opening = place.isEmpty ? " at " : place
    for (i, (part, other)) in zip(parts, others).enumerated() {
      try compare(part, other, tolerance, "\(opening)[\(i)]", context)
    }
  }
}

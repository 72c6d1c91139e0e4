import Catalogue
import OrderedCollections
import Syntax

extension Interpreter: Context {
  public var span: Span { state.pointee.span }

  public func call(_ function: Value, _ arguments: [Argument]) throws(Failure) -> Value {
    let span = state.pointee.span
    defer { state.pointee.span = span }
    if case .function(let callee) = function, type(of: callee) == ScriptFunction.self {
      let script = unsafeDowncast(callee, to: ScriptFunction.self)
      if script.parameterCount == arguments.count, arguments.allSatisfy({ $0.label == nil }) {
        return try direct(script, arguments, span)
      }
    }
    return try call(function, arguments.map { CallArgument(label: $0.label, value: $0.value, isTrailing: false, span: nil) }, at: span)
  }

  public func checkpoint() throws(Failure) {
    if state.pointee.ticks > state.pointee.lastTick { settings.operationsEnded() }
    if settings.isInterrupted() { throw Failure.interrupted() }
  }

  public func write(_ text: String) { console.write(text) }

  public func note(_ text: String) { console.note(text) }

  public func line(of span: Span) -> Int { sources.source(of: span)?.location(Int(span.start)).line ?? 0 }

  public func text(_ value: Value, full: Bool) -> String {
    var writer = Writer(isFull: full)
    writer.write(value, quoted: false)
    return writer.text
  }

  /// Text of a value at the prompt: as `print` shows it, strings in quotes.
  public func display(_ value: Value) -> String {
    var writer = Writer(isFull: false)
    writer.write(value, quoted: true)
    return writer.text
  }
}

/// Operators, members and elements of values whose type is known only as the script runs.
extension Interpreter {
  /// An operator where the fast paths for numbers did not apply.
  func binary(_ sign: BinaryOperator, _ a: Value, _ b: Value, at span: Span) throws(Failure) -> Value {
    switch (sign, a, b) {
    case (_, .number(let x), .number(let y)): if let value = Self.number(sign, x, y) { return value }
    case (.equal, _, _): if let answer = a.equals(b) { return .bool(answer) }
    case (.notEqual, _, _): if let answer = a.equals(b) { return .bool(!answer) }
    case (.add, .string(let x), .string(let y)): return .string(try Self.joined(x, y, at: span))
    case (.less, .string(let x), .string(let y)): return .bool(x < y)
    case (.lessOrEqual, .string(let x), .string(let y)): return .bool(x <= y)
    case (.greater, .string(let x), .string(let y)): return .bool(x > y)
    case (.greaterOrEqual, .string(let x), .string(let y)): return .bool(x >= y)
    case (.and, .bool(let x), .bool(let y)): return .bool(x && y)
    case (.or, .bool(let x), .bool(let y)): return .bool(x || y)
    default: break
    }
    guard a.mayBeTensor || b.mayBeTensor, a.joinsOperators, b.joinsOperators else {
      throw operandFailure(sign, a, b, at: span)
    }
    state.pointee.span = span
    do {
      return try operators.binary(sign, a, b, in: self)
    } catch {
      throw error.placed(at: span)
    }
  }

  /// Two texts in one; a loop that doubles a text is stopped before memory ends.
  static func joined(_ a: String, _ b: String, at span: Span) throws(Failure) -> String {
    guard a.utf8.count + b.utf8.count <= 1 << 28 else { throw Failure("the string would be longer than 256 MB", at: span) }
    return a + b
  }

  private static func number(_ sign: BinaryOperator, _ x: Double, _ y: Double) -> Value? {
    switch sign {
    case .add: .number(x + y)
    case .subtract: .number(x - y)
    case .multiply: .number(x * y)
    case .divide: .number(x / y)
    case .remainder: .number(remainder(x, y))
    case .power: .number(power(x, y))
    case .equal: .bool(x == y)
    case .notEqual: .bool(x != y)
    case .less: .bool(x < y)
    case .lessOrEqual: .bool(x <= y)
    case .greater: .bool(x > y)
    case .greaterOrEqual: .bool(x >= y)
    case .or, .and, .product: nil
    }
  }

  private func operandFailure(_ sign: BinaryOperator, _ a: Value, _ b: Value, at span: Span) -> Failure {
    var failure = Failure("\(sign.rawValue) cannot join \(describe(a)) and \(describe(b))", at: span)
    switch (sign, a, b) {
    case (.add, .string, _), (.add, _, .string): failure.hint = "write values into a string: \"n = \\(n)\""
    case (.and, _, _), (.or, _, _): failure.hint = "\(sign.rawValue) wants a Bool on both sides"
    case (.product, .number, .number): failure.hint = "@ is the product of tensors; numbers are multiplied by *"
    case (_, .nothing, _), (_, _, .nothing): failure.hint = "nil is no number; compare with == nil first"
    case (_, .function(let f), _), (_, _, .function(let f)): failure.hint = "\(f.title) is a function; call it with ( )"
    default: break
    }
    return failure
  }

  /// An operator before one value, where it is neither a number nor a Bool.
  func unary(_ sign: UnaryOperator, _ value: Value, at span: Span) throws(Failure) -> Value {
    guard value.mayBeTensor else {
      let wanted = sign == .negate ? "a number" : "a Bool"
      throw Failure("\(sign.rawValue) wants \(wanted), not \(describe(value))", at: span)
    }
    state.pointee.span = span
    do {
      return try operators.unary(sign, value, in: self)
    } catch {
      throw error.placed(at: span)
    }
  }

  /// Reads `.name`.
  func member(_ name: String, of value: Value) throws(Failure) -> Value {
    switch (value, name) {
    case (.record(let record), _): if let field = record[name] { return field }
    case (.list(let items), "count"): return .number(Double(items.count))
    case (.string(let string), "count"): return .number(Double(string.count))
    case (.range(let range), "count"): return .number(Double(range.count))
    case (.object(let object), _): if let member = try object.member(name, in: self) { return member }
    default: break
    }
    throw unknownMember(name, of: value)
  }

  func unknownMember(_ name: String, of value: Value) -> Failure {
    let names: [String]
    switch value {
    case .record(let record): names = Array(record.fields.keys)
    case .list, .string, .range: names = ["count"]
    case .object(let object): names = object.memberNames
    case .nothing, .bool, .number, .function: names = []
    }
    var failure = Failure("\(describe(value)) has no member \(name)")
    if let near = Suggestion.nearest(to: name, among: names) {
      failure.hint = "did you mean \(near)?"
    } else if case .list = value, builtins[name] != nil || name == "append" {
      failure.hint = name == "append" ? "append is called on a variable: list.append(x)" : "verbs are functions: \(name)(list)"
    } else if !names.isEmpty, names.count <= 12 {
      failure.hint = "it has \(names.joined(separator: ", "))"
    }
    return failure
  }
}

extension Value {
  /// Whether the host's operators may know what to do with it.
  fileprivate var mayBeTensor: Bool {
    switch self {
    case .object, .list, .range: true
    case .nothing, .bool, .number, .string, .record, .function: false
    }
  }

  /// Whether it can stand beside a tensor at all.
  fileprivate var joinsOperators: Bool {
    switch self {
    case .object, .list, .range, .bool, .number: true
    case .nothing, .string, .record, .function: false
    }
  }
}

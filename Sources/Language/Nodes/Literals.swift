import Catalogue
import OrderedCollections
import Syntax

/// A value that is known when the code is resolved.
final class Constant: Node {
  let value: Value
  init(_ value: Value, _ span: Span) {
    self.value = value
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value { value }
}

/// `"a \(b)"`
final class Interpolation: Node {
  let parts: [Part]
  enum Part {
    case text(String)
    case value(Node)
  }
  init(_ parts: [Part], _ span: Span) {
    self.parts = parts
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    var out = ""
    for part in parts {
      switch part {
      case .text(let text): out += text
      case .value(let node): out += frame.interpreter.text(try node.evaluate(frame), full: true)
      }
    }
    return .string(out)
  }
}

/// `[a, b]`
final class ListLiteral: Node {
  let items: CodeList
  init(_ items: [Node], _ span: Span) {
    self.items = CodeList(items)
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    var values: [Value] = []
    values.reserveCapacity(items.count)
    for i in 0..<items.count { values.append(try items[i].evaluate(frame)) }
    return .list(values)
  }
}

/// `(a: 1, b: 2)`
final class RecordLiteral: Node {
  let fields: [(name: String, value: Node)]
  init(_ fields: [(name: String, value: Node)], _ span: Span) {
    self.fields = fields
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    var values = OrderedDictionary<String, Value>(minimumCapacity: fields.count)
    for field in fields { values[field.name] = try field.value.evaluate(frame) }
    return .record(Record(values))
  }
}

/// `a..<b`
final class RangeLiteral: Node {
  let lower: Code
  let upper: Code
  let isClosed: Bool
  init(_ lower: Node, _ upper: Node, isClosed: Bool, _ span: Span) {
    self.lower = Code(lower)
    self.upper = Code(upper)
    self.isClosed = isClosed
    super.init(span)
  }

  override func evaluate(_ frame: Frame) throws(Failure) -> Value { .range(try range(frame)) }

  /// The range without a value around it.
  func range(_ frame: Frame) throws(Failure) -> NumberRange {
    let low = try lower.evaluate(frame)
    let high = try upper.evaluate(frame)
    guard case .number(let a) = low, case .number(let b) = high else {
      let (wrong, place) = if case .number = low { (high, upper.span) } else { (low, lower.span) }
      throw Failure("a range goes from a number to a number, not \(frame.interpreter.describe(wrong))", at: place)
    }
    return NumberRange(lower: a, upper: b, closed: isClosed)
  }
}

/// A function's text where it becomes a value: takes up the variables that it uses.
final class ClosureLiteral: Node {
  let code: FunctionCode
  /// Slots of the frame that makes it whose contents it takes along.
  let captured: [Int]
  init(_ code: FunctionCode, captured: [Int], _ span: Span) {
    self.code = code
    self.captured = captured
    super.init(span)
  }
  override func evaluate(_ frame: Frame) throws(Failure) -> Value {
    .function(ScriptFunction(code, captures: captured.map { frame.slots[$0] }))
  }
}

import Syntax

/// A function that the host brings: one entry, from which come argument errors, help, completion, the reference page,
/// and its examples as tests.
public struct Builtin: Sendable {
  public typealias Body = @Sendable (any Context, [Value]) throws(Failure) -> Value

  public let name: String
  public let category: String
  private let documentation: Documentation
  public let signature: Signature
  public let examples: [Example]
  public let body: Body
  /// Whether a call gives nothing, and does nothing, by its first argument alone: the others are not evaluated then.
  public private(set) var isSettled: (@Sendable (Value) -> Bool)?

  /// - Parameters:
  ///   - category: the group in the reference: "math", "tensors", "training".
  ///   - summary: one sentence, with shapes and units; paragraphs behind it, after a blank line, say more.
  ///   - body: gets the context and the arguments, converted to the parameters' types.
  public init<each T: Convertible, R: Presentable>(
    _ name: String, in category: String, _ summary: String, _ parameter: repeat Parameter<each T>, examples: [Example] = [],
    body: @escaping @Sendable (any Context, repeat each T) throws(Failure) -> R
  ) {
    var parameters: [Signature.Parameter] = []
    repeat parameters.append((each parameter).entry)
    self.name = name
    self.category = category
    documentation = Documentation(summary)
    self.signature = Signature(parameters)
    self.examples = examples
    self.body = { (context: any Context, values: [Value]) throws(Failure) -> Value in
      var i = 0
      func next<U: Convertible>(_ p: Parameter<U>) throws(Failure) -> U {
        defer { i += 1 }
        return try Parameter.read(values[i], as: p.entry.name, of: name, in: context)
      }
      let converted = try (repeat next(each parameter))
      return try body(context, repeat each converted).value
    }
  }
}

extension Builtin {
  /// The same, with arguments that are evaluated only where the first one leaves something to do: messages.
  public func settled(by isSettled: @escaping @Sendable (Value) -> Bool) -> Builtin {
    var builtin = self
    builtin.isSettled = isSettled
    return builtin
  }

  /// One sentence, with shapes and units.
  public var summary: String { documentation.summary }
  /// What is to be said beyond it, by paragraphs.
  public var details: [String] { documentation.details }
}

/// A typed parameter of a builtin.
public struct Parameter<T: Convertible>: Sendable {
  public let entry: Signature.Parameter

  /// - Parameters:
  ///   - defaultText: source text of the default, read in the standard library's scope; it may use earlier parameters.
  ///   - rest: takes all positional arguments that are left, as a list.
  ///   - labels: takes all labelled arguments that are no parameter's, as a record.
  ///   - closure: a closure behind the call fills it, rather than the last parameter.
  public init(
    _ name: String, _ documentation: String, default defaultText: String? = nil, rest: Bool = false, labels: Bool = false,
    closure: Bool = false
  ) {
    entry = Signature.Parameter(
      name, defaultText: defaultText, isRest: rest, takesLabels: labels, takesClosure: closure, documentation: documentation,
      check: { (value, function, context) throws(Failure) in
        _ = try Parameter.read(value, as: name, of: function, in: context)
      })
  }

  /// An argument in Swift's type; the message says which parameter of which function wanted what.
  static func read(_ value: Value, as parameter: String, of function: String, in context: any Context) throws(Failure) -> T {
    do {
      if let converted = try T.reading(value) { return converted }
    } catch {
      throw Failure("\(function): \(error.message)")
    }
    throw Failure("\(function): \(parameter) is \(T.expectation), not \(context.describe(value))")
  }
}

/// An example in the documentation.
public typealias Example = Documentation.Example

extension Context {
  /// A short description of a value for messages: `3.5`, `a tensor [3×90]`, `"log"`.
  public func describe(_ value: Value) -> String {
    switch value {
    case .nothing: return "nil"
    case .string(let string) where string.count <= 40: return quotedText(string)
    case .bool, .number, .string, .range:
      let shown = text(value, full: false)
      return shown.count <= 40 ? shown : "a \(value.typeName)"
    case .list(let items): return "a List of \(items.count)"
    case .record, .function: return "a \(value.typeName)"
    case .object(let object): return object.summary
    }
  }
}

extension Object {
  /// One line for messages: "a Tensor".
  public var summary: String { "\("AEIOU".contains(typeName.prefix(1)) ? "an" : "a") \(typeName)" }
}

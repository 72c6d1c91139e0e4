/// Something that can be called with arguments: a closure of the language, or a builtin.
open class Function {
  public let name: String?
  public let signature: Signature
  public init(name: String?, signature: Signature) {
    self.name = name
    self.signature = signature
  }
}

/// What a function takes.
public struct Signature: Sendable {
  public struct Parameter: Sendable {
    public var name: String
    /// Source text of the default; nil where an argument must be given. It may use earlier parameters.
    public var defaultText: String?
    /// Whether it takes all positional arguments that are left, as a list.
    public var isRest: Bool
    /// Whether it takes all labelled arguments that are no parameter's, as a record.
    public var takesLabels: Bool
    /// Whether a closure behind the call fills it, rather than the last parameter.
    public var takesClosure: Bool
    public var documentation: String
    /// Throws where a value is not what the parameter of a function of this name takes; nil where it takes any.
    public var check: Check?

    public typealias Check = @Sendable (_ value: Value, _ function: String, _ context: any Context) throws(Failure) -> Void

    public init(
      _ name: String, defaultText: String? = nil, isRest: Bool = false, takesLabels: Bool = false, takesClosure: Bool = false,
      documentation: String = "", check: Check? = nil
    ) {
      self.name = name
      self.defaultText = defaultText
      self.isRest = isRest
      self.takesLabels = takesLabels
      self.takesClosure = takesClosure
      self.documentation = documentation
      self.check = check
    }
  }

  public var parameters: [Parameter]
  public init(_ parameters: [Parameter]) { self.parameters = parameters }

  /// How many have no default.
  public var required: Int { parameters.lazy.filter { $0.defaultText == nil && !$0.isRest && !$0.takesLabels }.count }
  /// Index of the parameter that a closure behind the call fills: the one that says so, else the last; nil where there is none.
  public var closureIndex: Int? {
    parameters.firstIndex(where: \.takesClosure) ?? parameters.lastIndex { !$0.isRest && !$0.takesLabels }
  }
  public func index(of name: String) -> Int? { parameters.firstIndex { $0.name == name } }
}

extension Signature {
  /// As a declaration shows it: `toy(n: 5, h: 2, data: nil)`.
  public func text(name: String) -> String { "\(name)(\(parameters.map(\.text).joined(separator: ", ")))" }
}

extension Signature.Parameter {
  /// As a declaration shows it: `n: 5`.
  public var text: String {
    if isRest { return name + "…" }
    if takesLabels { return "\(name): …" }
    return defaultText.map { "\(name): \($0)" } ?? name
  }
}

/// A function written in Swift: a builtin, or one that a builtin makes.
public final class NativeFunction: Function {
  /// Gets the context and one value for each parameter, defaults filled in.
  public let body: Builtin.Body
  /// See `Builtin`.
  public let isSettled: (@Sendable (Value) -> Bool)?
  /// What the interpreter made of the defaults' texts, on first use.
  public var prepared: AnyObject?

  public init(
    name: String?, signature: Signature, isSettled: (@Sendable (Value) -> Bool)? = nil, body: @escaping Builtin.Body
  ) {
    (self.body, self.isSettled) = (body, isSettled)
    super.init(name: name, signature: signature)
  }

  /// The function of a builtin.
  public convenience init(_ builtin: Builtin) {
    self.init(name: builtin.name, signature: builtin.signature, isSettled: builtin.isSettled, body: builtin.body)
  }
}

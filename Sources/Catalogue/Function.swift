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
    /// Whether it takes all labelled arguments that have no parameter of their own, as a record.
    public var takesLabels: Bool
    public var documentation: String

    public init(
      _ name: String, defaultText: String? = nil, isRest: Bool = false, takesLabels: Bool = false, documentation: String = ""
    ) {
      self.name = name
      self.defaultText = defaultText
      self.isRest = isRest
      self.takesLabels = takesLabels
      self.documentation = documentation
    }
  }

  public var parameters: [Parameter]
  public init(_ parameters: [Parameter]) { self.parameters = parameters }

  /// How many have no default.
  public var required: Int { parameters.lazy.filter { $0.defaultText == nil && !$0.isRest && !$0.takesLabels }.count }
  public func index(of name: String) -> Int? { parameters.firstIndex { $0.name == name } }
}

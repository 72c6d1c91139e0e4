/// What a text declares and where it can be seen, read from its tokens alone: so it serves texts that are being written and do
/// not parse. What it says of a wrong text is a guess.
public struct SourceIndex: Sendable {
  /// A name with its place.
  public struct Declaration: Sendable {
    public enum Kind: Sendable {
      case constant, variable, function, parameter, input
    }
    public var name: String
    public var kind: Kind
    /// Bytes of the name.
    public var range: Range<Int>
    /// Bytes where the name means this.
    public var scope: Range<Int>
    public var documentation: Documentation?
    /// A function's name and parameters, as written; nil for other names.
    public var signature: String?
    /// A function's parameters; their labels.
    public var parameters: [String] = []
  }

  public let source: Source
  public private(set) var declarations: [Declaration] = []
  /// Names of fields and members that the text mentions, in order.
  public private(set) var members: [String] = []
  /// Paths of the files that it imports.
  public private(set) var imports: [String] = []
  let tokens: [Token]

  public init(_ source: Source) {
    let lexer = Lexer(source)
    self.source = source
    tokens = lexer.tokens
    var builder = IndexBuilder(source, lexer)
    builder.build()
    (declarations, members, imports) = (builder.declarations, builder.members, builder.imports)
  }

  /// What a name means at a place: the declaration of the innermost block.
  public func declaration(of name: String, at offset: Int) -> Declaration? {
    declarations.filter { $0.name == name && ($0.scope.contains(offset) || $0.range.contains(offset)) }
      .min { ($0.scope.count, -$0.range.lowerBound) < ($1.scope.count, -$1.range.lowerBound) }
  }

  /// What is declared for all of the text, which another may import.
  public func export(_ name: String) -> Declaration? {
    declarations.last { $0.name == name && $0.scope.upperBound > source.bytes.count }
  }

  /// All names that mean something at a place, each once.
  public func declarations(at offset: Int) -> [Declaration] {
    var names: Set<String> = []
    return declarations.filter { $0.scope.contains(offset) }.reversed().filter { names.insert($0.name).inserted }
  }
}

import Catalogue
import Syntax

/// What front ends ask about names: completion, help, `who`.
extension Interpreter {
  /// A name's value and what is said about it.
  public struct NameInfo {
    public var name: String
    public var value: Value
    /// From the `///` lines above its declaration.
    public var documentation: Documentation?
    /// The statement that declared it; nil for builtins.
    public var declaration: Span?
    /// Nil unless it is a builtin.
    public var builtin: Builtin?
    /// Whether the user declared it.
    public var isUsers: Bool
  }

  /// The names that the user declared, in order.
  public var userNames: [NameInfo] {
    userScope.globals.values.filter { $0.isDefined && !$0.isInherited && $0.name != "ans" }.map(info)
  }

  /// All names in scope: the user's, the standard library's, the builtins'.
  public var allNames: [String] { userScope.names }

  /// The builtins' names, in the order of the registry.
  public var builtinNames: [NameInfo] { declared(in: builtinScope) }
  /// The standard library's, in the order of its texts.
  public var libraryNames: [NameInfo] {
    readWholeLibrary()
    return declared(in: libraryScope).sorted { place($0) < place($1) }
  }

  private func place(_ name: NameInfo) -> (source: Int32, start: Int32) {
    name.declaration.map { ($0.source, $0.start) } ?? (-1, 0)
  }

  private func declared(in scope: GlobalScope) -> [NameInfo] {
    scope.globals.values.filter { $0.isDefined && !$0.isInherited }.map { global in
      var info = info(global)
      info.isUsers = false
      return info
    }
  }

  /// What is known about a name; nil where it has no value.
  public func lookUp(_ name: String) -> NameInfo? {
    guard let global = userScope.find(name), global.isDefined else { return nil }
    return info(global)
  }

  /// The source text that declared a name, with the `///` lines above it, for `??name`.
  public func sourceText(of name: String) -> String? {
    guard let span = lookUp(name)?.declaration, let source = sources.source(of: span) else { return nil }
    let above = source.text(Span(source: source.number, start: 0, end: Int(span.start))).split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast()
    let documentation = above.reversed().prefix { $0.hasPrefix("///") }.reversed()
    return (documentation.map(String.init) + [source.text(span)]).joined(separator: "\n")
  }

  /// Sets a name of the user's scope from outside, as `let` does.
  public func define(_ name: String, _ value: Value) {
    let global = userScope.declare(name)
    global.storage.pointee = value
    global.isInherited = false
    global.isVariable = false
  }

  /// Members that `.name` reads of a value, for completion.
  public func memberNames(of value: Value) -> [String] {
    switch value {
    case .record(let record): Array(record.fields.keys)
    case .list: ["append", "count"]
    case .string, .range: ["count"]
    case .object(let object): object.memberNames
    case .nothing, .bool, .number, .function: []
    }
  }

  private func info(_ global: Global) -> NameInfo {
    var builtin: Builtin?
    if case .function(let function) = global.storage.pointee, function is NativeFunction { builtin = builtins[global.name] }
    return NameInfo(
      name: global.name, value: global.storage.pointee, documentation: global.documentation, declaration: global.declaration,
      builtin: builtin, isUsers: !global.isInherited)
  }
}

extension JSON {
  /// The value as a text on one line.
  public var text: String {
    switch self {
    case .null: "null"
    case .bool(let truth): truth ? "true" : "false"
    case .integer(let number): String(number)
    case .number(let number): String(number)
    case .string(let text): Self.quoted(text)
    case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
    case .object(let members): "{" + members.map { Self.quoted($0.name) + ":" + $0.value.text }.joined(separator: ",") + "}"
    }
  }

  /// The value under a name; nil where this is no object or has no such name.
  public subscript(_ name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
}

extension JSON {
  /// A string's text; nil of all other values.
  public var string: String? { if case .string(let text) = self { text } else { nil } }
  /// A whole number; nil of all other values.
  public var integer: Int? { if case .integer(let number) = self { number } else { nil } }
}

extension JSON: ExpressibleByDictionaryLiteral {
  /// An object, written down.
  public init(dictionaryLiteral members: (String, JSON)...) { self = .object(members.map { Member($0.0, $0.1) }) }
}

extension JSON {
  /// The value as a text of many lines, each level one blank further in, as Jupyter writes notebooks.
  public var indentedText: String {
    var text = ""
    append(to: &text, level: 0)
    return text
  }

  private func append(to text: inout String, level: Int) {
    switch self {
    case .array(let elements) where !elements.isEmpty:
      Self.append(elements, "[", "]", to: &text, level) { $0.append(to: &$1, level: level + 1) }
    case .object(let members) where !members.isEmpty:
      Self.append(members, "{", "}", to: &text, level) { member, text in
        text += Self.quoted(member.name) + ": "
        member.value.append(to: &text, level: level + 1)
      }
    case .null, .bool, .integer, .number, .string, .array, .object: text += self.text
    }
  }

  private static func append<T>(
    _ parts: [T], _ open: String, _ close: String, to text: inout String, _ level: Int, _ body: (T, inout String) -> Void
  ) {
    text += open
    for (i, part) in parts.enumerated() {
      text += (i > 0 ? ",\n" : "\n") + String(repeating: " ", count: level + 1)
      body(part, &text)
    }
    text += "\n" + String(repeating: " ", count: level) + close
  }
}

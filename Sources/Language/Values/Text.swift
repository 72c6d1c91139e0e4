import Catalogue

/// Text of values, as `print` and the prompt show them.
struct Writer {
  /// Whether everything is written out; otherwise long lists are elided.
  let isFull: Bool
  private(set) var text = ""

  /// Items of a list that are shown where not everything is.
  private static let shownItems = 200
  /// Levels of lists in lists that are shown.
  private static let deepest = 200

  init(isFull: Bool) { self.isFull = isFull }

  mutating func write(_ value: Value, quoted: Bool, depth: Int = 0) {
    switch value {
    case .nothing: text += "nil"
    case .bool(let truth): text += truth ? "true" : "false"
    case .number(let x): text += numberText(x)
    case .string(let string): text += quoted ? quotedText(string) : string
    case .range(let range): write(range)
    case .list(let items): write(items, depth)
    case .record(let record): write(record, depth)
    case .function(let function): write(function)
    case .object(let object): text += object.text(full: isFull)
    }
  }

  private mutating func write(_ range: NumberRange) {
    if range.step == 1 {
      text += numberText(range.lower) + (range.closed ? "..." : "..<") + numberText(range.upper)
    } else {
      text += "stride(\(numberText(range.lower)), \(numberText(range.upper)), by: \(numberText(range.step)))"
    }
  }

  private mutating func write(_ items: [Value], _ depth: Int) {
    guard depth < Self.deepest else {
      text += "[…]"
      return
    }
    text += "["
    let all = isFull || items.count <= Self.shownItems
    for (i, item) in (all ? items[...] : items.prefix(Self.shownItems / 2)).enumerated() {
      if i > 0 { text += ", " }
      write(item, quoted: true, depth: depth + 1)
    }
    if !all {
      text += ", … \(items.count - Self.shownItems / 2 - 3) more …"
      for item in items.suffix(3) {
        text += ", "
        write(item, quoted: true, depth: depth + 1)
      }
    }
    text += "]"
  }

  private mutating func write(_ record: Record, _ depth: Int) {
    guard depth < Self.deepest else {
      text += "(…)"
      return
    }
    if record.fields.isEmpty {
      text += "(:)"
      return
    }
    text += "("
    for (i, (name, value)) in record.fields.enumerated() {
      if i > 0 { text += ", " }
      text += Self.isName(name) ? name : quotedText(name)
      text += ": "
      write(value, quoted: true, depth: depth + 1)
    }
    text += ")"
  }

  private mutating func write(_ function: Function) {
    if let name = function.name {
      text += "func " + function.signature.text(name: name)
    } else {
      let parameters = function.signature.parameters.map { p in p.defaultText.map { "\(p.name): \($0)" } ?? p.name }
      text += parameters.isEmpty || parameters[0].hasPrefix("$") ? "{ … }" : "{ \(parameters.joined(separator: ", ")) in … }"
    }
  }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isXIDStart || first == "_" else { return false }
    return text.unicodeScalars.allSatisfy { $0.properties.isXIDContinue }
  }
}

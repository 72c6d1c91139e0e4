import Catalogue
import JSONSyntax

/// Writes values as JSON, on one line. What JSON has no word for: a number that is not finite is `null`; tensors, lists and
/// ranges are arrays, nested; records and values with members are objects; all others are the text that `print` shows.
public struct JSONWriter {
  public private(set) var text = ""
  private let context: any Context
  /// Shared values that are being written: a value that holds itself is cut there.
  private var open: Set<ObjectIdentifier> = []

  /// Longer ranges are written as text.
  private static let longestRange = 10_000_000

  public init(context: any Context) { self.context = context }

  /// Adds a value.
  public mutating func write(_ value: Value) throws(Failure) {
    switch value {
    case .nothing: text += "null"
    case .bool(let truth): text += truth ? "true" : "false"
    case .number(let number): write(number)
    case .string(let string): write(string)
    case .list(let items): try write(items)
    case .record(let record): try write(record.fields.map { ($0.key, $0.value) })
    case .range(let range) where range.count <= Self.longestRange: try write((0..<range.count).map { .number(range[$0]) })
    case .range, .function: write(context.text(value, full: true))
    case .object(let object): try write(object)
    }
  }

  private mutating func write(_ number: Double) {
    if !number.isFinite {
      text += "null"
    } else if let whole = Int(exactly: number), whole.magnitude < 1 << 53 {
      text += String(whole)
    } else {
      text += String(number)
    }
  }

  private mutating func write(_ string: String) { text += JSON.quoted(string) }

  private mutating func write(_ items: [Value]) throws(Failure) {
    try context.checkpoint()
    text += "["
    for (i, item) in items.enumerated() {
      if i > 0 { text += "," }
      try write(item)
    }
    text += "]"
  }

  private mutating func write(_ fields: [(name: String, value: Value)]) throws(Failure) {
    text += "{"
    for (i, field) in fields.enumerated() {
      if i > 0 { text += "," }
      write(field.name)
      text += ":"
      try write(field.value)
    }
    text += "}"
  }

  private mutating func write(_ object: any Object) throws(Failure) {
    guard open.insert(ObjectIdentifier(object)).inserted else {
      write(object.summary)
      return
    }
    defer { open.remove(ObjectIdentifier(object)) }
    if let items = try object.elements() {
      try write(items)
      return
    }
    var members: [(String, Value)] = []
    for name in object.memberNames {
      if let member = try object.member(name, in: context) { members.append((name, member)) }
    }
    if members.isEmpty { write(context.text(.object(object), full: true)) } else { try write(members) }
  }
}

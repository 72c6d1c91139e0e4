/// A Swift type that a typed parameter can have.
public protocol Convertible: SendableMetatype {
  /// What a message says was expected: "a number", "a tensor".
  static var expectation: String { get }
  /// Reads a value; nil where it is of another type.
  init?(_ value: Value)
  /// Reads a value; throws where it is of the right kind, but something in it is wrong.
  static func reading(_ value: Value) throws(Failure) -> Self?
}

extension Convertible {
  public static func reading(_ value: Value) throws(Failure) -> Self? { Self(value) }
}

/// A Swift type that a builtin can return.
public protocol Presentable: SendableMetatype {
  var value: Value { get }
}

extension Value: Convertible, Presentable {
  public static var expectation: String { "a value" }
  public init?(_ value: Value) { self = value }
  public var value: Value { self }
}
extension Double: Convertible, Presentable {
  public static var expectation: String { "a number" }
  public init?(_ value: Value) {
    guard case .number(let x) = value else { return nil }
    self = x
  }
  public var value: Value { .number(self) }
}
extension Int: Convertible, Presentable {
  public static var expectation: String { "a whole number" }
  public init?(_ value: Value) {
    guard case .number(let x) = value, let whole = Int(exactly: x) else { return nil }
    self = whole
  }
  public var value: Value { .number(Double(self)) }
}
extension Bool: Convertible, Presentable {
  public static var expectation: String { "a Bool" }
  public init?(_ value: Value) {
    guard case .bool(let x) = value else { return nil }
    self = x
  }
  public var value: Value { .bool(self) }
}
extension String: Convertible, Presentable {
  public static var expectation: String { "a string" }
  public init?(_ value: Value) {
    guard case .string(let x) = value else { return nil }
    self = x
  }
  public var value: Value { .string(self) }
}
extension Optional: Convertible where Wrapped: Convertible {
  public static var expectation: String { "\(Wrapped.expectation) or nil" }
  public init?(_ value: Value) {
    if case .nothing = value { self = Wrapped?.none; return }
    guard let wrapped = Wrapped(value) else { return nil }
    self = .some(wrapped)
  }
  public static func reading(_ value: Value) throws(Failure) -> Wrapped?? {
    if case .nothing = value { return .some(nil) }
    return try Wrapped.reading(value).map { .some($0) }
  }
}
extension Optional: Presentable where Wrapped: Presentable {
  public var value: Value { self?.value ?? .nothing }
}
extension Array: Convertible where Element: Convertible {
  public static var expectation: String { "a list" }
  public init?(_ value: Value) {
    guard case .list(let items) = value else { return nil }
    self = []
    for item in items {
      guard let element = Element(item) else { return nil }
      append(element)
    }
  }
  public static func reading(_ value: Value) throws(Failure) -> [Element]? {
    guard case .list(let items) = value else { return nil }
    var result: [Element] = []
    for (i, item) in items.enumerated() {
      guard let element = try Element.reading(item) else {
        throw Failure("element \(i) of the list is \(Element.expectation), not a \(item.typeName)")
      }
      result.append(element)
    }
    return result
  }
}
extension Array: Presentable where Element: Presentable {
  public var value: Value { .list(map(\.value)) }
}
extension Record: Convertible, Presentable {
  public static var expectation: String { "a record" }
  public init?(_ value: Value) {
    guard case .record(let record) = value else { return nil }
    self = record
  }
  public var value: Value { .record(self) }
}

import Syntax

/// A host value: what a type must do to join the language. Every requirement has a default that refuses.
/// Objects are values (a change makes a new one) unless `setMember` is implemented, as a model does.
public protocol Object: AnyObject {
  /// As `type(x)` tells it: "Tensor".
  var typeName: String { get }
  /// A few words for messages: "a Tensor [3×90]".
  var summary: String { get }
  /// What a value of this type is, a sentence for help.
  var about: String { get }
  /// What `.name` reads, a sentence for help; nil where the member's own value says it, as of a model's parameter.
  func about(member name: String) -> String?
  /// The names that `.name` reads, in order, for completion and suggestions.
  var memberNames: [String] { get }
  /// Reads `.name`; nil where there is no such member.
  func member(_ name: String, in context: any Context) throws(Failure) -> Value?
  /// `.name` where it is kept as a value, so that reading it computes nothing; nil for all others.
  func storedMember(_ name: String) -> Value?
  /// How large it is, for `who`.
  var extent: Extent { get }
  /// Sets `.name` of an object that is shared.
  func setMember(_ name: String, to value: Value, in context: any Context) throws(Failure)
  /// Reads `x[…]`.
  func at(_ indices: [Index], in context: any Context) throws(Failure) -> Value
  /// The value with `x[…] = value` done.
  func replacing(_ indices: [Index], with value: Value, in context: any Context) throws(Failure) -> Value
  /// What `for … in` and the list functions go over; nil where it has no elements.
  func elements() throws(Failure) -> [Value]?
  /// For each element in a row whether it is yes, where this is the answer of a comparison, by which an index can choose; nil for all others.
  var mask: [Bool]? { get }
  /// Calls it as a function.
  func call(_ arguments: [Argument], in context: any Context) throws(Failure) -> Value
  /// As `if` and `while` see it. The default says that a Bool was expected.
  func condition() throws(Failure) -> Bool
  /// The call that it came from; nil for what does not keep it.
  var making: Making? { get set }
  /// Text for the prompt, `print` and interpolation.
  /// - full: write everything out (interpolation); otherwise elide what is long.
  func text(full: Bool) -> String
}

/// One subscript: `x[3]`, `x[2..<5]`, `x[[0, 2]]`, `x[..<5]`, `x[-20...]`, `x[:]`.
public enum Index {
  case value(Value)
  /// A range in brackets; a nil end is open. Ends may be negative, counted from the end of the axis.
  case range(from: Int?, to: Int?, closed: Bool)
  case all
}

/// One argument of a call.
public struct Argument {
  public var label: String?
  public var value: Value
  public init(_ label: String? = nil, _ value: Value) {
    self.label = label
    self.value = value
  }
}

extension Object {
  public var about: String { "" }
  public func about(member name: String) -> String? { nil }
  public var memberNames: [String] { [] }
  public func member(_ name: String, in context: any Context) throws(Failure) -> Value? { nil }
  public var extent: Extent { Extent() }
  public func storedMember(_ name: String) -> Value? { nil }
  public func setMember(_ name: String, to value: Value, in context: any Context) throws(Failure) {
    throw Failure("the members of a \(typeName) cannot be set")
  }
  public func at(_ indices: [Index], in context: any Context) throws(Failure) -> Value {
    throw Failure("a \(typeName) has no elements to index")
  }
  public func replacing(_ indices: [Index], with value: Value, in context: any Context) throws(Failure) -> Value {
    throw Failure("elements of a \(typeName) cannot be set")
  }
  public func elements() throws(Failure) -> [Value]? { nil }
  public var mask: [Bool]? { nil }
  public func call(_ arguments: [Argument], in context: any Context) throws(Failure) -> Value {
    throw Failure("a \(typeName) is not a function")
  }
  public func condition() throws(Failure) -> Bool { throw Failure("expected a Bool, not a \(typeName)") }
  public var making: Making? {
    get { nil }
    set {}
  }
  public func text(full: Bool) -> String { typeName }
}

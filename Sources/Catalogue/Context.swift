import Syntax

/// What a builtin and a host value may ask of the interpreter that calls them.
public protocol Context: AnyObject {
  /// Place of the call, operator or index under way.
  var span: Span { get }
  /// Calls a function or a callable object. Arguments past what it takes are an error.
  func call(_ function: Value, _ arguments: [Argument]) throws(Failure) -> Value
  /// Throws if the user interrupted, or a limit was reached. Called in every loop that may last.
  func checkpoint() throws(Failure)
  /// Writes to standard output, as `print` does.
  func write(_ text: String)
  /// Writes a diagnostic (a warning, a note) to standard error.
  func note(_ text: String)
  /// Text of a value: as `print` shows it.
  func text(_ value: Value, full: Bool) -> String
  /// Number of the line, from 1 on, of a place in a source.
  func line(of span: Span) -> Int
  /// The state that builtins keep for a session (engine, seeds); its type is known to the target that made it.
  var services: AnyObject { get }
}

extension Context {
  public func call(_ function: Value, _ arguments: Value...) throws(Failure) -> Value {
    try call(function, arguments.map { Argument(nil, $0) })
  }

  /// Calls with as many of `arguments`, by position, as the function declares without defaults (`at least` that many are
  /// given even where it has defaults), and with those of `labelled` that it declares.
  public func call(_ function: Value, offering arguments: [Value], labelled: [(String, Value)] = []) throws(Failure) -> Value {
    guard case .function(let callee) = function else { return try call(function, arguments.map { Argument(nil, $0) }) }
    var given = arguments.prefix(callee.signature.required).map { Argument(nil, $0) }
    for (label, value) in labelled where callee.signature.index(of: label).map({ $0 >= given.count }) ?? false {
      given.append(Argument(label, value))
    }
    return try call(function, given)
  }
}

/// Operators between values that the language itself does not know (anything but numbers, strings, Bools and nil).
public protocol Operators: AnyObject {
  func binary(_ op: BinaryOperator, _ left: Value, _ right: Value, in context: any Context) throws(Failure) -> Value
  func unary(_ op: UnaryOperator, _ operand: Value, in context: any Context) throws(Failure) -> Value
}

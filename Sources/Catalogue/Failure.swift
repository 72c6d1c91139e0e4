import Syntax

/// What stops a script: a message for its user. A builtin throws it without a place; the interpreter adds span and backtrace.
public struct Failure: Error {
  public enum Kind: Sendable {
    /// Something is wrong with the script or its input.
    case error
    /// The user interrupted; nothing is wrong.
    case interrupted
  }
  /// A second place that explains the first.
  public struct Note: Sendable {
    public var message: String
    public var span: Span
    public init(_ message: String, at span: Span) {
      self.message = message
      self.span = span
    }
  }

  public var kind: Kind
  public var message: String
  /// What to do about it, a sentence; shown on a line of its own.
  public var hint: String?
  /// Where it happened; nil until the interpreter knows.
  public var span: Span?
  public var notes: [Note] = []
  /// Whether the fault lies with the caller of the function that found it, as `require` says; the interpreter then takes
  /// that caller's place for `span`.
  public var isCallers = false
  /// Calls under way, innermost first: name and place of the call.
  public var backtrace: [(name: String, span: Span)] = []
  /// What an interrupted call had completed: `let` binds it (an interrupted `train` gives its run so far).
  /// A failure stays on the thread of the interpreter that threw it.
  nonisolated(unsafe) public var partial: Value?

  public init(_ message: String, hint: String? = nil, at span: Span? = nil, kind: Kind = .error) {
    self.kind = kind
    self.message = message
    self.hint = hint
    self.span = span
  }

  /// The user pressed Ctrl-C.
  public static func interrupted(partial: Value? = nil) -> Failure {
    var failure = Failure("interrupted", kind: .interrupted)
    failure.partial = partial
    return failure
  }
}

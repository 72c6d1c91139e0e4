import Syntax

/// What stops a script: a message for its user. A builtin throws it without a place; the interpreter adds span and backtrace.
///
/// It is one reference wide, so that whatever may throw it costs little where nothing is thrown; it is a value all the same.
public struct Failure: Error, @unchecked Sendable {
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

  /// Two operands that do not fit each other, for a message that names them: "W is [3×90], x is [100]: 90 and 100 differ".
  public struct Operands: Sendable {
    /// What the left one is: "[3×90]".
    public var left: String
    public var right: String
    /// Why they do not fit: "90 and 100 differ".
    public var reason: String
    public init(left: String, right: String, reason: String) {
      self.left = left
      self.right = right
      self.reason = reason
    }
  }

  /// What a failure says; shared by its copies until one of them changes. A failure stays on the thread of the interpreter that
  /// threw it.
  private final class Contents {
    var kind: Kind
    var message: String
    var hint: String?
    var span: Span?
    var notes: [Note] = []
    var isCallers = false
    var backtrace: [(name: String, span: Span)] = []
    var partial: Value?
    var operands: Operands?

    init(_ kind: Kind, _ message: String, _ hint: String?, _ span: Span?) {
      self.kind = kind
      self.message = message
      self.hint = hint
      self.span = span
    }

    func copy() -> Contents {
      let copy = Contents(kind, message, hint, span)
      copy.notes = notes
      copy.isCallers = isCallers
      copy.backtrace = backtrace
      copy.partial = partial
      copy.operands = operands
      return copy
    }
  }

  private var contents: Contents

  private mutating func own() -> Contents {
    if !isKnownUniquelyReferenced(&contents) { contents = contents.copy() }
    return contents
  }

  public init(_ message: String, hint: String? = nil, at span: Span? = nil, kind: Kind = .error) {
    contents = Contents(kind, message, hint, span)
  }

  /// The user pressed Ctrl-C.
  public static func interrupted(partial: Value? = nil) -> Failure {
    var failure = Failure("interrupted", kind: .interrupted)
    failure.partial = partial
    return failure
  }

  public var kind: Kind {
    get { contents.kind }
    set { own().kind = newValue }
  }
  public var message: String {
    get { contents.message }
    set { own().message = newValue }
  }
  /// What to do about it, a sentence; shown on a line of its own.
  public var hint: String? {
    get { contents.hint }
    set { own().hint = newValue }
  }
  /// Where it happened; nil until the interpreter knows.
  public var span: Span? {
    get { contents.span }
    set { own().span = newValue }
  }
  public var notes: [Note] {
    get { contents.notes }
    set { own().notes = newValue }
  }
  /// Whether the fault lies with the caller of the function that found it, as `require` says; the interpreter then takes
  /// that caller's place for `span`.
  public var isCallers: Bool {
    get { contents.isCallers }
    set { own().isCallers = newValue }
  }
  /// Calls under way, innermost first: name and place of the call.
  public var backtrace: [(name: String, span: Span)] {
    get { contents.backtrace }
    set { own().backtrace = newValue }
  }
  /// Where two operands of an operator do not fit: what they are. The interpreter knows how the script calls them.
  public var operands: Operands? {
    get { contents.operands }
    set { own().operands = newValue }
  }
  /// What an interrupted call had completed: `let` binds it (an interrupted `train` gives its run so far).
  public var partial: Value? {
    get { contents.partial }
    set { own().partial = newValue }
  }
}

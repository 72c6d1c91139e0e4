import Catalogue
import Syntax

/// Where a script's text goes.
public protocol Console: AnyObject {
  /// Standard output: what `print` writes.
  func write(_ text: String)
  /// Standard error: warnings and notes.
  func note(_ text: String)
}

/// Runs the language. One interpreter serves one session, on one thread at a time; the thread should have a large stack,
/// since calls of the language nest on it (a call that would overflow it is an error of the script).
public final class Interpreter {
  /// What a host may choose.
  public struct Settings {
    /// Calls that may be under way at once.
    public var callDepth = 10_000
    /// Looked at now and then while a script runs; true stops it.
    public var isInterrupted: () -> Bool = { false }
    /// Loop turns and calls that a submission may make; nil for any. Counted to the next 256.
    public var operations: Int?
    /// Called when a submission made them all; `isInterrupted` is looked at next.
    public var operationsEnded: () -> Void = {}
    /// Values for a script's `input`s, as text: `["scale": "0.02"]`.
    public var inputs: [String: String] = [:]
    /// Gives the value that answers a question; nil where questions are refused, as in a script.
    public var answer: ((Query) throws(Failure) -> Value)?
    /// Called before each statement of the top level that the user submitted.
    public var willRun: (StatementPlace) -> Void = { _ in }
    /// Reads an imported file; nil where it cannot be read.
    public var readFile: (String) -> [UInt8]? = Language.readFile

    public init() {}
  }

  public var settings: Settings
  /// All texts that arrived, by their numbers.
  public internal(set) var sources = SourceMap()
  public let services: AnyObject

  let operators: any Operators
  let console: any Console
  let state: UnsafeMutablePointer<MachineState>
  private let stack: UnsafeMutablePointer<Value>

  /// Names of the builtins, of the standard library, and of the user.
  let builtinScope = GlobalScope(over: nil)
  let libraryScope: GlobalScope
  let userScope: GlobalScope
  let builtins: [String: Builtin]
  /// Imported files by their path.
  var modules: [String: Module] = [:]
  /// Paths of the files whose imports are being read, outermost first.
  var importing: [String] = []
  /// Folder of each source, for what it imports.
  var folders: [Int: String] = [:]
  /// Number of sources that belong to the standard library.
  var librarySources = 0
  /// What is wrong with the standard library, where something is.
  var libraryFailure: Failure?

  /// - Parameters:
  ///   - operators: what the operators do with host values.
  ///   - services: the state that builtins keep for the session.
  public init(
    builtins: [Builtin], operators: any Operators, services: AnyObject, console: any Console, settings: Settings = Settings()
  ) {
    self.operators = operators
    self.services = services
    self.console = console
    self.settings = settings
    self.builtins = Dictionary(builtins.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    libraryScope = GlobalScope(over: builtinScope)
    userScope = GlobalScope(over: libraryScope)
    let capacity = max(settings.callDepth, 100) * 64
    stack = .allocate(capacity: capacity)
    state = .allocate(capacity: 1)
    state.initialize(to: MachineState(top: stack, end: stack + capacity, deepest: settings.callDepth, interpreter: self))
    for builtin in builtins {
      let global = builtinScope.declare(builtin.name)
      global.storage.pointee = .function(NativeFunction(builtin))
    }
    let constants: [(String, Double)] = [("pi", .pi), ("inf", .infinity), ("nan", .nan)]
    for (name, value) in constants { builtinScope.declare(name).storage.pointee = .number(value) }
    let ans = userScope.declare("ans")
    ans.storage.pointee = .nothing
    ans.isInherited = true
  }

  deinit {
    state.deinitialize(count: 1)
    state.deallocate()
    stack.deallocate()
  }
}

extension Interpreter {
  /// Where a statement of the top level stands.
  public struct StatementPlace {
    public let entry: Span
    public let statement: Span
    /// Of a `let` its last value; else the statement.
    public let value: Span
  }
}

/// What one entry gave.
public struct EntryResult {
  /// The last statement's value, where it is an expression and not nil.
  public var value: Value?
  /// Whether a `;` hides it.
  public var isHidden: Bool
  /// Whether it is the last entry of what arrived together.
  public var isLast: Bool
  public var span: Span
  /// Names that the entry declared, in order.
  public var boundNames: [String]
}

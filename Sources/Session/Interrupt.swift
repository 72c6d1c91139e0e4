import Synchronization

/// A request to stop the work under way. A signal handler and a watching thread raise it, the interpreter and the engine
/// look at it between steps. A class, since all of them share the one flag; an atomic, since a signal handler may touch
/// nothing else.
public final class Interrupt: Sendable {
  /// Why the work is to stop.
  public enum Reason: UInt8, Sendable {
    /// The user pressed Ctrl-C.
    case user = 1
    /// The time allowed by `--max-time` is over.
    case time = 2
    /// The process holds more than `--max-memory` allows.
    case memory = 3
  }

  private let state = Atomic<UInt8>(0)

  public init() {}

  /// Why the work is to stop; nil while it may go on. A few nanoseconds.
  public var reason: Reason? { Reason(rawValue: state.load(ordering: .relaxed)) }

  /// Asks for a stop. The first reason stays until `clear`. Safe in a signal handler.
  /// - Returns: whether nobody had asked before.
  @discardableResult
  public func raise(_ reason: Reason) -> Bool {
    state.compareExchange(expected: 0, desired: reason.rawValue, ordering: .relaxed).exchanged
  }

  /// Forgets requests of the past; called before new work begins.
  public func clear() { state.store(0, ordering: .relaxed) }
}

import Synchronization

/// A request to stop the work under way. A signal handler and a watching thread raise it, the interpreter and the engine
/// look at it between steps. A class, since all of them share the one flag; an atomic, since a signal handler may touch
/// nothing else.
public final class Interrupt: Sendable {
  /// Why the work is to stop.
  public enum Reason: Equatable, Sendable {
    /// The user pressed Ctrl-C.
    case user
    case limit(Limit)

    public var limit: Limit? { if case .limit(let limit) = self { limit } else { nil } }
  }

  /// What a submission may not exceed.
  public enum Limit: UInt8, Sendable {
    /// The seconds of `--max-time`.
    case time = 1
    /// The bytes that the process holds, of `--max-memory`.
    case memory
    /// The loop turns and calls of `--max-operations`.
    case operations
  }

  /// 0 while the work may go on, a limit's number, or 255 for the user.
  private let state = Atomic<UInt8>(0)

  public init() {}

  /// Why the work is to stop; nil while it may go on. A few nanoseconds.
  public var reason: Reason? {
    let state = state.load(ordering: .relaxed)
    return state == 0 ? nil : Limit(rawValue: state).map { .limit($0) } ?? .user
  }

  /// Asks for a stop. The first reason stays until `clear`. Safe in a signal handler.
  /// - Returns: whether nobody had asked before.
  @discardableResult
  public func raise(_ reason: Reason) -> Bool {
    state.compareExchange(expected: 0, desired: reason.limit?.rawValue ?? .max, ordering: .relaxed).exchanged
  }

  /// Forgets requests of the past; called before new work begins.
  public func clear() { state.store(0, ordering: .relaxed) }
}

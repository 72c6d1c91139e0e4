/// The call that a value came from: `with(m, scale: 0.04)` makes it again.
public struct Making {
  public let function: Function
  /// The arguments that were given, by parameter; the others had their defaults.
  public let arguments: Record
  /// The interpreter's count of calls when it was made.
  public let time: Int

  public init(_ function: Function, _ arguments: Record, time: Int) {
    (self.function, self.arguments, self.time) = (function, arguments, time)
  }
}

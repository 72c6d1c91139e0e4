/// A stretch of one source: bytes of its UTF-8, end excluded.
public struct Span: Hashable, Sendable {
  /// Number of the source in the session that reads it (0 where there is only one).
  public var source: Int32
  public var start: Int32
  public var end: Int32

  public init(source: Int = 0, start: Int, end: Int) {
    self.source = Int32(truncatingIfNeeded: source)
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
  }

  /// A place that is nowhere: of values made by the host.
  public static let none = Span(source: -1, start: 0, end: 0)
}

/// A host value that changes in place, as a model does.
public protocol Changeable: Object {
  /// How it is now.
  func moment() -> Moment
}

/// How something was that changes in place.
public struct Moment {
  /// Brings it back to that.
  public let restore: () -> Void
  /// Whether it is no longer so.
  public let isOver: () -> Bool

  public init(restore: @escaping () -> Void, isOver: @escaping () -> Bool) {
    (self.restore, self.isOver) = (restore, isOver)
  }
}

/// How large a value is.
public struct Extent: Sendable {
  /// Lengths of its axes: "3×90"; of a model, those of each parameter. Empty where it has none.
  public var shape: String
  /// What its elements take in memory.
  public var bytes: Int

  public init(shape: String = "", bytes: Int = 0) {
    self.shape = shape
    self.bytes = bytes
  }
}

extension Value {
  /// How large it is. What values share is counted for each of them.
  public var extent: Extent {
    switch self {
    case .nothing, .bool, .number, .range, .function: Extent(bytes: 8)
    case .string(let string): Extent(bytes: string.utf8.count)
    case .list(let items):
      Extent(shape: String(items.count), bytes: items.reduce(0) { $0 + $1.bytesAsElement })
    case .record(let record): Extent(bytes: record.fields.values.reduce(0) { $0 + $1.bytesAsElement })
    case .object(let object): object.extent
    }
  }

  private var bytesAsElement: Int {
    switch self {
    case .nothing, .bool, .number: 16
    default: 16 + extent.bytes
    }
  }
}

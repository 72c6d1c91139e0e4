/// What the place where values show can do.
public struct Display: Sendable {
  /// How many colours text may use.
  public enum Colours: Int, Comparable, Sendable {
    case none
    case sixteen
    /// The 256 colours of xterm.
    case palette
    /// 24 bits.
    case full

    var count: Int {
      switch self {
      case .none: 0
      case .sixteen: 16
      case .palette: 256
      case .full: 1 << 24
      }
    }

    public static func < (left: Colours, right: Colours) -> Bool { left.rawValue < right.rawValue }
  }

  /// Columns.
  public var width: Int
  /// Rows that a figure may take.
  public var height: Int
  public var colours: Colours

  /// By default a plain page: 80 columns, no colours.
  public init(width: Int = 80, height: Int = 24, colours: Colours = .none) {
    self.width = width
    self.height = height
    self.colours = colours
  }
}

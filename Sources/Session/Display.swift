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

    public static func < (left: Colours, right: Colours) -> Bool { left.rawValue < right.rawValue }
  }

  /// Columns.
  public var width: Int
  public var colours: Colours

  /// A plain page: 80 columns, no colours.
  public init(width: Int = 80, colours: Colours = .none) {
    self.width = width
    self.colours = colours
  }
}

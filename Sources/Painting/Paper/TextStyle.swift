import Plotting

/// How a block of text is set on paper. Lengths are points.
public struct TextStyle: Sendable {
  public var size = 9.5
  /// Letters of one width, as in code.
  public var isCode = false
  /// From the left edge of the page's text.
  public var indent = 0.0
  /// Stands left of the first line: the mark of a list's item.
  public var mark = ""
  /// Behind the text, over the whole width.
  public var paper: Colour?
  /// The colour of a bar at the left.
  public var bar: Colour?
  public var alignment = Alignment.left
  /// Between this block and the one above.
  public var spaceAbove = 6.0
  /// With less room than so many points below its beginning it begins a page; of no meaning where no page has so much.
  public var keptRoom = 0.0

  /// Where lines stand that are shorter than there is room.
  public enum Alignment: Sendable {
    case left, middle, right
  }

  static let family = "DejaVu Sans"
  static let codeFamily = "DejaVu Sans Mono"

  public init() {}

  /// As Pango names fonts.
  var font: String { "\(isCode ? Self.codeFamily : Self.family) \(size)px" }
  /// Between the edge of its paper and the text.
  var padding: Double { paper == nil ? 0 : 6 }
}

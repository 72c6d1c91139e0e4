/// One thing on a sheet. A title is what a pointer over the element shows; empty for none.
public enum Element: Sendable {
  public typealias Place = Drawing.Place

  /// A straight line; its width is the group's where it is nil.
  case line(from: Place, to: Place, colour: Colour, width: Double?)
  /// A line through places, not filled.
  case polyline([Place], colour: Colour, width: Double, isDashed: Bool, title: String)
  /// A closed area; below an opacity of 1 what lies under it shows through.
  case polygon([Place], fill: Colour, opacity: Double = 1)
  case circle(Place, radius: Double, fill: Colour, isOutlined: Bool, title: String)
  case rectangle(at: Place, width: Double, height: Double, fill: Colour, title: String)
  case label(Label)
  case cells(Cells)
  case group(Style, [Element])

  /// What the elements of a group have in common.
  public struct Style: Sendable {
    /// Of lines that have none of their own.
    public var lineWidth: Double?
    /// Lines end and turn in half circles.
    public var isRound = false
    /// Edges are not smoothed, so that areas that touch leave no gap.
    public var isCrisp = false
    /// Where the group's own place 0, 0 lies.
    public var offset: Place?

    static let crisp = Style(isCrisp: true)
    static let round = Style(isRound: true)
    static func lines(_ width: Double) -> Style { Style(lineWidth: width) }
  }

  /// A line of text whose middle, from top to bottom, lies on its place.
  public struct Label: Sendable {
    public var text: String
    public var at: Place
    public var anchor = Anchor.middle
    /// Of the font, in pixels.
    public var size = 12.0
    public var colour = Colour.ink
    /// Degrees clockwise about the place.
    public var turn = 0.0
    /// A white edge keeps it readable on what lies below.
    public var hasHalo = false
    public var isBold = false

    /// Which end of the text stands on the place.
    public enum Anchor: Sendable {
      case start, middle, end
    }
  }

  /// A matrix of colours in a rectangle.
  public struct Cells: Sendable {
    public let at: Place
    public let width: Double
    public let height: Double
    public let rows: Int
    public let columns: Int
    /// [rows × columns], the top row first.
    public let colours: [Colour]
  }
}

extension Drawing {
  mutating func line(from start: Place, to end: Place, colour: Colour, width: Double? = nil) {
    add(.line(from: start, to: end, colour: colour, width: width))
  }

  mutating func polyline(_ places: [Place], colour: Colour, width: Double, isDashed: Bool = false, title: String = "") {
    add(.polyline(places, colour: colour, width: width, isDashed: isDashed, title: title))
  }

  mutating func circle(_ at: Place, radius: Double, fill: Colour, isOutlined: Bool = false, title: String = "") {
    add(.circle(at, radius: radius, fill: fill, isOutlined: isOutlined, title: title))
  }

  mutating func rectangle(x: Double, y: Double, width: Double, height: Double, fill: Colour, title: String = "") {
    add(.rectangle(at: (x, y), width: width, height: height, fill: fill, title: title))
  }

  mutating func label(
    _ text: String, x: Double, y: Double, anchor: Element.Label.Anchor = .middle, size: Double = 12, colour: Colour = .ink,
    turn: Double = 0, hasHalo: Bool = false, isBold: Bool = false
  ) {
    add(
      .label(
        .init(
          text: text, at: (x, y), anchor: anchor, size: size, colour: colour, turn: turn, hasHalo: hasHalo, isBold: isBold)))
  }
}

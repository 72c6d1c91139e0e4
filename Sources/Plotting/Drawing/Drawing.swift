/// A figure laid out on paper: its elements in the order in which they are drawn, in CSS pixels (1/96 inch) from the top left on white.
/// What writes pictures (SVG, pixels, PDF) starts from it and decides nothing about where things stand.
public struct Drawing: Sendable {
  public let width: Double
  public let height: Double
  /// What the picture is called, and what it shows, for readers that can't see it.
  public let title: String
  public let description: String
  public private(set) var elements: [Element] = []
  /// Drawings of figures on it; empty where it is one.
  private var parts: [Box] = []

  /// A part of a sheet.
  struct Box {
    let x: Double
    let y: Double
    let width: Double
    let height: Double
  }

  /// Where each figure stands, in their order.
  var boxes: [Box] { parts.isEmpty ? [Box(x: 0, y: 0, width: width, height: height)] : parts }

  /// x to the right, y downwards.
  public typealias Place = (x: Double, y: Double)

  /// A blank sheet.
  init(width: Double, height: Double, title: String, description: String) {
    self.width = width
    self.height = height
    self.title = title
    self.description = description
  }

  /// The same on a sheet of another size.
  func onSheet(width: Double, height: Double) -> Drawing {
    var drawing = Drawing(width: width, height: height, title: title, description: description)
    drawing.elements = elements
    drawing.parts = boxes
    return drawing
  }

  /// The sheet without anything on it.
  var blank: Drawing { Drawing(width: width, height: height, title: title, description: description) }

  /// Another sheet as a part of this one.
  mutating func add(_ part: Drawing, at: Place) {
    add(.group(.init(offset: at), part.elements))
    parts += part.boxes.map { Box(x: at.x + $0.x, y: at.y + $0.y, width: $0.width, height: $0.height) }
  }

  /// Draws one element above all before it.
  mutating func add(_ element: Element) { elements.append(element) }

  /// Draws what `body` adds as one group.
  mutating func group(_ style: Element.Style = Element.Style(), _ body: (inout Drawing) -> Void) {
    var outer = elements
    elements = []
    body(&self)
    outer.append(.group(style, elements))
    elements = outer
  }
}

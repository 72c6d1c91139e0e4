/// A figure laid out on paper: its elements in the order in which they are drawn, in CSS pixels (1/96 inch) from the top left on white.
/// What writes pictures (SVG, pixels, PDF) starts from it and decides nothing about where things stand.
public struct Drawing: Sendable {
  public let width: Double
  public let height: Double
  /// What the picture is called, and what it shows, for readers that can't see it.
  public let title: String
  public let description: String
  public private(set) var elements: [Element] = []

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
    return drawing
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

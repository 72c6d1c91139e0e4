extension Figure {
  /// The figure as an SVG document: text stays text, every point of a small figure says its number and position to a pointer, and
  /// title and description are there for readers that can't see it. The same bytes for the same figure.
  public func svg() -> String { drawing.svg() }
}

extension Drawing {
  /// The drawing as an SVG document.
  func svg() -> String {
    var svg = SVGWriter()
    svg.open(self)
    for element in elements { svg.write(element) }
    svg.raw("</svg>\n")
    return svg.document
  }
}

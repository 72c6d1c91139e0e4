extension SVGWriter {
  /// Where a text hangs on its place.
  enum Anchor {
    case start, middle, end
  }

  /// A line of text: vertically about y, turned by `turn` degrees clockwise about its place.
  mutating func label(
    _ string: String, x: Double, y: Double, anchor: Anchor = .middle, size: Double = 12, colour: Colour = .ink, turn: Double = 0,
    hasHalo: Bool = false, isBold: Bool = false
  ) {
    raw("<text x=\"")
    number(x)
    raw("\" y=\"")
    number(y)
    raw("\" dy=\".35em\"")
    switch anchor {
    case .start: break
    case .middle: raw(" text-anchor=\"middle\"")
    case .end: raw(" text-anchor=\"end\"")
    }
    if size != 12 {
      raw(" font-size=\"")
      number(size)
      raw("\"")
    }
    raw(" fill=\"")
    self.colour(colour)
    raw("\"")
    if turn != 0 {
      raw(" transform=\"rotate(")
      number(turn)
      raw(" ")
      number(x)
      raw(" ")
      number(y)
      raw(")\"")
    }
    if hasHalo { raw(" stroke=\"#fff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"") }
    if isBold { raw(" font-weight=\"600\"") }
    raw(">")
    text(string)
    raw("</text>\n")
  }

  /// A straight line; its width is the group's unless given.
  mutating func line(from start: (x: Double, y: Double), to end: (x: Double, y: Double), colour: Colour, width: Double? = nil) {
    raw("<path d=\"M")
    pair(start)
    raw("L")
    pair(end)
    raw("\" stroke=\"")
    self.colour(colour)
    if let width {
      raw("\" stroke-width=\"")
      number(width)
    }
    raw("\"/>\n")
  }

  /// A line through places, not filled.
  mutating func polyline(_ places: [(x: Double, y: Double)], colour: Colour, width: Double, isDashed: Bool = false, title: String = "") {
    raw("<polyline fill=\"none\" stroke=\"")
    self.colour(colour)
    raw("\" stroke-width=\"")
    number(width)
    if isDashed { raw("\" stroke-dasharray=\"7 4") }
    raw("\" points=\"")
    for (i, place) in places.enumerated() {
      if i > 0 { raw(" ") }
      pair(place)
    }
    close("polyline", title: title)
  }

  /// A closed area.
  mutating func polygon(_ places: [(x: Double, y: Double)], fill: Colour) {
    raw("<polygon fill=\"")
    colour(fill)
    raw("\" points=\"")
    for (i, place) in places.enumerated() {
      if i > 0 { raw(" ") }
      pair(place)
    }
    raw("\"/>\n")
  }

  mutating func circle(_ at: (x: Double, y: Double), radius: Double, fill: Colour, isOutlined: Bool, title: String) {
    raw("<circle cx=\"")
    number(at.x)
    raw("\" cy=\"")
    number(at.y)
    raw("\" r=\"")
    number(radius)
    raw("\" fill=\"")
    colour(fill)
    if isOutlined { raw("\" stroke=\"#fff\" stroke-width=\".8") }
    close("circle", title: title)
  }

  mutating func rectangle(x: Double, y: Double, width: Double, height: Double, fill: Colour, title: String = "") {
    raw("<rect x=\"")
    number(x)
    raw("\" y=\"")
    number(y)
    raw("\" width=\"")
    number(width)
    raw("\" height=\"")
    number(height)
    raw("\" fill=\"")
    colour(fill)
    close("rect", title: title)
  }

  /// Ends an element after its last attribute's value, with what a pointer over it shows.
  private mutating func close(_ element: StaticString, title: String) {
    guard !title.isEmpty else {
      raw("\"/>\n")
      return
    }
    raw("\"><title>")
    text(title)
    raw("</title></")
    raw(element)
    raw(">\n")
  }

  private mutating func pair(_ place: (x: Double, y: Double)) {
    number(place.x)
    raw(" ")
    number(place.y)
  }
}

extension SVGWriter {
  /// Opens the document: what it is called and shows, then white paper.
  mutating func open(_ drawing: Drawing) {
    raw("<svg xmlns=\"http://www.w3.org/2000/svg\"")
    attribute(" width", drawing.width)
    attribute(" height", drawing.height)
    raw(" viewBox=\"0 0 ")
    pair((drawing.width, drawing.height))
    // fonts with Greek and ℓ
    raw("\" role=\"img\" font-family=\"'DejaVu Sans', 'Noto Sans', 'Noto Sans Math', 'Segoe UI', 'Arial Unicode MS', Arial, sans-serif")
    raw("\" font-size=\"12\">\n<title>")
    text(drawing.title)
    raw("</title>\n<desc>")
    text(drawing.description)
    raw("</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n")
  }

  mutating func write(_ element: Element) {
    switch element {
    case .line(let start, let end, let colour, let width):
      raw("<path d=\"M")
      pair(start)
      raw("L")
      pair(end)
      raw("\"")
      attribute(" stroke", colour)
      if let width { attribute(" stroke-width", width) }
      raw("/>\n")
    case .polyline(let places, let colour, let width, let isDashed, let title):
      raw("<polyline fill=\"none\"")
      attribute(" stroke", colour)
      attribute(" stroke-width", width)
      if isDashed { raw(" stroke-dasharray=\"7 4\"") }
      points(places)
      close("polyline", title: title)
    case .polygon(let places, let fill, let opacity):
      raw("<polygon")
      attribute(" fill", fill)
      if opacity < 1 { attribute(" fill-opacity", opacity) }
      points(places)
      raw("/>\n")
    case .circle(let at, let radius, let fill, let isOutlined, let title):
      raw("<circle")
      attribute(" cx", at.x)
      attribute(" cy", at.y)
      attribute(" r", radius)
      attribute(" fill", fill)
      if isOutlined { raw(" stroke=\"#fff\" stroke-width=\".8\"") }
      close("circle", title: title)
    case .rectangle(let at, let width, let height, let fill, let title):
      raw("<rect")
      attribute(" x", at.x)
      attribute(" y", at.y)
      attribute(" width", width)
      attribute(" height", height)
      attribute(" fill", fill)
      close("rect", title: title)
    case .label(let label): write(label)
    case .cells(let cells): write(cells)
    case .group(let style, let elements):
      raw("<g")
      if let width = style.lineWidth {
        raw(" fill=\"none\"")
        attribute(" stroke-width", width)
      }
      if style.isRound { raw(" stroke-linejoin=\"round\" stroke-linecap=\"round\"") }
      if style.isCrisp { raw(" shape-rendering=\"crispEdges\"") }
      if let offset = style.offset {
        raw(" transform=\"translate(")
        pair(offset)
        raw(")\"")
      }
      raw(">\n")
      for element in elements { write(element) }
      raw("</g>\n")
    }
  }

  private mutating func write(_ label: Element.Label) {
    raw("<text")
    attribute(" x", label.at.x)
    attribute(" y", label.at.y)
    raw(" dy=\".35em\"")
    switch label.anchor {
    case .start: break
    case .middle: raw(" text-anchor=\"middle\"")
    case .end: raw(" text-anchor=\"end\"")
    }
    if label.size != 12 { attribute(" font-size", label.size) }
    attribute(" fill", label.colour)
    if label.turn != 0 {
      raw(" transform=\"rotate(")
      number(label.turn)
      raw(" ")
      pair(label.at)
      raw(")\"")
    }
    if label.hasHalo { raw(" stroke=\"#fff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"") }
    if label.isBold { raw(" font-weight=\"600\"") }
    raw(">")
    text(label.text)
    raw("</text>\n")
  }

  /// One path for each colour, with the runs of equal cells in each row.
  private mutating func write(_ cells: Element.Cells) {
    var runs: [Colour: [(row: Int, column: Int, count: Int)]] = [:]
    var order: [Colour] = []
    for row in 0..<cells.rows {
      let line = cells.colours[row * cells.columns..<(row + 1) * cells.columns]
      var start = line.startIndex
      while start < line.endIndex {
        let shade = line[start]
        let end = line[start...].firstIndex { $0 != shade } ?? line.endIndex
        if runs[shade] == nil { order.append(shade) }
        runs[shade, default: []].append((row, start - line.startIndex, end - start))
        start = end
      }
    }
    raw("<g shape-rendering=\"crispEdges\" transform=\"translate(")
    pair(cells.at)
    raw(") scale(")
    text("\(cells.width / Double(cells.columns)) \(cells.height / Double(cells.rows))")
    raw(")\">\n")
    for shade in order {
      raw("<path")
      attribute(" fill", shade)
      raw(" d=\"")
      for run in runs[shade] ?? [] { text("M\(run.column) \(run.row)h\(run.count)v1h-\(run.count)z") }
      raw("\"/>\n")
    }
    raw("</g>\n")
  }

  private mutating func attribute(_ name: StaticString, _ value: Double) {
    raw(name)
    raw("=\"")
    number(value)
    raw("\"")
  }

  private mutating func attribute(_ name: StaticString, _ value: Colour) {
    raw(name)
    raw("=\"")
    colour(value)
    raw("\"")
  }

  private mutating func points(_ places: [Element.Place]) {
    raw(" points=\"")
    for (i, place) in places.enumerated() {
      if i > 0 { raw(" ") }
      pair(place)
    }
    raw("\"")
  }

  /// Ends an element after its last attribute, with what a pointer over it shows.
  private mutating func close(_ element: StaticString, title: String) {
    guard !title.isEmpty else {
      raw("/>\n")
      return
    }
    raw("><title>")
    text(title)
    raw("</title></")
    raw(element)
    raw(">\n")
  }

  private mutating func pair(_ place: Element.Place) {
    number(place.x)
    raw(" ")
    number(place.y)
  }
}

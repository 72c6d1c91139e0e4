/// What is shown as one: a figure, or several beside and below one another.
public indirect enum Picture: Sendable {
  case figure(Figure)
  /// Row by row, in so many columns.
  case grid([Picture], columns: Int, title: String)

  /// A grid whose figures have the same axes, and the same colours for the same values.
  public static func sharing(_ pictures: [Picture], columns: Int, title: String) -> Picture {
    var figures = Figure.sharing(pictures.flatMap(\.figures))[...]
    return .grid(pictures.map { $0.replacing(from: &figures) }, columns: columns, title: title)
  }

  /// Its figures, in order.
  var figures: [Figure] {
    switch self {
    case .figure(let figure): return [figure]
    case .grid(let parts, _, _): return parts.flatMap(\.figures)
    }
  }

  /// One of its figures shows space.
  public var isSpatial: Bool { figures.contains(where: \.isSpatial) }

  public var title: String {
    switch self {
    case .figure(let figure): return figure.title
    case .grid(_, _, let title): return title
    }
  }

  /// With other figures in the place of its own, the first ones of a list, which loses them.
  func replacing(from figures: inout ArraySlice<Figure>) -> Picture {
    switch self {
    case .figure(let figure): return .figure(figures.popFirst() ?? figure)
    case .grid(let parts, let columns, let title):
      return .grid(parts.map { $0.replacing(from: &figures) }, columns: columns, title: title)
    }
  }
}

extension Picture {
  /// The picture as an SVG document; see `Figure.svg`.
  public func svg() -> String { drawing.svg() }

  /// The picture laid out on paper.
  public var drawing: Drawing {
    switch self {
    case .figure(let figure): return figure.drawing
    case .grid(let parts, let columns, let title): return Picture.drawing(parts.map(\.cellDrawing), columns: columns, title: title)
    }
  }

  /// As large as a figure of several is.
  private var cellDrawing: Drawing {
    guard case .figure(var figure) = self else { return drawing }
    // a table is as large as it needs
    if figure.table == nil { figure.size = figure.size ?? .init(width: 460, height: 360) }
    return figure.drawing
  }

  private static func drawing(_ cells: [Drawing], columns: Int, title: String) -> Drawing {
    let rows = (cells.count + columns - 1) / columns
    let widths = (0..<columns).map { column in stride(from: column, to: cells.count, by: columns).map { cells[$0].width }.max() ?? 0 }
    let heights = (0..<rows).map { row in cells[row * columns..<min((row + 1) * columns, cells.count)].map(\.height).max() ?? 0 }
    let top: Double = title.isEmpty ? 0 : 40
    let width = widths.reduce(0, +)
    var whole = Drawing(
      width: width, height: top + heights.reduce(0, +), title: title.isEmpty ? cells.map(\.title).joined(separator: "; ") : title,
      description: cells.map(\.description).joined(separator: "; "))
    if !title.isEmpty {
      let letters = Int(width / PageLayout.letterWidth / 1.4)
      whole.label(DisplayWidth.cut(DisplayWidth.cleaned(title), to: letters), x: width / 2, y: 24, size: 16, isBold: true)
    }
    for (i, cell) in cells.enumerated() {
      let (row, column) = i.quotientAndRemainder(dividingBy: columns)
      let at = (x: widths[..<column].reduce(0, +), y: top + heights[..<row].reduce(0, +))
      whole.add(cell, at: at)
    }
    return whole
  }
}

extension Picture {
  /// The picture as lines of text; see `Figure.text`. A grid has as many columns as are readable in the width, and may be higher than
  /// `height`.
  public func text(width: Int = 80, height: Int = 24, colour: TextColour = .none) -> String {
    canvas(width: width, height: height, colour: colour).rendered(colour)
  }

  private func canvas(width: Int, height: Int, colour: TextColour) -> Canvas {
    let (parts, columns, title): ([Picture], Int, String)
    switch self {
    case .figure(let figure): return figure.canvas(width: width, height: height, colour: colour)
    case .grid(let all, let most, let name): (parts, columns, title) = (all, most, name)
    }
    let (gap, least) = (2, 30)
    let width = min(width, 1000)
    let across = max(1, min(columns, (width + gap) / (least + gap)))
    let each = (width - gap * (across - 1)) / across
    let high = max(TextLayout.leastHeight, min(height, each * 3 / 10 + 4))
    let cells = parts.map { $0.canvas(width: each, height: high, colour: colour) }
    let rows = stride(from: 0, to: cells.count, by: across).map { Array(cells[$0..<min($0 + across, cells.count)]) }
    let heights = rows.map { row in (row.map(\.usedHeight).max() ?? 0) + 1 }
    var top = title.isEmpty ? 0 : 2
    var whole = Canvas(width: max(width, 0), height: top + heights.reduce(0, +))
    let text = DisplayWidth.cut(DisplayWidth.cleaned(title), to: width)
    whole.write(text, row: 0, column: max(0, (width - DisplayWidth.of(text)) / 2))
    for (row, rowHeight) in zip(rows, heights) {
      for (i, cell) in row.enumerated() { whole.paste(cell, row: top, column: i * (each + gap)) }
      top += rowHeight
    }
    return whole
  }
}

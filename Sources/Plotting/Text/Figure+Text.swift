extension Figure {
  /// The figure as lines of text: braille dots for points and lines, half blocks for heat maps where there is colour.
  ///
  /// Without colour, points carry their numbers, lines carry the letters of the legend, and heat maps use characters that the legend explains.
  ///
  /// - Parameters:
  ///   - width: columns; no line is wider.
  ///   - height: rows at most; fewer where the figure needs fewer.
  ///   - colour: what the terminal shows; `.none` writes no escape sequence.
  /// - Returns: lines, each ended by a newline; the same bytes for the same figure.
  public func text(width: Int = 80, height: Int = 24, colour: TextColour = .none) -> String {
    canvas(width: width, height: height, colour: colour).rendered(colour)
  }

  /// The figure in cells, at most `width` × `height`.
  func canvas(width: Int, height: Int, colour: TextColour) -> Canvas {
    guard width >= TextLayout.leastWidth, height >= TextLayout.leastHeight else {
      let least = "a figure needs \(TextLayout.leastWidth) × \(TextLayout.leastHeight) cells"
      var canvas = Canvas(width: max(width, 0), height: 1)
      canvas.write(least, row: 0, column: 0)
      return canvas
    }
    let size = (width: min(width, 1000), height: min(height, 1000))
    if let map = heatMap { return HeatMapText(figure: self, map: map, size: size, mode: colour).canvas }
    if let table { return TableFigureText(figure: self, table: table, size: size).canvas }
    let scene = Scene(self)
    if let space = scene.space { return SpaceText(figure: self, scene: scene, space: space, size: size, mode: colour).canvas }
    return PlaneText(figure: self, scene: scene, size: size, mode: colour).canvas
  }
}

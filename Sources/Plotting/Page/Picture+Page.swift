extension Picture {
  /// The picture as a page of HTML that needs no other file: it zooms, and points turn and say what they are. Without JavaScript it is
  /// the SVG.
  ///
  /// - Parameters:
  ///   - script: what moves the picture.
  ///   - style: the page's style sheet.
  public func page(script: String, style: String) -> String {
    let drawing = drawing
    let points = TurningFigures([self])?.moving(boxes: drawing.boxes)
    let tooMany = figures.contains(where: \.hasTooManyPointsToTurn)
    let note = tooMany ? "zooms, and does not turn: more than \(TurningFigures.mostPoints) points" : ""
    return Page(drawing: drawing, moving: [points].compactMap { $0 }, note: note).text(script: script, style: style)
  }

  /// Whether its page shows points that turn, rather than the drawing.
  public var isTurnable: Bool { TurningFigures([self]) != nil }
}

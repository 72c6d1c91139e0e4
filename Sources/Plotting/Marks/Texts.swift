/// Texts at points.
struct Texts: Mark {
  let positions: Positions
  /// One for each point.
  let texts: [String]
  var colour: Colour?

  var key: Key { .none }
  var summary: String { "\(texts.count) text\(texts.count == 1 ? "" : "s")" }

  func draw(_ stage: Stage, on drawing: inout Drawing) {
    for i in stage.drawn {
      let at = stage.place(i)
      drawing.label(texts[i], x: at.x, y: at.y, colour: colour ?? .ink, hasHalo: true)
    }
  }

  func draw(_ stage: Stage, on canvas: inout Canvas) {
    for i in stage.drawn {
      let text = DisplayWidth.cleaned(texts[i])
      let at = stage.place(i)
      canvas.write(text, row: Int(at.y) / 4, column: Int(at.x) / 2 - DisplayWidth.of(text) / 2, colour: colour)
    }
  }
}

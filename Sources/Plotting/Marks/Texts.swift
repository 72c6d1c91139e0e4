/// Texts at points.
struct Texts: Mark {
  let positions: Positions
  /// One for each point.
  let texts: [String]
  var colour: Colour?

  var key: Key { .none }
  var summary: String { "\(texts.count) text\(texts.count == 1 ? "" : "s")" }

  func draw(_ stage: Stage, on drawing: inout Drawing) {
    let isSeen = stage.seen(stage.drawn)
    for i in stage.drawn where isSeen[i] {
      let at = stage.place(i)
      let x = inside(at.x, PageLayout.width(of: texts[i]) / 2, stage.view)
      drawing.label(texts[i], x: x, y: at.y, colour: colour ?? .ink, hasHalo: true)
    }
  }

  func draw(_ stage: Stage, on canvas: inout Canvas) {
    for i in stage.drawn {
      let text = DisplayWidth.cleaned(texts[i])
      let at = stage.place(i)
      let half = DisplayWidth.of(text) / 2
      canvas.write(text, row: Int(at.y) / 4, column: Int(inside(at.x, Double(2 * half + 2), stage.view)) / 2 - half, colour: colour)
    }
  }

  /// The middle of a text, moved so that the text stays inside the axes where there is room.
  private func inside(_ middle: Double, _ half: Double, _ view: Viewport) -> Double {
    half * 2 > view.width ? view.left + view.width / 2 : min(max(middle, view.left + half), view.right - half)
  }
}

/// Draws a figure of points and lines in the plane: a grid, axes with ticks and labels, the marks, their key.
struct PlaneDrawing {
  let figure: Figure
  let scene: Scene

  var drawing: Drawing {
    let key = KeyDrawing(figure: figure)
    let widest = yTicks(scene.v, height: 340).map { PageLayout.width(of: Typeset.number($0.text)) }.max() ?? 0
    let margin = (left: widest + (figure.y.label.isEmpty ? 24 : 44), bottom: figure.x.label.isEmpty ? 34.0 : 56)
    let layout = PageLayout(
      figure, size: figure.hasEqualUnits ? .init(width: 560, height: 480) : .init(width: 620 + key.width, height: 400),
      margin: margin, key: key.width, shape: figure.hasEqualUnits ? min(max(scene.u.length / scene.v.length, 0.3), 3) : nil)
    var view = Viewport(
      u: scene.u, v: scene.v, left: layout.left, top: layout.top, width: layout.panelWidth, height: layout.panelHeight)
    if figure.hasEqualUnits { view.equaliseUnits() }

    var drawing = layout.sheet(figure, description: figure.summary)
    drawAxes(view, labelX: layout.left - margin.left + 16, on: &drawing)
    drawing.group(.round) { drawing in
      for flat in scene.marks { flat.mark.draw(Stage(flat: flat.positions, view: view, pen: flat.pen), on: &drawing) }
    }
    key.draw(beside: layout, on: &drawing)
    return drawing
  }

  private func xTicks(_ u: Interval, width: Double) -> [Tick] {
    let longest = 16, widest = figure.x.names.map(DisplayWidth.of).max() ?? 0
    let space = max(70, Double(min(widest, longest) + 1) * PageLayout.letterWidth)
    return figure.x.ticks(u, count: max(1, Int(width / space)), isWhole: figure.countsAcross, longest: longest)
  }

  private func yTicks(_ v: Interval, height: Double) -> [Tick] {
    figure.y.ticks(v, count: max(2, Int(height / (figure.y.names.isEmpty ? 45 : 18))), isWhole: figure.countsUp)
  }

  /// Grid lines (those through the origin of points darker), the two axes, ticks outside, labels.
  private func drawAxes(_ view: Viewport, labelX: Double, on drawing: inout Drawing) {
    let (xTicks, yTicks) = (xTicks(view.u, width: view.width), yTicks(view.v, height: view.height))
    let isZero = { (place: Double) in place == 0 && figure.hasEqualUnits }
    drawing.group(.lines(1)) { drawing in
      for tick in xTicks {
        let x = view.x(tick.place)
        drawing.line(from: (x, view.top), to: (x, view.bottom), colour: isZero(tick.place) ? Colour(0xB0B0B0) : Colour(0xECECEC))
        drawing.line(from: (x, view.bottom), to: (x, view.bottom + 5), colour: .ink)
      }
      for tick in yTicks {
        let y = view.y(tick.place)
        drawing.line(from: (view.left, y), to: (view.right, y), colour: isZero(tick.place) ? Colour(0xB0B0B0) : Colour(0xECECEC))
        drawing.line(from: (view.left - 5, y), to: (view.left, y), colour: .ink)
      }
      drawing.line(from: (view.left, view.top), to: (view.left, view.bottom), colour: .ink)
      drawing.line(from: (view.left, view.bottom), to: (view.right, view.bottom), colour: .ink)
    }
    for tick in xTicks { drawing.label(Typeset.number(tick.text), x: view.x(tick.place), y: view.bottom + 16) }
    for tick in yTicks { drawing.label(Typeset.number(tick.text), x: view.left - 9, y: view.y(tick.place), anchor: .end) }
    if !figure.x.label.isEmpty { drawing.label(figure.x.label, x: view.left + view.width / 2, y: view.bottom + 40, size: 13) }
    if !figure.y.label.isEmpty { drawing.label(figure.y.label, x: labelX, y: view.top + view.height / 2, size: 13, turn: -90) }
  }
}

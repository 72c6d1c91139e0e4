/// Draws what explains a figure's colours, to the right of the panel.
struct KeyDrawing {
  let figure: Figure

  /// The legend's names, cut to what can stand beside a figure.
  private var names: [String] {
    figure.curveNames.map { DisplayWidth.cut(DisplayWidth.cleaned($0), to: 28) }
  }

  /// How much room the key of points and curves needs.
  var width: Double {
    if let points = figure.points { return 64 + PageLayout.width(of: String(points.positions.count)) }
    let longest = names.map(PageLayout.width(of:)).max()
    return longest.map { $0 + 62 } ?? 20
  }

  func draw(beside layout: PageLayout, on drawing: inout Drawing) {
    if let points = figure.points { drawNumbers(points, layout, on: &drawing) }
    for (i, name) in names.enumerated() {
      let y = layout.top + 10 + 20 * Double(i)
      let ends = [(x: layout.right + 16, y: y), (x: layout.right + 40, y: y)]
      drawing.polyline(ends, colour: SeriesColours.colour(i), width: 2.5, isDashed: SeriesColours.isDashed(i))
      drawing.label(name, x: layout.right + 48, y: y, anchor: .start)
    }
  }

  /// The colours of numbered points, 0 at the bottom.
  private func drawNumbers(_ points: Points, _ layout: PageLayout, on drawing: inout Drawing) {
    let count = points.positions.count
    let height = min(layout.panelHeight, 300)
    let bar = Bar(x: layout.right + 22, top: layout.top + (layout.panelHeight - height) / 2, height: height)
    let blocks = min(count, 90)
    bar.draw(blocks: blocks, on: &drawing) { Points.colour($0 * count / blocks, of: count) }
    let interval = Interval(-0.5, Double(count) - 0.5)
    let ticks = Ticks.linear(interval, count: count <= 12 ? 12 : 9, isWhole: true)
    bar.drawTicks(ticks.map { (fraction: interval.fraction($0.place), text: $0.text) }, label: points.noun, on: &drawing)
  }

  /// An upright bar of colours with ticks and a name on its right.
  struct Bar {
    let x: Double
    let top: Double
    let height: Double
    static let width = 13.0

    /// Blocks of one colour each, block 0 at the bottom.
    func draw(blocks: Int, on drawing: inout Drawing, colour: (Int) -> Colour) {
      let step = height / Double(blocks)
      drawing.group(.crisp) { drawing in
        for block in 0..<blocks {
          drawing.rectangle(x: x, y: top + height - step * Double(block + 1), width: Bar.width, height: step, fill: colour(block))
        }
      }
    }

    /// Ticks at fractions of the height, from the bottom.
    func drawTicks(_ ticks: [(fraction: Double, text: String)], label: String, on drawing: inout Drawing) {
      let edge = x + Bar.width
      for tick in ticks {
        let y = top + (1 - tick.fraction) * height
        drawing.line(from: (edge, y), to: (edge + 4, y), colour: .ink, width: 1)
        drawing.label(Typeset.number(tick.text), x: edge + 8, y: y, anchor: .start)
      }
      let widest = ticks.map { PageLayout.width(of: $0.text) }.max() ?? 0
      if !label.isEmpty { drawing.label(label, x: edge + 8 + widest + 12, y: top + height / 2, size: 13, turn: -90) }
    }
  }
}

/// Draws what explains a figure's colours, to the right of the panel: the legend, and below it a bar of colours.
struct KeyDrawing {
  let figure: Figure

  /// The legend's names, cut to what can stand beside a figure.
  private var entries: [(name: String, pen: Pen, sign: Sign)] {
    figure.legend.map { (DisplayWidth.cut(DisplayWidth.cleaned($0.name), to: 28), $0.pen, $0.sign) }
  }

  /// How much room the key needs.
  var width: Double {
    let longest = entries.map { PageLayout.width(of: $0.name) + 62 }.max() ?? 20
    switch figure.bar {
    case .numbers(_, let count): return max(longest, 64 + PageLayout.width(of: String(count)))
    case .scale(let scale): return max(longest, 64 + (KeyDrawing.ticks(scale).map { PageLayout.width(of: $0.text) }.max() ?? 0))
    case nil, .some(.none), .name: return longest
    }
  }

  func draw(beside layout: PageLayout, on drawing: inout Drawing) {
    for (i, entry) in entries.enumerated() {
      let y = layout.top + 10 + 20 * Double(i)
      switch entry.sign {
      case .line:
        let ends = [(x: layout.right + 16, y: y), (x: layout.right + 40, y: y)]
        drawing.polyline(ends, colour: entry.pen.colour, width: 2.5, isDashed: entry.pen.isDashed)
      case .dot: drawing.circle((layout.right + 28, y), radius: 4.2, fill: entry.pen.colour)
      case .shade:
        let (left, right) = (layout.right + 16, layout.right + 40)
        drawing.add(
          .polygon([(left, y - 5), (right, y - 5), (right, y + 5), (left, y + 5)], fill: entry.pen.colour, opacity: Band.opacity))
      case .area: drawing.rectangle(x: layout.right + 16, y: y - 5, width: 24, height: 10, fill: entry.pen.colour)
      }
      drawing.label(entry.name, x: layout.right + 48, y: y, anchor: .start)
    }
    let top = layout.top + (entries.isEmpty ? 0 : 20 * Double(entries.count) + 14)
    let room = max(layout.bottom - top, 40)
    let height = min(room, 300)
    let bar = Bar(x: layout.right + 22, top: top + (room - height) / 2, height: height)
    switch figure.bar {
    case .numbers(let noun, let count): drawNumbers(noun, count, bar, on: &drawing)
    case .scale(let scale):
      bar.draw(blocks: 64, on: &drawing) { scale.map((Double($0) + 0.5) / 64) }
      bar.drawTicks(KeyDrawing.ticks(scale), label: "", on: &drawing)
    case nil, .some(.none), .name: break
    }
  }

  /// The colours of numbered points, 0 at the bottom.
  private func drawNumbers(_ noun: String, _ count: Int, _ bar: Bar, on drawing: inout Drawing) {
    let blocks = min(count, 90)
    bar.draw(blocks: blocks, on: &drawing) { PointStyle.colour($0 * count / blocks, of: count) }
    let interval = Interval(-0.5, Double(count) - 0.5)
    let ticks = Ticks.linear(interval, count: count <= 12 ? 12 : 9, isWhole: true)
    bar.drawTicks(ticks.map { (fraction: interval.fraction($0.place), text: $0.text) }, label: noun, on: &drawing)
  }

  /// Ticks of a bar of values; where all are the same, that one in the middle.
  static func ticks(_ scale: ColourScale) -> [(fraction: Double, text: String)] {
    let limits = scale.limits
    guard limits.high > limits.low else { return [(fraction: 0.5, text: NumberText.short(limits.low))] }
    guard limits.opened == limits else {
      return [(fraction: 0, text: NumberText.short(limits.low)), (fraction: 1, text: NumberText.short(limits.high, digits: 15))]
    }
    return Ticks.linear(limits, count: 7).map { (fraction: limits.fraction($0.place), text: $0.text) }
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
